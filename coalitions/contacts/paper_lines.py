"""A sheet as it goes to paper, as data; and what differs between two of them."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypedDict

from coalitions.contacts.models.sheet import ContactPlace, ContactRole
from coalitions.contacts.words import details_in_words, place_in_words

# Of a number that only who reads all of a sheet is told.
FULL_ONLY = ("night", "radio")
NUMBERS = {"day": "day", "night": "night", "radio": "radio"}


class PaperLine(TypedDict):
    """One line of a printed sheet. An empty role has one with position 0 and nobody."""

    role_id: int
    role: str
    position: int
    place: str
    contact_id: int
    who: str
    details: str
    day: str
    night: str
    radio: str
    any_hour: bool
    is_confirmed: bool


@dataclass(frozen=True)
class Difference:
    """What changed on a sheet: in which line, from what to what, since when. `before` "" is new."""

    what: str
    before: str
    after: str
    on: date | None


def lines_of(
    roles: Sequence[ContactRole], places: Iterable[ContactPlace], *, on: date
) -> list[PaperLine]:
    """The lines of a sheet in their order, with all numbers."""
    held = defaultdict(list)
    for place in places:
        held[place.role_id].append(place)
    return [
        line
        for role in roles
        for line in ([_line(role, place, on=on) for place in held[role.pk]] or [_nobody(role)])
    ]


def _line(role: ContactRole, place: ContactPlace, *, on: date) -> PaperLine:
    contact = place.contact
    return {
        "role_id": role.pk,
        "role": role.name,
        "position": place.position,
        "place": place_in_words(role, place.position),
        "contact_id": contact.pk,
        "who": str(contact),
        "details": details_in_words(place, on=on),
        "day": contact.day_phone,
        "night": contact.night_phone,
        "radio": contact.radio,
        "any_hour": contact.any_hour,
        "is_confirmed": contact.is_confirmed(on),
    }


def _nobody(role: ContactRole) -> PaperLine:
    return {
        "role_id": role.pk,
        "role": role.name,
        "position": 0,
        "place": "",
        "contact_id": 0,
        "who": "",
        "details": "",
        "day": "",
        "night": "",
        "radio": "",
        "any_hour": False,
        "is_confirmed": False,
    }


def differences(
    before: Sequence[PaperLine],
    after: Sequence[PaperLine],
    *,
    is_full: bool,
    placed: Mapping[tuple[int, int], date],
    changed: Mapping[int, date],
) -> list[Difference]:
    """What differs, line by line in the order of the sheet; night and radio where `is_full`.

    `placed` says when somebody came to or left a place (role, position), `changed` when the numbers
    of a contact (its key) were changed last.
    """
    fields = [field for field in NUMBERS if is_full or field not in FULL_ONLY]
    old, new = _by_place(before), _by_place(after)
    found: list[Difference] = []
    for key in [*new, *(key for key in old if key not in new)]:
        found += _differs(old.get(key), new.get(key), fields, placed.get(key), changed)
    return found


def _by_place(lines: Iterable[PaperLine]) -> dict[tuple[int, int], PaperLine]:
    return {(line["role_id"], line["position"]): line for line in lines if line["position"]}


def _differs(
    old: PaperLine | None,
    new: PaperLine | None,
    fields: Collection[str],
    placed_on: date | None,
    changed: Mapping[int, date],
) -> list[Difference]:
    if old is None or new is None or old["contact_id"] != new["contact_id"]:
        before, after = (line["who"] if line else "" for line in (old, new))
        named = new or old
        return [Difference(_named(named), before, after, placed_on)] if named else []
    was, now = dict(old), dict(new)
    on = changed.get(new["contact_id"])
    return [
        Difference(f"{_named(new)}, {NUMBERS[field]}", str(was[field]), str(now[field]), on)
        for field in fields
        if was[field] != now[field]
    ]


def _named(line: PaperLine) -> str:
    place = line["place"]
    return f"{line['role']}, {place[:1].lower()}{place[1:]}" if place else line["role"]
