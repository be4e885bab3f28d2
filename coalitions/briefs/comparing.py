"""The briefs of a file beside those of a coalition: what an import would do."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from coalitions.briefs.here import BriefHere, here
from coalitions.briefs.models.brief import Brief
from coalitions.briefs.text.content import CodedBrief
from coalitions.coalition.models import Coalition
from safety_portal.core.look.wording import listed_up_to
from safety_portal.core.refusals import Refused


@dataclass
class Comparison:
    """What is new, what would get a next version, what is there already, what the file lacks.

    `waiting`: how many of them wait for an administrator, once they were imported.
    """

    new: list[CodedBrief] = field(default_factory=list)
    changed: list[tuple[BriefHere, CodedBrief]] = field(default_factory=list)
    unchanged: list[CodedBrief] = field(default_factory=list)
    missing: list[BriefHere] = field(default_factory=list)
    waiting: int = 0

    @property
    def changes_something(self) -> bool:
        """Whether an import writes anything."""
        return bool(self.new or self.changed)

    @property
    def rows(self) -> int:
        """How many briefs the file has."""
        return len(self.new) + len(self.changed) + len(self.unchanged)

    def as_json(self, *, applied: bool) -> dict[str, object]:
        """What a script is told; `applied` whether it was to be written."""
        return {
            "applied": applied,
            "rows": self.rows,
            "created": len(self.new),
            "updated": len(self.changed),
            "unchanged": len(self.unchanged),
            "missing": len(self.missing),
            "skipped": [],
            "rejected": [],
        }


def compare(coalition: Coalition, briefs: Sequence[CodedBrief], *, on: date) -> Comparison:
    """What an import of the briefs does. Raises Refused where it would meet somebody's work.

    A brief is known by its code; unchanged is what says what the newest version says, or the one
    that is read.
    """
    rows = Brief.objects.filter(coalition=coalition).order_by("position", "id").with_versions()
    known = {brief.code: here(brief, coalition, on=on) for brief in rows}
    comparison = Comparison()
    blocked: dict[str, list[str]] = {"work": [], "retired": []}
    for coded in briefs:
        there = known.pop(coded.code, None)
        if there is None:
            comparison.new.append(coded)
        elif coded.text in (there.shown_to_writers.text, there.shown.text):
            comparison.unchanged.append(coded)
        else:
            kind = "retired" if there.brief.retired_at else "work" if there.work else ""
            if kind:
                blocked[kind].append(coded.code)
            comparison.changed.append((there, coded))
    comparison.missing = [there for there in known.values() if not there.brief.retired_at]
    _refuse(blocked)
    return comparison


def _refuse(blocked: dict[str, list[str]]) -> None:
    if codes := blocked["work"]:
        raise Refused(
            f"The file has other words than a version that somebody writes or that waits:"
            f" {listed_up_to(codes, 5)}. Publish it or finish it first; nothing was imported."
        )
    if codes := blocked["retired"]:
        raise Refused(
            f"The file changes what was retired: {listed_up_to(codes, 5)}. Take it up again first,"
            " or leave it out; nothing was imported."
        )
