"""What a home page may show: parts that the nouns offer, and the portal asks in one query.

A noun offers in its `home.py`: a Part is rows of SQL and what turns them into words. The portal
(portal/home/offers.py) names the parts in their order, asks those that the reader's groups came for
all at once, and draws each under its heading; a later noun joins by standing in that list.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, NamedTuple

from coalitions.access.roles import MEMBERS, Group
from coalitions.coalition.models import Coalition

# A row of a part, by the names that its SQL gives its columns; days and moments as ISO text.
Row = Mapping[str, Any]
LINES = "portal/home/_lines.jinja"
# The coalition of a page and, of a district's, those of its schools, as an array of keys: what
# is told of them is found by an index, of however many districts there are.
HERE = (
    "ARRAY(SELECT id FROM coalitions_coalition WHERE id = %(coalition)s OR district_id = %(below)s)"
)


class Line(NamedTuple):
    """One line of a part without a template of its own.

    `words` with their `color` (of the vocabulary of words) say how it stands, `why` what more there
    is to it.
    """

    title: str
    path: str
    why: str = ""
    color: str = ""
    words: str = ""


@dataclass(frozen=True)
class Home:
    """Whose home page it is about: a coalition, on a day."""

    coalition: Coalition
    on: date


@dataclass(frozen=True, kw_only=True)
class Asked:
    """Rows for the home pages of these `groups`, and what is made of them.

    `sql` is a SELECT with named columns, and may use %(coalition)s, %(below)s (the district of a
    district's coalition, null for a school's), %(people)s (whom the reader is), %(levels)s (what
    they read there), %(on)s, %(now)s and %(zone)s. It is asked only of who reads what is of `level`
    in the coalition; what differs from row to row it narrows itself. `shown(rows, home)` is what a
    template finds. `values` are the part's own, by names that no other has.
    """

    kind: str
    groups: frozenset[Group]
    sql: str
    shown: Callable[[Sequence[Row], Home], object]
    level: str = MEMBERS
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Part(Asked):
    """Something under the heading `title`; parts that follow each other share it.

    `shown` are Lines, or what a `template` of its own wants; nothing is drawn where it is empty. It
    is of Jinja2 (see core/look/rows.py), that of what stands before everything else of Django.
    """

    title: str
    template: str = LINES


@dataclass(frozen=True, kw_only=True)
class PlacePart(Asked):
    """Something beside each school of a home page that lists schools.

    Its `sql` may use %(places)s besides, the coalitions of the schools that are listed, and has a
    column `place` with one of them; `shown(rows, home)` answers for one school. A `template` (of
    Jinja2, see core/look/rows.py) is drawn under the buttons of each school that a responder
    answers for, with `shown` and `each`, the row of the school.
    """

    template: str = ""


def day_of(row: Row, name: str) -> date:
    """A day of a row, which has one."""
    return date.fromisoformat(row[name])


def day_if_any(row: Row, name: str) -> date | None:
    """A day of a row that may have none."""
    return day_of(row, name) if row[name] else None


def moment_of(row: Row, name: str) -> datetime:
    """A moment of a row, which has one."""
    return datetime.fromisoformat(row[name])
