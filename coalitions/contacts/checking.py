"""What a contact may say: a number at least, an agency of the district, days that can be."""

from datetime import date, timedelta
from typing import NotRequired, TypedDict

from coalitions.agencies.models import Agency
from coalitions.contacts.models.contact import Contact
from coalitions.contacts.numbers import tidy_number
from safety_portal.core.names import tidy_name
from safety_portal.core.refusals import Refused
from safety_portal.core.states import WrongState

LONGEST_LEAVE = timedelta(days=2 * 366)


class Told(TypedDict):
    """What a form says of the numbers of a contact; of who it is, only its keepers."""

    day_phone: str
    night_phone: str
    any_hour: bool
    radio: str
    email: str
    leave_ends_on: date | None
    title: NotRequired[str]
    name: NotRequired[str]
    agency: NotRequired[Agency | None]


class Stale(WrongState):
    """Somebody changed the contact since the form was opened."""

    def __init__(self) -> None:
        super().__init__(
            "This contact was changed while you had it open. Look at it as it stands now, then"
            " change it."
        )


def checked(told: Told, *, contact: Contact, on: date) -> Told:
    """What is told, as it is kept. Raises Refused, at a field, for what cannot be."""
    day = tidy_number(told["day_phone"], field="day_phone")
    night = tidy_number(told["night_phone"], field="night_phone")
    if told["any_hour"] and not day:
        raise Refused("Write the number that answers at any hour here.", field="day_phone")
    if not day and not night:
        raise Refused("Write at least one number.", field="day_phone")
    if told["any_hour"] and night not in ("", day):
        raise Refused(
            "Either the day number answers at any hour, or there is a night number.",
            field="night_phone",
        )
    _check_leave(told["leave_ends_on"], on)
    _check_who(told, contact)
    kept: Told = {**told, "day_phone": day, "night_phone": "" if told["any_hour"] else night}
    kept["radio"], kept["email"] = tidy_name(told["radio"]), told["email"].strip().lower()
    return kept


def _check_leave(until: date | None, on: date) -> None:
    if until and until < on:
        raise Refused("This day has passed. Leave it empty for who is back.", field="leave_ends_on")
    if until and until > on + LONGEST_LEAVE:
        raise Refused("This is more than two years away. Look at the year.", field="leave_ends_on")


def _check_who(told: Told, contact: Contact) -> None:
    agency = told.get("agency")
    if agency and agency.district_id != contact.coalition.district_id:
        raise Refused(f"{agency} is an agency of another district.", field="agency")
    if not contact.person_id and "name" in told and not tidy_name(told["name"]):
        raise Refused("Write who or what answers, with letters.", field="name")
