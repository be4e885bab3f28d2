"""The catalogue of threats and hazards, and the words of the scales: data/, read once a process."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from plans.library.structure import read_data
from plans.risks.scales import CRITERIA, Group
from safety_portal.core.files.shipped import read_yaml
from safety_portal.core.files.tables import bare_name

FILE = Path(__file__).parent / "data" / "hazards.yaml"


@dataclass(frozen=True)
class Hazard:
    """A threat or hazard: of the catalogue, or a coalition's own, of which less is known.

    `annexes` are the codes of the parts of a plan that are about it, the nearest first. `typical`
    has the usual scores of warning and duration, `typical_text` the same in words. `also` are the
    names that other worksheets have for it.
    """

    code: str
    title: str
    group: Group
    annexes: tuple[str, ...]
    description: str = ""
    question: str = ""
    also: tuple[str, ...] = ()
    typical: tuple[tuple[str, int], ...] = ()
    typical_text: tuple[tuple[str, str], ...] = ()
    leads_to: tuple[str, ...] = ()


@dataclass(frozen=True)
class Step:
    """A value of a scale, with its word and what it means."""

    value: int
    label: str
    meaning: str


@dataclass(frozen=True)
class Criterion:
    """One of the four: what is asked, and its scale, the highest first."""

    code: str
    title: str
    question: str
    steps: tuple[Step, ...]

    def word(self, value: int) -> str:
        """What the scale calls a value."""
        return next(step.label for step in self.steps if step.value == value)


@cache
def catalogue() -> dict[str, Hazard]:
    """Every hazard that can be chosen, by code, in the order of the catalogue.

    "Other" hazards of the source are left out: a coalition adds its own by name.
    """
    rows = sorted(_file()["hazards"], key=_order)
    return {row["code"]: _hazard(row) for row in rows if row["origin"] != "other"}


@cache
def criteria() -> tuple[Criterion, ...]:
    """The four criteria, in the order of the worksheet."""
    given = {row["code"]: row for row in _file()["risk"]["criteria"]}
    return tuple(_criterion(given[code]) for code in CRITERIA)


@cache
def annex_titles() -> dict[str, str]:
    """The annexes about threats and hazards that the library has: code -> title."""
    rows = read_data("annexes.yaml")["annexes"]
    return {row["code"]: row["title"] for row in rows if row["kind"] == "threat_hazard"}


def in_groups(hazards: Iterable[Hazard]) -> list[tuple[Group, list[Hazard]]]:
    """Hazards by group, in the order of the groups; groups without any are left out."""
    given = list(hazards)
    groups = [(group, [each for each in given if each.group == group]) for group in Group]
    return [(group, found) for group, found in groups if found]


@cache
def by_name() -> dict[str, Hazard]:
    """Hazards by every name that a worksheet may have for them, without case, spaces and signs."""
    found: dict[str, Hazard] = {}
    for hazard in catalogue().values():
        for name in (hazard.code, hazard.title, *hazard.also):
            found.setdefault(bare_name(name), hazard)
    return found


def _hazard(row: dict[str, Any]) -> Hazard:
    typical = [(name, row[f"typical_{name}"]) for name in ("warning", "duration")]
    return Hazard(
        code=row["code"],
        title=row["title"],
        group=Group(row["group"]),
        annexes=_annexes_of(row["code"], row["annex"]),
        description=row["description"],
        question=row["local_question"].strip(),
        also=tuple(row.get("also", ())),
        typical=tuple(typical),
        typical_text=tuple((name, row[f"typical_{name}_text"]) for name, _ in typical),
        leads_to=tuple(row["may_lead_to"]),
    )


def _annexes_of(code: str, nearest: str) -> tuple[str, ...]:
    """The one that the catalogue names, then those of the library that name the hazard."""
    rows = read_data("annexes.yaml")["annexes"]
    named = [row["code"] for row in rows if code in row["hazards"]]
    return (nearest, *(each for each in named if each != nearest))


def _criterion(row: dict[str, Any]) -> Criterion:
    steps = tuple(Step(each["value"], each["label"], each["meaning"]) for each in row["scale"])
    return Criterion(row["code"], row["title"], row["question"].strip(), steps)


def _order(row: dict[str, Any]) -> int:
    return int(row["order"])


@cache
def _file() -> dict[str, Any]:
    return dict(read_yaml(FILE))
