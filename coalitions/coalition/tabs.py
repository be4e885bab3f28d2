"""The pages of one coalition, as its reader may open them.

And how a form on one of them is posted and shown.
"""

from django.shortcuts import render

from coalitions.access import policies
from coalitions.schools import policies as schools_policies
from safety_portal.core.states import WrongState
from safety_portal.core.web.addresses import address

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


def posted(request):
    """What a form is bound to.

    The POST, also an empty one, or None for a page that is only looked at.
    """
    return request.POST if request.method == "POST" else None


def done_by(form, action, **arguments):
    """Do the action with the form's data.

    Returns what it returns, or None with the refusal shown on the form.
    """
    if not form.is_valid():
        return None
    try:
        return action(**arguments, **form.cleaned_data)
    except WrongState as refused:
        form.add_error(None, str(refused))
        return None


def form_page(request, template, coalition, here, form, **context):
    """A page of a coalition's tabs with a form; 422 where the form was refused."""
    context = page_context(request, coalition, here, form=form, **context)
    return render(request, template, context, status=422 if form.errors else 200)
