"""What a loop is called at the head of its page, and in a list of many."""

from collections.abc import Sequence

from plans.findings.models import Finding
from plans.loops.lifecycle import CLOSED, Step
from safety_portal.core.look.wording import counted, due_in_words
from safety_portal.portal.closed_loop.steps import StepLine
from safety_portal.portal.closed_loop.whole import Whole

DOING: dict[str, str] = {
    Step.ACTION_ITEM: "an action item",
    Step.EVIDENCE: "evidence",
    Step.VERIFIED: "verifying",
    Step.CHANGED: "changing the plan",
    Step.SIGNED: "signing",
    Step.READ: "reading",
}
WAITS_FOR: dict[str, str] = DOING | {
    Step.VERIFIED: "a second person",
    Step.CHANGED: "the plan to change",
    Step.SIGNED: "signatures",
    Step.READ: "readers",
}
# Where a loop is stuck, in a list; in the order of the steps.
STUCK_WORDS: dict[str, str] = {
    Step.ACTION_ITEM: "No action item",
    Step.EVIDENCE: "Evidence",
    Step.VERIFIED: "Verification",
    Step.CHANGED: "Section to change",
    Step.SIGNED: "Signatures",
    Step.READ: "Readers",
    CLOSED: "Closed",
}


def heading(whole: Whole, lines: Sequence[StepLine]) -> str:
    """The h1: how many steps are done, and what of the next."""
    name = name_of(whole.finding)
    sign = "" if name.endswith(("?", ".", "!")) else ":"
    if whole.loop.is_closed:
        return f"{name}{sign} loop closed in {counted(whole.days_open, 'day')}"
    due_on = next((line.due_on for line in lines if line.is_now), None)
    what = DOING[whole.loop.stuck]
    if due_on is None:
        return f"{name}{sign} {whole.loop.settled} of 7 steps done, {what} is next"
    words = due_in_words(due_on, on=whole.on)
    words = f"{words[0].lower()}{words[1:]}"
    return f"{name}{sign} {whole.loop.settled} of 7 steps done, {what} is {words}"


def name_of(finding: Finding) -> str:
    """What is to be mended; before somebody said that, what was found."""
    return finding.action_item.what if finding.action_item else finding.title


def next_in_words(whole: Whole) -> str:
    """The next step and whose it is."""
    stuck, item = whole.loop.stuck, whole.item
    if stuck == CLOSED:
        return "Nothing: every step is done or not needed"
    if stuck == Step.EVIDENCE and item:
        return f"Evidence, {item.owned_by}"
    if stuck == Step.VERIFIED and whole.verifiers:
        return f"Verification, {' or '.join(whole.verifiers)}"
    if stuck == Step.SIGNED:
        return "Signatures, whoever holds the seats"
    if stuck == Step.READ:
        return f"Reading, {counted(whole.loop.asked - whole.loop.read, 'person', 'people')}"
    return f"{STUCK_WORDS[stuck]}, an administrator"
