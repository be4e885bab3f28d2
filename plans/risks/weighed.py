"""What somebody says of a risk, before it is written: scores, priority, why, how sure."""

from collections.abc import Mapping
from dataclasses import dataclass

from plans.assessments.scales import Sureness
from plans.risks.scales import CRITERIA, LEAST, MOST, Priority, suggested
from safety_portal.core.names import tidy_line, tidy_text
from safety_portal.core.refusals import Refused

REASON_MOST, DETAIL_MOST = 1000, 4000


@dataclass(frozen=True)
class Weighed:
    """What somebody says of a risk: the four scores by criterion, the priority, and why."""

    scores: Mapping[str, int]
    priority: str
    reason: str = ""
    sureness: str = ""
    detail: str = ""

    @property
    def fields(self) -> dict[str, object]:
        """The columns of a Weighing."""
        said = suggested(self.scores).priority
        return {
            **{name: self.scores[name] for name in CRITERIA},
            "suggested": said,
            "priority": self.priority,
            "reason": tidy_line(self.reason),
            "sureness": self.sureness,
            "detail": tidy_text(self.detail),
        }


def check_weighed(weighed: Weighed) -> None:
    """Raise Refused where a score is none, or what was decided lacks its reason."""
    for name in CRITERIA:
        value = weighed.scores.get(name)
        if value is None or not LEAST <= value <= MOST:
            raise Refused(f"Choose the {name}, from {LEAST} to {MOST}.", field=name)
    if weighed.priority not in Priority.values:
        raise Refused("Decide whether it is high, medium or low.", field="priority")
    if weighed.sureness and weighed.sureness not in Sureness.values:
        raise Refused("Say sure, likely or unsure, or leave it out.", field="sureness")
    said, reason = suggested(weighed.scores).priority, tidy_line(weighed.reason)
    if weighed.priority != said and not reason:
        raise Refused(
            f"The scores suggest {said.label.lower()}. Say why it is"
            f" {Priority(weighed.priority).label.lower()}.",
            field="reason",
        )
    for name, text, most in (
        ("reason", reason, REASON_MOST),
        ("detail", weighed.detail, DETAIL_MOST),
    ):
        if len(text) > most:
            raise Refused(f"This is longer than {most:,} letters; shorten it.", field=name)
