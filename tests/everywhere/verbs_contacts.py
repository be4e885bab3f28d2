"""Who may do what with contacts and their sheets: a part of the table (verbs.py)."""

from coalitions.contacts import policies as contacts_policies
from tests.everywhere import rows, rows_contacts
from tests.everywhere.may import ADMINISTRATOR, MEMBERS, NOBODY, REACH_DOWN, RESTRICTED, May

CONTACTS = {
    "see a sheet of contacts": May(
        contacts_policies.can_read_sheet, rows.coalition, MEMBERS, REACH_DOWN, MEMBERS
    ),
    "see the sheets of all schools": May(
        contacts_policies.can_read_all_sheets, rows.coalition, NOBODY, district=REACH_DOWN
    ),
    "read night numbers": May(
        contacts_policies.can_read_numbers, rows.coalition, RESTRICTED, RESTRICTED
    ),
    "print a sheet of contacts": May(
        contacts_policies.can_print_sheet, rows.coalition, RESTRICTED, RESTRICTED
    ),
    "read a printed sheet": May(
        contacts_policies.can_read_printed, rows_contacts.printed, RESTRICTED, RESTRICTED
    ),
    "see everybody of an agency": May(
        contacts_policies.can_read_agency, rows_contacts.agency, MEMBERS, REACH_DOWN, MEMBERS
    ),
    "read a contact": May(
        contacts_policies.can_read_contact, rows_contacts.contact, RESTRICTED, RESTRICTED
    ),
    "change the numbers of a contact": May(
        contacts_policies.can_change_numbers, rows_contacts.contact, ADMINISTRATOR
    ),
}
