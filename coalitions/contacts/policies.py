"""Who reads the sheets of contacts and their numbers, who keeps them, and who confirms.

A sheet with day numbers is for members. Night numbers, radio and e-mail, and so the contact itself,
the paper and the file, are for who reads what is restricted.
"""

from coalitions.access.grants import access_of
from coalitions.access.policies import LOOKING_ONLY, Scope, can_administer
from coalitions.access.roles import MEMBERS, RESTRICTED
from coalitions.agencies.queries import AgencyHere
from coalitions.contacts.models.contact import Contact
from coalitions.contacts.models.sheet import PrintedSheet
from safety_portal.core.accounts.models import User
from safety_portal.core.authority import Allowed, Denied


def can_read_sheet(user: User, coalition: Scope) -> Allowed | Denied:
    """Who to call, with day numbers: who reads what members read there."""
    if MEMBERS in access_of(user).levels_in(coalition):
        return Allowed()
    return Denied(f"Contacts of {coalition} are for its members; parents and students read none.")


def can_read_all_sheets(user: User, coalition: Scope) -> Allowed | Denied:
    """The sheets of all schools of a district: whose reading reaches into its schools."""
    if coalition.school_id:
        return Denied(f"{coalition} is the coalition of one school; it has one sheet.")
    if coalition.district_id in access_of(user).scopes_reading(MEMBERS)[1]:
        return Allowed()
    return Denied(
        f"Administrators, officers, responders and health of {coalition} read the sheets of all"
        " schools; you read your own."
    )


def can_read_numbers(user: User, coalition: Scope) -> Allowed | Denied:
    """Night numbers, radio and e-mail on a sheet, as a file and on paper."""
    if RESTRICTED in access_of(user).levels_in(coalition):
        return Allowed()
    return Denied(
        f"Only administrators, officers and responders of {coalition} read night numbers."
    )


def can_print_sheet(user: User, coalition: Scope) -> Allowed | Denied:
    """Print it, which is written down: who reads all of it."""
    return LOOKING_ONLY if access_of(user).view_as else can_read_numbers(user, coalition)


def can_read_printed(user: User, sheet: PrintedSheet) -> Allowed | Denied:
    """A sheet as it was printed."""
    return can_read_numbers(user, sheet.coalition)


def can_read_agency(user: User, here: AgencyHere) -> Allowed | Denied:
    """Everybody of one agency: who reads a sheet, of the sheets that they read."""
    return can_read_sheet(user, here.coalition)


def can_read_contact(user: User, contact: Contact) -> Allowed | Denied:
    """Anybody whom `visible_to` let through: who reads its numbers in full, and they themselves."""
    return Allowed()


def can_change_numbers(user: User, contact: Contact) -> Allowed | Denied:
    """Change and confirm the numbers: they themselves, and the administrators who keep them."""
    access = access_of(user)
    if access.view_as:
        return LOOKING_ONLY
    if contact.person_id in access.person_ids or can_administer(user, contact.coalition):
        return Allowed()
    return Denied(f"Only {contact} and administrators of {contact.coalition} change these numbers.")
