"""The sheet of one coalition for one reader: roles, lines with numbers, what is not confirmed."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from coalitions.access.grants import access_of
from coalitions.access.roles import RESTRICTED
from coalitions.coalition.models import Coalition
from coalitions.contacts import semesters
from coalitions.contacts.addresses import address_of
from coalitions.contacts.models.contact import ConfirmedBy, Contact
from coalitions.contacts.models.sheet import ContactPlace, ContactRole, PrintedSheet
from coalitions.contacts.numbers import link_of
from coalitions.contacts.paper_lines import Difference, differences, lines_of
from coalitions.contacts.queries import keepers_of, last_printed, left_since, places_of, roles_of
from coalitions.contacts.words import (
    answers_in_words,
    asked_in_words,
    details_in_words,
    nobody_in_words,
    place_in_words,
    state_in_words,
)
from safety_portal.core.accounts.models import User

NO_BACKUP = "Backup: nobody yet"


@dataclass(frozen=True)
class Number:
    """A number to call: when it answers, how it is written, what a telephone dials."""

    label: str
    text: str
    link: str


@dataclass(frozen=True)
class Line:
    """One place of a sheet. `color` and `state` say where its numbers stand."""

    place: ContactPlace
    details: str
    numbers: tuple[Number, ...]
    is_confirmed: bool
    color: str
    state: str

    @property
    def contact(self) -> Contact:
        """Who answers."""
        return self.place.contact


@dataclass(frozen=True)
class RoleLines:
    """A role with its lines; `lacks` says in a sentence who is missing, "" for nobody."""

    role: ContactRole
    lines: tuple[Line, ...]
    lacks: str


@dataclass(frozen=True)
class ToConfirm:
    """A contact that is to be confirmed, in which place, by when, and what was done."""

    line: Line
    title: str
    why: str
    due_on: date


@dataclass(frozen=True)
class Confirmed:
    """How many lines were confirmed by whom, from when until when."""

    who: str
    number: int
    first_on: date
    last_on: date


@dataclass(frozen=True)
class Sheet:
    """All of it. `of` counts lines and empty roles, which are not confirmed."""

    roles: tuple[RoleLines, ...]
    confirmed: int
    of: int
    to_confirm: tuple[ToConfirm, ...]
    confirmed_by: tuple[Confirmed, ...]
    printed: PrintedSheet | None
    changes: tuple[Difference, ...]
    is_full: bool


def sheet_for(user: User, coalition: Coalition, *, on: date) -> Sheet:
    """The sheet of a coalition as far as the account reads it: at most five queries."""
    is_full = RESTRICTED in access_of(user).levels_in(coalition)
    roles, places = list(roles_of(coalition)), list(places_of(coalition))
    lines = [_line(place, is_full=is_full, on=on) for place in places]
    rows = _rows(coalition, roles, lines, on=on)
    printed = last_printed(coalition) if roles else None
    changes = changes_since(printed, roles, places, is_full=is_full, on=on) if printed else []
    return Sheet(
        roles=rows,
        confirmed=sum(line.is_confirmed for line in lines),
        of=len(lines) + sum(not row.lines for row in rows),
        to_confirm=tuple(_to_confirm(lines, on=on)),
        confirmed_by=tuple(_confirmed_by(places, on=on)),
        printed=printed,
        changes=tuple(changes),
        is_full=is_full,
    )


def _line(place: ContactPlace, *, is_full: bool, on: date) -> Line:
    contact = place.contact
    words = (
        place_in_words(place.role, place.position),
        details_in_words(place, on=on),
        f"radio {contact.radio}" if is_full and contact.radio else "",
    )
    return Line(
        place=place,
        details=" · ".join(filter(None, words)),
        numbers=numbers_of(contact, is_full=is_full),
        is_confirmed=contact.is_confirmed(on),
        **dict(zip(("color", "state"), state_in_words(contact, on=on), strict=True)),
    )


def numbers_of(contact: Contact, *, is_full: bool) -> tuple[Number, ...]:
    """The numbers of a contact in calling order; the night number where the reader has it."""
    by_hour = {"Any hour" if contact.any_hour else "Day": contact.day_phone}
    if is_full:
        by_hour["Night"] = contact.night_phone
    return tuple(Number(label, text, link_of(text)) for label, text in by_hour.items() if text)


def _rows(
    coalition: Coalition, roles: Sequence[ContactRole], lines: Iterable[Line], *, on: date
) -> tuple[RoleLines, ...]:
    held = defaultdict(list)
    for line in lines:
        held[line.place.role_id].append(line)
    is_any_empty = any(not held[role.pk] for role in roles)
    keepers = keepers_of(coalition, on=on) if is_any_empty else []
    return tuple(
        RoleLines(role, tuple(held[role.pk]), _lacks(role, held[role.pk], keepers))
        for role in roles
    )


def _lacks(role: ContactRole, lines: Sequence[Line], keepers: Sequence[str]) -> str:
    if not lines:
        return nobody_in_words(role.name, keepers)
    return NO_BACKUP if role.in_order and len(lines) == 1 else ""


def _to_confirm(lines: Iterable[Line], *, on: date) -> list[ToConfirm]:
    """Each contact once, the one that is due first before others."""
    waiting: dict[int, ToConfirm] = {}
    for line in lines:
        contact = line.contact
        if line.is_confirmed or contact.pk in waiting:
            continue
        waiting[contact.pk] = ToConfirm(
            line,
            title_of(line.place),
            asked_in_words(contact, address=address_of(contact)),
            semesters.due_on(contact.changed_on, on=on),
        )
    return sorted(waiting.values(), key=lambda each: each.due_on)


def title_of(place: ContactPlace) -> str:
    """ "Fire and EMS, backup 2: Lt. Omar Deen"."""
    return f"{answers_in_words(place.role, place.position)}: {place.contact}"


def _confirmed_by(places: Iterable[ContactPlace], *, on: date) -> list[Confirmed]:
    days = defaultdict(list)
    for place in places:
        contact = place.contact
        if contact.confirmed_on and contact.is_confirmed(on):
            is_own = contact.confirmed_how != ConfirmedBy.ADMINISTRATOR
            days["by themselves" if is_own else "by an administrator"].append(contact.confirmed_on)
    return [Confirmed(who, len(each), min(each), max(each)) for who, each in days.items()]


def changes_since(
    printed: PrintedSheet,
    roles: Sequence[ContactRole],
    places: Sequence[ContactPlace],
    *,
    is_full: bool,
    on: date,
) -> list[Difference]:
    """What differs from a printed sheet, each with the day: one query for who left."""
    left = left_since(roles, printed).values_list("role_id", "position", "ended_at")
    placed = {(role, position): timezone.localdate(at) for role, position, at in left}
    placed |= {
        (place.role_id, place.position): timezone.localdate(place.placed_at) for place in places
    }
    return differences(
        printed.lines,
        lines_of(roles, places, on=on),
        is_full=is_full,
        placed=placed,
        changed={place.contact_id: place.contact.changed_on for place in places},
    )
