"""What an agreement may say: days in order, schools of its coalition, and who agreed."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from coalitions.agreements.models.agreement import Agreement
from coalitions.coalition.models import Coalition
from coalitions.schools.models import School
from safety_portal.core.names import typed
from safety_portal.core.refusals import Refused
from safety_portal.core.states import WrongState

EARLIEST, YEARS_AHEAD = 1950, 50


class Stale(WrongState):
    """Somebody changed the agreement since the form was opened."""

    def __init__(self) -> None:
        super().__init__(
            "This agreement was changed while you had it open. Look at it as it stands now, then"
            " change it."
        )


def check_version(agreement: Agreement, version: int) -> None:
    """Raise Stale unless the form shows the agreement as it stands."""
    if agreement.version != version:
        raise Stale()


def worded(text: str, *, field: str, missing: str) -> str:
    """What somebody wrote, without the spaces around it. Raises Refused where nothing is seen."""
    if not (text := typed(text)):
        raise Refused(missing, field=field)
    return text


def check_year(day: date | None, *, field: str, on: date) -> None:
    """Raise Refused for a day that nobody can have meant."""
    if day and not EARLIEST <= day.year <= on.year + YEARS_AHEAD:
        raise Refused(
            f"The year {day.year} is not one of a paper in use. Look at the year.", field=field
        )


def check_past(day: date, *, field: str, on: date, done: str) -> None:
    """Raise Refused for a day that is still to come."""
    if day > on:
        raise Refused(f"This day is in the future. Write it down after it was {done}.", field=field)


def check_days(
    *,
    signed_on: date | None,
    starts_on: date,
    review_due_on: date | None,
    ends_on: date | None,
    on: date,
) -> None:
    """Raise Refused unless the days of an agreement can be those of one paper."""
    days = {"signed_on": signed_on, "starts_on": starts_on}
    for field, day in (days | {"review_due_on": review_due_on, "ends_on": ends_on}).items():
        check_year(day, field=field, on=on)
    if signed_on and signed_on > on:
        raise Refused(
            "This day is in the future. Leave it empty until everybody has signed.",
            field="signed_on",
        )
    if ends_on and ends_on < starts_on:
        raise Refused(
            "This agreement would end before it begins. Look at both days.", field="ends_on"
        )
    if review_due_on and review_due_on < starts_on:
        raise Refused("It would be read again before it begins.", field="review_due_on")
    if not ends_on and not review_due_on:
        raise Refused(
            "An agreement without an end needs a day by which it is read again.",
            field="review_due_on",
        )


def check_schools(coalition: Coalition, schools: Collection[School]) -> None:
    """Raise Refused unless there is a school, and each is of the coalition."""
    if not schools:
        raise Refused("Choose at least one school that it covers.", field="schools")
    for school in schools:
        if school.district_id != coalition.district_id or (
            coalition.school_id and school.pk != coalition.school_id
        ):
            raise Refused(f"{school} is not a school of {coalition}.", field="schools")


def check_parties(coalition: Coalition, parties: Sequence[dict[str, Any]]) -> None:
    """Raise Refused unless there is a party, none twice, and agencies are of the district."""
    if not parties:
        raise Refused("Name who made this agreement with you.", field="party_1")
    names = [party["name"].casefold() for party in parties]
    if len(set(names)) < len(names):
        raise Refused("One of the parties is named twice.", field="party_1")
    for party in parties:
        agency = party["agency"]
        if agency and agency.district_id != coalition.district_id:
            raise Refused(f"{agency} is an agency of another district.", field="party_1")
