"""All that the steps of one loop are made of, and what each says of itself. It asks nothing."""

from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils import timezone

from coalitions.action_items.models import ActionItem, ItemEvidence
from plans.findings.models import Finding
from plans.loops.lifecycle import Step
from plans.loops.models import StepNotNeeded
from plans.loops.queries import Loop
from plans.required_changes.queries import SectionAsked
from safety_portal.core.accounts.models import User
from safety_portal.portal.closed_loop.queries import Changed, Signing


@dataclass(frozen=True)
class Link:
    """A record that a step leads to."""

    label: str
    url: str


@dataclass(frozen=True)
class Says:
    """What a step says of itself."""

    who: str = ""
    words: str = ""
    day: date | None = None
    links: tuple[Link, ...] = ()
    due_on: date | None = None
    title: str = ""
    mark: StepNotNeeded | None = None


@dataclass(frozen=True)
class Whole:
    """All that the steps of one loop are made of, as its reader may know it."""

    finding: Finding
    loop: Loop
    reader: User
    on: date
    asked: list[SectionAsked] = field(default_factory=list)
    changed: list[Changed] = field(default_factory=list)
    signing: Signing | None = None
    marks: list[StepNotNeeded] = field(default_factory=list)
    evidence: list[ItemEvidence] = field(default_factory=list)
    verifiers: list[str] = field(default_factory=list)

    @property
    def item(self) -> ActionItem | None:
        """The action item that mends the finding."""
        return self.finding.action_item

    @property
    def days_open(self) -> int:
        """Days from when it was found until its loop closed, or today."""
        closed = self.loop.closed_at
        return max(((local_day(closed) if closed else self.on) - self.finding.found_on).days, 0)

    def mark_over(self, step: Step) -> StepNotNeeded | None:
        """The mark by which a step is not needed: its own, or one of a step before it."""
        order = list(Step)
        marks = [m for m in self.marks if order.index(Step(m.step)) <= order.index(step)]
        return marks[-1] if marks else None


def local_day(moment: datetime) -> date:
    """The day of a moment where the portal is."""
    return timezone.localdate(moment)
