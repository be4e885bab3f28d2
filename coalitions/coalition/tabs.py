"""The pages of one coalition, as its reader may open them, and one of them with a form."""

from django.shortcuts import render

from coalitions.access import policies
from coalitions.schools import policies as schools_policies
from safety_portal.core.web.addresses import address
from safety_portal.core.web.posting import status_of

PAGES = (
    ("people", "People", "people", policies.can_see_people),
    ("invitations", "Invitations", "invitations", policies.can_administer),
    ("seats", "Seats", "seats", policies.can_see_people),
    ("agencies", "Agencies", "agencies", policies.can_see_people),
    ("schools", "Schools", "district_schools", schools_policies.can_see_schools),
    ("reminders", "Reminders", "reminders", policies.can_read_reminders),
    ("changes", "Record of changes", "changes", policies.can_read_audit),
    ("settings", "Settings", "settings", policies.can_administer),
)


def page_context(request, coalition, here, **context):
    """What every page of a coalition needs.

    The coalition, its tabs, and whether the reader administers it.
    """
    tabs = [
        {"label": label, "url": address(name, coalition.slug), "is_here": code == here}
        for code, label, name, policy in PAGES
        if policy(request.user, coalition)
    ]
    may = policies.can_administer(request.user, coalition)
    return {"coalition": coalition, "tabs": tabs, "may_administer": may, **context}


def form_page(request, template, coalition, here, form, **context):
    """A page of a coalition's tabs with a form."""
    context = page_context(request, coalition, here, form=form, **context)
    return render(request, template, context, status=status_of(form))
