"""A sheet of contacts in words: its heading, the place of a contact, where its numbers stand."""

from collections.abc import Sequence
from datetime import date

from coalitions.contacts import semesters
from coalitions.contacts.models.contact import Contact
from coalitions.contacts.models.sheet import ContactPlace, ContactRole
from safety_portal.core.look.wording import MONTHS, day_in_words, due_in_words, listed

FIRST, BACKUP = "First", "Backup"


def place_in_words(role: ContactRole, position: int) -> str:
    """ "First", "Backup 1"; "" where the places of a role have no order."""
    if not role.in_order:
        return ""
    return FIRST if position == 1 else f"{BACKUP} {position - 1}"


def answers_in_words(role: ContactRole, position: int) -> str:
    """ "Fire and EMS, backup 2"; "Utilities" where the places of a role have no order."""
    return ", ".join(filter(None, (role.name, place_in_words(role, position).lower())))


def heading(name: str, confirmed: int, of: int) -> str:
    """The h1 of a sheet: how many of its lines are confirmed this semester."""
    if not of:
        return f"No contact sheet for {name} yet"
    if confirmed == of:
        return f"Who to call for {name}: all {of} are confirmed this semester"
    verb = "is" if confirmed == 1 else "are"
    return f"Who to call for {name}: {confirmed} of {of} {verb} confirmed this semester"


def state_in_words(contact: Contact, *, on: date) -> tuple[str, str]:
    """The color of a word (look.vocabulary) and what it says of the numbers of a contact."""
    if contact.is_confirmed(on) and contact.confirmed_on:
        return "met", f"Confirmed {day_in_words(contact.confirmed_on, on=on)}"
    due_on = semesters.due_on(contact.changed_on, on=on)
    color = "overdue" if due_on < on else "due"
    if contact.confirmed_on:
        return color, f"Not confirmed since {day_in_words(contact.confirmed_on, on=on)}"
    return color, f"Not confirmed yet, {_lower(due_in_words(due_on, on=on))}"


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]


def asked_in_words(contact: Contact, *, address: str) -> str:
    """What was done to have a contact confirmed: "Asked Nov 2 and 9, no answer"."""
    if contact.reported:
        return f"They say: {contact.reported}"
    if contact.asked_on:
        return f"Asked {listed(_days(contact.asked_on))}, no answer"
    if not address:
        return "No e-mail address; confirm by calling"
    return "Not asked yet"


def _days(days: Sequence[date]) -> list[str]:
    """ "Nov 2", "9", "Dec 1": the month where it begins."""
    said, month = [], 0
    for day in sorted(days):
        said.append(str(day.day) if day.month == month else f"{MONTHS[day.month - 1]} {day.day}")
        month = day.month
    return said


def nobody_in_words(role: str, keepers: Sequence[str]) -> str:
    """ "Nobody for Buses. Dana Whitlock fills it." """
    if not keepers:
        return f"Nobody for {role}. This coalition has no administrator to fill it."
    return f"Nobody for {role}. {listed(keepers)} {'fills' if len(keepers) == 1 else 'fill'} it."


def details_in_words(place: ContactPlace, *, on: date) -> str:
    """What stands beside a name: "district nurse, on leave until Mon, Nov 23"."""
    contact = place.contact
    agency = contact.agency.name if contact.agency else ""
    parts = [contact.title, place.note, "" if agency in str(contact) else agency]
    if contact.leave_ends_on and contact.is_away(on):
        parts.append(f"on leave until {day_in_words(contact.leave_ends_on, on=on)}")
    return ", ".join(filter(None, parts))
