"""Where loops stand, of a page of findings or of a whole district: computed in the database."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db.models import CharField, Count
from django.db.models.expressions import RawSQL
from django.shortcuts import get_object_or_404

from plans.findings.models import Finding, FindingQuerySet
from plans.findings.queries import SHOWN_WITH
from plans.loops.lifecycle import CLOSED, Step, StepState
from plans.loops.models import StepNotNeeded
from plans.loops.sql import LOOP, STUCK_AT
from safety_portal.core.accounts.models import User
from safety_portal.core.database.prepared import Parameter, Prepared

PLACE = re.compile(r"%\((\w+)\)s")
LOOPS = Prepared(
    "loops_of_findings",
    f"SELECT plans_finding.id, {LOOP} FROM plans_finding "  # noqa: S608  our own words
    "WHERE plans_finding.id = ANY(%(findings)s)",
    {"on": Parameter("date"), "findings": Parameter("bigint[]")},
    {"zone": settings.TIME_ZONE},
)


@dataclass(frozen=True)
class Loop:
    """Where each step of a finding's loop stands, and what it was computed from.

    `stuck` is the first step that waits, CLOSED where none does. Of the sections that must change
    so many are `named`, `changed` and `signed`; `sections` are the ids of those that were changed,
    in the edition that did. Of the people `asked` to read them again so many have `read` them.
    """

    states: dict[Step, StepState]
    stuck: str
    named: int = 0
    changed: int = 0
    signed: int = 0
    asked: int = 0
    read: int = 0
    sections: tuple[int, ...] = ()
    changed_at: datetime | None = None
    signed_at: datetime | None = None
    read_at: datetime | None = None
    closed_at: datetime | None = None

    @property
    def is_closed(self) -> bool:
        """Whether every step is done or not needed."""
        return self.stuck == CLOSED

    @property
    def settled(self) -> int:
        """How many of the seven steps are done or not needed."""
        return sum(state != StepState.WAITS for state in self.states.values())


def loops_of(findings: Collection[int], *, on: date) -> dict[int, Loop]:
    """The loops of these findings (ids) on the day: one query, none for none."""
    rows = LOOPS.rows(on=on, findings=list(findings)) if findings else ()
    return {pk: _loop(facts) for pk, facts in rows}


def _loop(facts: dict[str, Any]) -> Loop:
    states = {step: StepState(facts.get(step.value, StepState.DONE)) for step in Step}
    return Loop(
        states,
        facts["stuck"],
        **{name: facts[name] for name in ("named", "changed", "signed", "asked", "read")},
        sections=tuple(facts["sections"]),
        changed_at=_moment(facts["changed_at"]),
        signed_at=_moment(facts["signed_at"]),
        read_at=_moment(facts["read_at"]),
        closed_at=_moment(facts["closed_at"]),
    )


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def by_where_stuck(findings: FindingQuerySet, *, on: date) -> dict[str, int]:
    """How many of the findings are stuck at each step, or closed: one query."""
    rows = findings.order_by().values_list(_stuck_at(on)).annotate(Count("pk"))
    return dict(rows)


def stuck_at(findings: FindingQuerySet, steps: Collection[str], *, on: date) -> FindingQuerySet:
    """Those of the findings whose loop is stuck at one of these steps, or CLOSED."""
    return findings.alias(stuck=_stuck_at(on)).filter(stuck__in=steps)


def _stuck_at(on: date) -> RawSQL:
    """The expression, for a query of which findings are the first table."""
    values = {"on": on, "zone": settings.TIME_ZONE}
    given = [values[name] for name in PLACE.findall(STUCK_AT)]
    return RawSQL(PLACE.sub("%s", STUCK_AT), given, output_field=CharField())  # noqa: S611  our own


def marks_of(finding: Finding) -> list[StepNotNeeded]:
    """The steps of a finding's loop that are called not needed, in their order."""
    rows = StepNotNeeded.objects.filter(finding=finding, undone_at__isnull=True)
    order = [step.value for step in Step]
    return sorted(rows.select_related("marked_by"), key=lambda mark: order.index(mark.step))


def fetch_mark(
    user: User, *, coalition: str, finding: int, mark: int, **rest: str | int
) -> StepNotNeeded:
    """The mark that the address names, with its finding, or Http404."""
    visible = Finding.objects.visible_to(user).filter(coalition__slug=coalition, pk=finding)
    marks = StepNotNeeded.objects.filter(finding__in=visible)
    return get_object_or_404(
        marks.select_related(*(f"finding__{name}" for name in SHOWN_WITH)), pk=mark
    )
