"""Addresses of contacts: the sheets, who is on them, one contact, paper, and the link of a mail."""

from django.urls import path

from coalitions.access.policies import can_administer_subject
from coalitions.agencies.queries import fetch_agency
from coalitions.coalition.gates import HERE, administer, of_coalition
from coalitions.contacts import policies, queries
from coalitions.contacts.views import arranging, confirming, keeping, printing, sheet
from safety_portal.core.authority import Policy, View, anyone, gate

CONTACTS = HERE + "contacts/"
CONTACT = CONTACTS + "<int:contact>/"
ROLE = CONTACTS + "roles/<int:role>/"
PLACE = CONTACTS + "places/<int:place>/"


def of_contact(policy: Policy, view: View) -> View:
    """The view of a contact that the coalition of the address keeps, behind a policy."""
    return gate(policy, view, fetch=queries.fetch_contact)


def of_role(view: View) -> View:
    """The view of a role for who arranges its sheet."""
    return gate(can_administer_subject, view, fetch=queries.fetch_role)


def of_place(view: View) -> View:
    """The view of a place for who arranges its sheet."""
    return gate(can_administer_subject, view, fetch=queries.fetch_place)


urlpatterns = [
    path(CONTACTS, of_coalition(policies.can_read_sheet, sheet.sheet), name="contacts"),
    path(
        CONTACTS + "contacts.csv",
        of_coalition(policies.can_read_numbers, sheet.contacts_csv),
        name="contact_csv",
    ),
    path(
        CONTACTS + "schools/",
        of_coalition(policies.can_read_all_sheets, sheet.schools),
        name="contact_schools",
    ),
    path(
        CONTACTS + "kept/",
        of_coalition(policies.can_read_numbers, sheet.kept),
        name="contact_kept",
    ),
    path(
        CONTACTS + "agencies/<int:agency>/",
        gate(policies.can_read_agency, sheet.agency, fetch=fetch_agency),
        name="contact_agency",
    ),
    path(CONTACTS + "ask/", of_coalition(administer, confirming.ask), name="contact_ask"),
    # Paper
    path(
        CONTACTS + "print/",
        of_coalition(policies.can_print_sheet, printing.print_it),
        name="contact_print",
    ),
    path(
        CONTACTS + "printed/",
        of_coalition(policies.can_read_numbers, printing.printed),
        name="contact_printed",
    ),
    path(
        CONTACTS + "printed/<int:printed>.pdf",
        gate(policies.can_read_printed, printing.pdf, fetch=queries.fetch_printed),
        name="contact_printed_pdf",
    ),
    # Who answers for what
    path(
        CONTACTS + "arrange/", of_coalition(administer, arranging.arrange), name="contact_arrange"
    ),
    path(CONTACTS + "begin/", of_coalition(administer, arranging.begin), name="contact_begin"),
    path(
        CONTACTS + "roles/add/",
        of_coalition(administer, arranging.role_add),
        name="contact_role_add",
    ),
    path(ROLE + "change/", of_role(arranging.role_change), name="contact_role_change"),
    path(ROLE + "close/", of_role(arranging.role_close), name="contact_role_close"),
    path(ROLE + "place/", of_role(arranging.place), name="contact_place"),
    path(ROLE + "add/", of_role(arranging.place_new), name="contact_place_new"),
    path(PLACE + "end/", of_place(arranging.place_end), name="contact_place_end"),
    path(PLACE + "earlier/", of_place(arranging.place_earlier), name="contact_place_earlier"),
    path(PLACE + "confirm/", of_place(confirming.confirm_place), name="contact_place_confirm"),
    # One contact
    path(CONTACT, of_contact(policies.can_read_contact, keeping.contact), name="contact"),
    path(
        CONTACT + "change/",
        of_contact(policies.can_change_numbers, keeping.change),
        name="contact_change",
    ),
    path(
        CONTACT + "confirm/",
        of_contact(policies.can_change_numbers, keeping.confirm),
        name="contact_confirm",
    ),
    path(
        CONTACT + "retire/",
        of_contact(can_administer_subject, keeping.retire),
        name="contact_retire",
    ),
    path(
        "contacts/confirm/<str:link>/",
        gate(anyone, confirming.confirm_by_link, before_second_step=True),
        name="contact_confirm_link",
    ),
]
