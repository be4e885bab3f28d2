"""What all nouns offer the home pages, in the order of a page, and asked in one query.

A noun's part joins by standing in one of these tuples; which of them a reader is asked for is
decided by the groups and levels that each part names.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from itertools import groupby

from django.utils import timezone

from coalitions.access.grants import access_of
from coalitions.action_items.home import OPEN_ITEMS
from coalitions.agreements.home import ASSIGNMENTS
from coalitions.briefs.offering.home import BRIEF_OF_THE_DAY
from coalitions.bulletins.home import BULLETINS
from coalitions.coalition.home import Asked, Home, Part, PlacePart, Row
from coalitions.coalition.models import Coalition
from coalitions.contacts.offering.home import NUMBERS_TO_CALL
from coalitions.meetings.offering.home import NEXT_MEETING, PUBLIC_MINUTES, NextMeeting
from coalitions.reunification.home import MEETING_PLACES
from plans.assessments.home import WALKS_TO_DO
from plans.findings.home import FINDINGS_BY_AGE, FINDINGS_HERE
from safety_portal.core.accounts.models import User
from safety_portal.core.database.prepared import Parameter, Prepared

# Before everything else, to parents and students; to all others beside the page.
FIRST: tuple[Part, ...] = (BULLETINS, NEXT_MEETING)
# After what is owed.
MAIN: tuple[Part, ...] = (WALKS_TO_DO, ASSIGNMENTS, FINDINGS_BY_AGE, OPEN_ITEMS)
# Beside the page; to parents and students after their plan.
BESIDE: tuple[Part, ...] = (BRIEF_OF_THE_DAY,)
# After the plans.
LAST: tuple[Part, ...] = (PUBLIC_MINUTES,)
# Beside each school of a page that lists some.
AT_SCHOOLS: tuple[PlacePart, ...] = (FINDINGS_HERE, NUMBERS_TO_CALL, MEETING_PLACES)
EVERY: dict[str, Asked] = {part.kind: part for part in (*FIRST, *MAIN, *BESIDE, *LAST, *AT_SCHOOLS)}
PARAMETERS = {
    "coalition": Parameter("bigint"),
    "below": Parameter("bigint"),
    "people": Parameter("bigint[]"),
    "levels": Parameter("text[]"),
    "places": Parameter("bigint[]"),
    "on": Parameter("date"),
    "now": Parameter("timestamptz"),
    "zone": Parameter("text"),
}


@dataclass(frozen=True)
class Shown:
    """A part with what there is of it for the reader."""

    kind: str
    template: str
    shown: object


@dataclass(frozen=True)
class Section:
    """The parts under one heading; `code` names it among the addresses of the page."""

    title: str
    code: str
    parts: tuple[Shown, ...]


@dataclass(frozen=True)
class Offered:
    """What there is for one reader: by where it stands, and for each school by its coalition."""

    first: Sequence[Section] = ()
    main: Sequence[Section] = ()
    beside: Sequence[Section] = ()
    last: Sequence[Section] = ()
    at_schools: Mapping[int, Mapping[str, Shown]] = field(default_factory=dict)

    @property
    def next_meeting(self) -> NextMeeting | None:
        """The next meeting, None for who is no member."""
        told = (part.shown for section in self.first for part in section.parts)
        return next((shown for shown in told if isinstance(shown, NextMeeting)), None)


def offered(
    coalition: Coalition,
    user: User,
    *,
    schools: Iterable[Coalition] = (),
    on: date,
    now: datetime,
) -> Offered:
    """What the nouns offer the home page of an account in a coalition that lists these `schools`.

    One query; none for who is no member there.
    """
    kinds, rows = _kinds(coalition, user), {}
    places = [school.pk for school in schools]
    if kinds:
        rows = _rows(kinds, coalition, user, places, on=on, now=now)
    home = Home(coalition, on)
    return Offered(
        first=_sections(FIRST, rows, home),
        main=_sections(MAIN, rows, home),
        beside=_sections(BESIDE, rows, home),
        last=_sections(LAST, rows, home),
        at_schools=_at_schools(rows, home),
    )


def _kinds(coalition: Coalition, user: User) -> tuple[str, ...]:
    """Which parts are for the groups and levels of the account there."""
    access = access_of(user)
    groups, levels = access.groups_in(coalition), access.levels_in(coalition)
    return tuple(
        kind for kind, part in EVERY.items() if part.groups & groups and part.level in levels
    )


def _rows(
    kinds: tuple[str, ...],
    coalition: Coalition,
    user: User,
    places: list[int],
    *,
    on: date,
    now: datetime,
) -> dict[str, list[Row]]:
    access = access_of(user)
    (answers,) = _query(kinds).rows(
        coalition=coalition.pk,
        below=None if coalition.school_id else coalition.district_id,
        people=sorted(access.person_ids),
        levels=sorted(access.levels_in(coalition)),
        places=places,
        on=on,
        now=now,
        zone=timezone.get_current_timezone_name(),
    )
    return {kind: rows or [] for kind, rows in zip(kinds, answers, strict=True)}


@lru_cache(maxsize=128)
def _query(kinds: tuple[str, ...]) -> Prepared:
    """One row, with all rows of each part as its columns."""
    columns = ", ".join(
        f"(SELECT json_agg(rows) FROM ({EVERY[kind].sql}) rows)"  # noqa: S608  the parts' own
        for kind in kinds
    )
    values = {name: value for kind in kinds for name, value in EVERY[kind].values.items()}
    number = "_".join(str(place) for place, kind in enumerate(EVERY) if kind in kinds)
    return Prepared(f"home_{number}", f"SELECT {columns}", PARAMETERS, values)


def _sections(parts: Iterable[Part], rows: Mapping[str, list[Row]], home: Home) -> list[Section]:
    """The parts that the reader was asked for and of which there is something, by heading."""
    asked = [(part, part.shown(rows[part.kind], home)) for part in parts if part.kind in rows]
    there = [(part, shown) for part, shown in asked if shown]
    return [
        Section(title, found[0][0].kind, tuple(_drawn(*each) for each in found))
        for title, of_title in groupby(there, key=lambda each: each[0].title)
        if (found := list(of_title))
    ]


def _drawn(part: Part, shown: object) -> Shown:
    return Shown(part.kind, part.template, shown)


def _at_schools(rows: Mapping[str, list[Row]], home: Home) -> dict[int, dict[str, Shown]]:
    """What there is of each school, by the key of its coalition and the kind."""
    by_school: dict[int, dict[str, Shown]] = defaultdict(dict)
    for part in AT_SCHOOLS:
        of_part: dict[int, list[Row]] = defaultdict(list)
        for row in rows.get(part.kind, ()):
            of_part[row["place"]].append(row)
        for place, found in of_part.items():
            shown = part.shown(found, home)
            by_school[place][part.kind] = Shown(part.kind, part.template, shown)
    return by_school
