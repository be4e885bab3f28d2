"""The pages of one coalition, as its reader may open them, and one of them with a form."""

from typing import NamedTuple

from django.contrib.auth.models import AnonymousUser
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from coalitions.coalition.models import Coalition
from safety_portal.core.accounts.models import User
from safety_portal.core.authority import may
from safety_portal.core.web.addresses import address
from safety_portal.core.web.posting import status_of

# Code, word and address of each; its gate says who gets it.
PAGES = (
    ("people", "People", "membership_people"),
    ("action_items", "Action items", "action_items"),
    ("meetings", "Meetings", "meetings"),
    ("briefs", "Briefs", "briefs"),
    ("programs", "Programs", "programs"),
    ("risks", "Risks", "risks"),
    ("coverage", "Coverage", "coverage"),
    ("champions", "Champions", "champions"),
    ("bulletins", "Bulletins", "bulletins"),
    ("community", "Public page", "community"),
    ("invitations", "Invitations", "invitations"),
    ("seats", "Seats", "membership_seats"),
    ("agencies", "Agencies", "membership_agencies"),
    ("agreements", "Agreements", "agreements"),
    ("contacts", "Contacts", "contacts"),
    ("reunification", "Reunification", "reunification"),
    ("public_records", "Public records", "public_records"),
    ("calendar", "Calendar", "calendar"),
    ("facts", "Facts", "duty_facts"),
    ("schools", "Schools", "coalition_schools"),
    ("figures", "Figures", "official_figures"),
    ("openings", "At hand", "openings"),
    ("reminders", "Reminders", "ledger"),
    ("changes", "Record of changes", "coalition_changes"),
    ("settings", "Settings", "coalition_settings"),
)


class Tab(NamedTuple):
    """A page of a coalition: its word, its address, and whether it is the one that is open."""

    label: str
    url: str
    is_here: bool


def tabs_of(user: User | AnonymousUser, coalition: Coalition, here: str = "") -> list[Tab]:
    """The pages of a coalition that the account may open, one of them the code `here`."""
    return [
        Tab(label, address(name, coalition.slug), code == here)
        for code, label, name in PAGES
        if may(user, name, coalition)
    ]


def page_context(
    request: HttpRequest, coalition: Coalition, here: str, **context: object
) -> dict[str, object]:
    """What every page of a coalition needs: the coalition, and the tabs its reader may open."""
    tabs = tabs_of(request.user, coalition, here)
    return {"coalition": coalition, "tabs": tabs, **context}


def form_page(
    request: HttpRequest,
    template: str,
    coalition: Coalition,
    here: str,
    form: Form,
    **context: object,
) -> HttpResponse:
    """A page of a coalition's tabs with a form."""
    context = page_context(request, coalition, here, form=form, **context)
    return render(request, template, context, status=status_of(form))
