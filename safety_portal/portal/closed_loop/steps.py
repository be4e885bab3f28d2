"""The seven steps of one loop in words: who, when, and what waits."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from plans.loops.lifecycle import MAY_BE_LEFT_OUT, Step, StepState
from plans.loops.models import StepNotNeeded
from safety_portal.portal.closed_loop import item_steps, plan_steps
from safety_portal.portal.closed_loop.whole import Link, Says, Whole, local_day


@dataclass(frozen=True)
class StepLine:
    """One step as the page draws it: the day and who, what it says, where its record is."""

    step: Step
    state: StepState
    title: str
    day: date | None = None
    who: str = ""
    words: str = ""
    links: tuple[Link, ...] = ()
    due_on: date | None = None
    mark: StepNotNeeded | None = None
    days: int = 0
    is_now: bool = False

    @property
    def number(self) -> int:
        """Which of the seven it is."""
        return list(Step).index(self.step) + 1

    @property
    def state_words(self) -> str:
        """Where it stands, for who does not see its mark."""
        if self.is_now:
            return "waits"
        return self.state.label.lower()


SAYS: dict[Step, Callable[[Whole], Says]] = {
    Step.FOUND: item_steps.found,
    Step.ACTION_ITEM: item_steps.action_item,
    Step.EVIDENCE: item_steps.evidence,
    Step.VERIFIED: item_steps.verified,
    Step.CHANGED: plan_steps.changed,
    Step.SIGNED: plan_steps.signed,
    Step.READ: plan_steps.read,
}


def steps_of(whole: Whole) -> list[StepLine]:
    """The seven steps, in their order."""
    return [_line(whole, step) for step in Step]


def _line(whole: Whole, step: Step) -> StepLine:
    state = whole.loop.states[step]
    says = _not_needed(whole, step) if state == StepState.NOT_NEEDED else SAYS[step](whole)
    since = (says.day - whole.finding.found_on).days if says.day else 0
    return StepLine(
        step,
        state,
        says.title or step.label,
        says.day,
        says.who,
        says.words,
        says.links,
        says.due_on,
        says.mark,
        max(since, 0),
        whole.loop.stuck == step,
    )


def _not_needed(whole: Whole, step: Step) -> Says:
    """Who said so, when, and why: by a mark, or with the finding itself."""
    found = whole.finding
    if found.not_acting_at:
        who = f"Not needed: {found.not_acting_by} decided not to act"
        return Says(who, found.not_acting_because, local_day(found.not_acting_at))
    if found.closed_at:
        words = "The item was in place at a later walk, before anybody acted on it."
        return Says(f"Not needed: {found.closed_by}", words, local_day(found.closed_at))
    mark = whole.mark_over(step) if step in MAY_BE_LEFT_OUT else None
    if mark is None:
        return Says("Not needed")
    own = mark if mark.step == step else None
    return Says(f"Not needed: {mark.marked_by}", mark.because, local_day(mark.marked_at), mark=own)
