"""What is at hand of a school, in words."""

from datetime import date, datetime

from django.utils import timezone

from coalitions.coalition.models import Coalition
from plans.editions.lifecycle import EditionStatus
from safety_portal.core.look.wording import counted, day_in_words
from safety_portal.portal.responder.queries import AtHand, Change

SAYS = {
    "edition": "{what} came into force",
    "number": "The numbers of {what} changed",
    "placed": "{what} answers now",
    "left": "{what} answers no more",
    "named": "Families would be met at {what}",
    "given_up": "Families are no longer met at {what}",
}


def change_in_words(change: Change) -> str:
    """ "The numbers of Ruth Halvorsen changed"; of an edition which sections differ, of a person
    for what.
    """
    words = SAYS[change.kind].format(what=change.what)
    return f"{words}: {change.more}" if change.more else words


def plan_in_words(found: AtHand, *, on: date) -> str:
    """ "Edition 2 in force since Sep 2, 2025; edition 3 in review is not here"."""
    forced = [_in_force(edition.number, edition.in_force_at, on) for edition in found.editions]
    words = "; ".join(forced) or "No plan in force"
    if found.in_work is None:
        return words
    number, status = found.in_work
    return f"{words}; edition {number} is {_state(status)} and not here"


def _in_force(number: int, at: datetime | None, on: date) -> str:
    since = f" since {day_in_words(timezone.localdate(at), on=on)}" if at else ""
    return f"Edition {number} in force{since}"


def _state(status: str) -> str:
    label = str(EditionStatus(status).label)
    return {"Drafting": "being drafted"}.get(label, label.lower())


def facts_in_words(coalition: Coalition) -> list[tuple[str, str]]:
    """What the directory says of the place, as (label, words); what it does not say is left out."""
    school = coalition.place
    town = " ".join(part for part in (school.city, school.state, school.postal_code) if part)
    town = town if school.street or school.city else ""
    low, high = getattr(school, "low_grade", ""), getattr(school, "high_grade", "")
    teachers = school.teachers and f"{school.teachers.normalize():f}"
    facts = (
        ("Address", ", ".join(part for part in (school.street, town) if part)),
        ("Grades", f"{low} to {high}" if low and high else low or high),
        ("Students", f"{school.students:,}" if school.students else ""),
        ("Teachers", teachers or ""),
    )
    return [(label, words) for label, words in facts if words]


def heading(number: int) -> str:
    """ "You answer for 6 schools"."""
    return f"You answer for {counted(number, 'school')}" if number else "No school yet"
