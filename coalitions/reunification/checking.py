"""What sites, rehearsals and kits may say: days that somebody can have meant, text to be seen."""

from datetime import date, timedelta

from coalitions.agreements.models.agreement import Agreement, AgreementKind
from coalitions.coalition.models import Coalition
from safety_portal.core.names import tidy_name
from safety_portal.core.refusals import Refused
from safety_portal.core.states import WrongState

OLDEST, FURTHEST = timedelta(days=5 * 366), timedelta(days=2 * 366)


class Stale(WrongState):
    """Somebody changed the site since the form was opened."""

    def __init__(self) -> None:
        super().__init__(
            "This site was changed while you had it open. Look at it as it stands now, then change"
            " it."
        )


def check_past(day: date, *, field: str, on: date) -> None:
    """Raise Refused for a day that is still to come, or longer ago than anybody writes down."""
    if day > on:
        raise Refused("This day is in the future. Write it down afterwards.", field=field)
    check_year(day, field=field, on=on)


def check_year(day: date, *, field: str, on: date) -> None:
    """Raise Refused for a day that nobody can have meant."""
    if not on - OLDEST <= day <= on + FURTHEST:
        raise Refused(f"The year {day.year} is too far away. Look at the year.", field=field)


def named(text: str, *, field: str) -> str:
    """The text as a name in one line. Raises Refused where a reader would see nothing of it."""
    name = tidy_name(text)
    if not name:
        raise Refused("Write this with letters.", field=field)
    return name


def check_agreement(coalition: Coalition, agreement: Agreement | None) -> None:
    """Raise Refused unless a site of a school may stand on it: of a site, and within reach."""
    if agreement is None:
        return
    if not agreement.is_for(coalition):
        raise Refused(f"{agreement} is no agreement of {coalition}.", field="agreement")
    if agreement.kind != AgreementKind.REUNIFICATION_SITE:
        raise Refused(
            f"{agreement} promises no reunification site. Choose one that does.", field="agreement"
        )
