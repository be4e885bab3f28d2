"""What a bulletin may say, and whom it may name."""

from collections.abc import Collection
from datetime import date, timedelta
from typing import TypedDict

from coalitions.bulletins.models.bulletin import MOST_DAYS
from coalitions.bulletins.naming import CODES, WITH_A_REASON
from coalitions.coalition.models import Coalition
from safety_portal.core.names import tidy_name, tidy_text
from safety_portal.core.refusals import Refused

TITLE, SOURCE, BASIS, BECAUSE, TEXT = 120, 200, 300, 300, 10_000


class Told(TypedDict):
    """What a form says of a bulletin; `because` is why teachers and staff need to know."""

    title: str
    text: str
    ask: str
    source: str
    certainty: str
    legal_basis: str
    asks_reading: bool
    expires_on: date
    roles: list[str]
    places: list[Coalition]
    because: str


def checked(told: Told, *, on: date) -> Told:
    """What is told, as it is kept. Raises Refused, at a field, for what cannot be."""
    kept = told.copy()
    kept["title"] = _line(told["title"], TITLE, "title", "Write the title with letters.")
    kept["text"] = said(told["text"], field="text", missing="Write what happened.")
    kept["ask"] = tidy_text(told["ask"])[:TEXT]
    kept["source"] = _line(told["source"], SOURCE, "source", "Say where this comes from.")
    basis = "Say on what ground you share this."
    kept["legal_basis"] = _line(told["legal_basis"], BASIS, "legal_basis", basis)
    kept["because"] = tidy_name(told["because"])[:BECAUSE]
    _check_days(told["expires_on"], on=on)
    _check_whom(kept)
    return kept


def said(text: str, *, field: str, missing: str) -> str:
    """What somebody wrote in lines. Raises Refused where nothing is seen of it."""
    if not (text := tidy_text(text)):
        raise Refused(missing, field=field)
    return text[:TEXT]


def _line(text: str, most: int, field: str, missing: str) -> str:
    if not (text := tidy_name(text)[:most]):
        raise Refused(missing, field=field)
    return text


def _check_days(last: date, *, on: date) -> None:
    if last < on:
        raise Refused("This day has passed. Choose today or a later one.", field="expires_on")
    if last > on + timedelta(days=MOST_DAYS):
        raise Refused(
            f"A bulletin is in force for at most {MOST_DAYS} days. Send a new one when it is over.",
            field="expires_on",
        )


def _check_whom(told: Told) -> None:
    if not told["roles"]:
        raise Refused("Choose who gets it.", field="roles")
    check_roles(told["roles"], told["because"])
    if not told["places"]:
        raise Refused("Choose at least one school.", field="places")


def check_roles(roles: Collection[str], because: str) -> None:
    """Raises Refused for roles that get no bulletin, and for those that need a reason without."""
    if not set(roles) <= set(CODES):
        raise Refused("Parents, students and officials get no bulletin.", field="roles")
    if needs_a_reason(roles) and not because:
        raise Refused("Say why teachers or staff need to know.", field="because")


def needs_a_reason(roles: Collection[str]) -> bool:
    """Whether teachers or staff are among them."""
    return bool(set(roles) & set(WITH_A_REASON))
