"""Where a finding stands today: computed from what happened, in words."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import models
from django.utils import timezone

from coalitions.action_items.lifecycle import ItemState
from coalitions.action_items.models import ActionItem
from plans.findings.models import Finding
from safety_portal.core.look.wording import counted, due_in_words, due_state, full_day

# A finding wants an action item or a decision within two weeks.
ANSWER_WITHIN = timedelta(days=14)
YOUNG, OLD = timedelta(days=30), timedelta(days=60)


class Age(models.TextChoices):
    """How long ago an open finding was found."""

    OLD = "old", "Over 60 days"
    MIDDLE = "middle", "31 to 60 days"
    YOUNG = "young", "Up to 30 days"


@dataclass(frozen=True)
class Standing:
    """`code` for files and filters, `color` and `words` for a list, `sentence` for a page."""

    code: str
    color: str
    words: str
    sentence: str

    @property
    def is_open(self) -> bool:
        """Whether something is still to be done about it."""
        return self.code not in ("mended", "in_place", "not_acting")


def standing_of(finding: Finding, *, on: date) -> Standing:
    """Where a finding stands on the day. It needs its action item, if it has one, at hand."""
    if finding.action_item:
        return _of_item(finding, finding.action_item, on)
    if finding.closed_at:
        day = full_day(timezone.localdate(finding.closed_at))
        return Standing("in_place", "met", "In place", f"it was in place at the walk of {day}.")
    if finding.not_acting_at:
        day = full_day(timezone.localdate(finding.not_acting_at))
        by, because = finding.not_acting_by, finding.not_acting_because.rstrip(".")
        return Standing(
            "not_acting",
            "quiet",
            "Decided not to act",
            f"{by} decided on {day} not to act: {because}.",
        )
    left = finding.found_on + ANSWER_WITHIN
    color = "overdue" if left < on else "due"
    return Standing(
        "no_action", color, "No action item yet", "nobody has opened an action item for it."
    )


def _of_item(finding: Finding, item: ActionItem, on: date) -> Standing:
    if item.state == ItemState.VERIFIED and item.verified_at:
        day = timezone.localdate(item.verified_at)
        took = counted(max((day - finding.found_on).days, 0), "day")
        sentence = f"{item.verified_by} verified on {full_day(day)} that it is mended."
        return Standing("mended", "met", f"Closed in {took}", sentence)
    if item.state == ItemState.DONE:
        sentence = f"{item.owned_by} says that it is mended; a second person verifies it."
        return Standing("to_verify", "review", "To verify", sentence)
    if item.state == ItemState.RISK_ACCEPTED and item.comes_back_on:
        until = f"until {full_day(item.comes_back_on)}"
        return Standing(
            "risk_accepted", "quiet", f"Risk accepted {until}", f"the risk is accepted {until}."
        )
    state = due_state(item.due_on, on=on)
    color = state if state in ("overdue",) else ("due" if state == "due_soon" else "quiet")
    words = due_in_words(item.due_on, on=on)
    return Standing(
        "to_mend", color, words, f"{item.owned_by} mends it by {full_day(item.due_on)}."
    )


def age_of(finding: Finding, *, on: date) -> int:
    """Days since it was found."""
    return max((on - finding.found_on).days, 0)
