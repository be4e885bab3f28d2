"""The content of the kit, read from data/ once a process: roles, points of a site, items, forms."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from safety_portal.core.files.shipped import read_yaml

DATA = Path(__file__).parent / "data" / "reunification.yaml"


@dataclass(frozen=True)
class Role:
    """A role at the site: who would fill it as a rule, and what their job card says."""

    code: str
    title: str
    where: str
    primary: str
    alternates: tuple[str, str]
    opens_with: str
    steps: tuple[str, ...]


@dataclass(frozen=True)
class Point:
    """A question about a site that is answered on the spot; `must`: without it, it is unfit."""

    code: str
    which: str
    must: bool
    question: str
    why: str


@dataclass(frozen=True)
class Item:
    """Something in a kit, and how much of it."""

    code: str
    title: str
    quantity: str


@dataclass(frozen=True)
class Rehearsed:
    """A kind of rehearsal; `every_months` is how long one counts."""

    code: str
    title: str
    every: str
    every_months: int
    minutes: int
    aims: tuple[str, ...]
    situations: tuple[str, ...]
    cautions: tuple[str, ...]


@dataclass(frozen=True)
class BlankField:
    """A field of a blank form in two languages; `staff_only` is filled in by staff."""

    en: str
    es: str
    staff_only: bool = False


@dataclass(frozen=True)
class BlankForm:
    """A form that is printed and filled in by hand: a `card` for one, or a `list` of many."""

    code: str
    en: str
    es: str
    layout: str
    copies: str
    fields: tuple[BlankField, ...]


@dataclass(frozen=True)
class Step:
    """What happens from a minute until a minute after the decision; None: until it is over."""

    begins: int
    ends: int | None
    what: str


@cache
def _data() -> dict[str, Any]:
    data: dict[str, Any] = read_yaml(DATA)
    return data


def _of(kind: type, rows: list[dict[str, Any]]) -> tuple[Any, ...]:
    """Each of the rows as one of its kind; lists become tuples."""
    return tuple(
        kind(**{key: tuple(each) if isinstance(each, list) else each for key, each in row.items()})
        for row in rows
    )


ROLES: tuple[Role, ...] = _of(Role, _data()["roles"])
ITEMS: tuple[Item, ...] = _of(Item, _data()["kit"])
REHEARSALS: tuple[Rehearsed, ...] = _of(Rehearsed, _data()["rehearsals"])
POINTS: tuple[Point, ...] = _of(
    Point, [{"which": each.pop("for")} | each for each in map(dict, _data()["points"])]
)
TIMELINE: tuple[Step, ...] = _of(
    Step,
    [
        {"begins": each["from"], "ends": each["to"], "what": each["what"]}
        for each in _data()["timeline"]
    ],
)
PRINCIPLES: tuple[str, ...] = tuple(each["text"] for each in _data()["principles"])
DISTANCES: dict[str, str] = {code: each["distance"] for code, each in _data()["sites"].items()}
# How many helpers for each 100 students: ours, no rule of anybody's.
PER_100: dict[str, int] = _data()["staffing"]["per_100_students"]
ROLE_CODES = [each.code for each in ROLES]
ITEM_CODES = [each.code for each in ITEMS]
REHEARSAL_CODES = [each.code for each in REHEARSALS]


def blank_forms() -> tuple[BlankForm, ...]:
    """The forms to print, in order."""
    return tuple(
        BlankForm(
            form["code"],
            form["title"]["en"],
            form["title"]["es"],
            form["layout"],
            form["copies"],
            tuple(
                BlankField(each["en"], each["es"], each.get("staff_only", False))
                for each in form["fields"]
            ),
        )
        for form in _data()["forms"]
    )


def points_of(which: str) -> list[Point]:
    """The questions about a primary or an alternate site."""
    return [point for point in POINTS if point.which in ("both", which)]


def musts_of(which: str) -> list[str]:
    """The codes of those that it must meet."""
    return [point.code for point in points_of(which) if point.must]


def role_of(code: str) -> Role | None:
    """The role of a code, None where there is none."""
    return next((role for role in ROLES if role.code == code), None)


def rehearsal_of(code: str) -> Rehearsed | None:
    """The kind of rehearsal of a code, None where there is none."""
    return next((each for each in REHEARSALS if each.code == code), None)


def helpers_for(students: int) -> dict[str, int]:
    """How many of each kind of helper so many students need, rounded up: "greeters" -> 5."""
    return {kind: -(-students * number // 100) for kind, number in PER_100.items()}
