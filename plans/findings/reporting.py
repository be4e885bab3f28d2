"""What the report of a walk says, on a page and on paper: layers, last time, each finding."""

from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from plans.assessments.models.answer import Photo
from plans.assessments.models.assessment import Assessment
from plans.assessments.queries import Item, items_of, photos_of
from plans.assessments.summary import LayerSum, along_with, by_layer, led_by
from plans.findings.comparing import elsewhere, elsewhere_in, with_before
from plans.findings.models import Finding
from plans.findings.overview import INTERVAL
from plans.findings.queries import findings_in
from plans.findings.standing import Standing, standing_of
from safety_portal.core.accounts.models import User
from safety_portal.core.look.wording import counted


@dataclass(frozen=True)
class LayerLine:
    """A layer of the report, and the same layer in the other schools."""

    sum: LayerSum
    elsewhere: str


@dataclass(frozen=True)
class FindingLine:
    """A finding of the report with where it stands, its answer last time and its photos."""

    finding: Finding
    standing: Standing
    item: Item | None
    photos: list[Photo]


def report_of(walk: Assessment, reader: User) -> dict[str, Any]:
    """All that the report of a finished walk says to a reader, by the names its templates use."""
    items, others = items_of(walk), elsewhere(reader, walk)
    lines = _findings(walk, items)
    still_open = sum(line.standing.is_open for line in lines)
    needed = f"{len(lines)} of {counted(len(items), 'item')} needed something"
    return {
        "assessment": walk,
        "coalition": walk.coalition,
        "heading": f"{needed}; {_still(still_open)}" if lines else f"{needed}",
        "led": led_by(walk),
        "along": along_with(walk),
        "layers": [LayerLine(each, elsewhere_in(each, others)) for each in by_layer(items)],
        "has_others": bool(others),
        "lines": lines,
        "unanswered": [item for item in items if not item.is_answered],
        "items": items,
        "compared": with_before(items),
        "due_on": timezone.localtime(walk.finished_at).date() + INTERVAL,
    }


def _still(number: int) -> str:
    return (
        "nothing is open" if not number else f"{number} {'is' if number == 1 else 'are'} still open"
    )


def _findings(walk: Assessment, items: list[Item]) -> list[FindingLine]:
    photos, today = photos_of(walk), timezone.localdate()
    by_code = {item.question.code: item for item in items}
    return [
        FindingLine(
            finding,
            standing_of(finding, on=today),
            by_code.get(finding.item),
            [photos[sha] for sha in finding.answer.photos if sha in photos]
            if finding.answer
            else [],
        )
        for finding in findings_in(walk)
    ]
