"""The pages of one coalition, as its reader may open them."""

from coalitions import policies
from safety_portal.addresses import address

PAGES = (
    ("people", "People", "people", policies.can_see_people),
    ("invitations", "Invitations", "invitations", policies.can_administer),
    ("seats", "Seats", "seats", policies.can_see_people),
    ("agencies", "Agencies", "agencies", policies.can_see_people),
    ("schools", "Schools", "district_schools", policies.can_see_schools),
    ("reminders", "Reminders", "reminders", policies.can_read_reminders),
    ("changes", "Record of changes", "changes", policies.can_read_audit),
    ("settings", "Settings", "settings", policies.can_administer),
)


def page_context(request, coalition, here, **context):
    """What every page of a coalition needs: the coalition, its tabs, and whether the reader administers it."""
    tabs = [
        {"label": label, "url": address(name, coalition.slug), "is_here": code == here}
        for code, label, name, policy in PAGES
        if policy(request.user, coalition)
    ]
    may = policies.can_administer(request.user, coalition)
    return {"coalition": coalition, "tabs": tabs, "may_administer": may, **context}


def posted(request):
    """What a form is bound to: the POST, also an empty one, or None for a page that is only looked at."""
    return request.POST if request.method == "POST" else None
