"""A walk beside the one before of the same place, and beside the other schools of the district."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q
from django.db.models.functions import Least

from plans.assessments.models.answer import Answer
from plans.assessments.models.assessment import Assessment, Kind
from plans.assessments.queries import Item
from plans.assessments.scales import AnswerCode
from plans.assessments.summary import LayerSum
from safety_portal.core.accounts.models import User

# What is better than what: an item that does not apply is compared with nothing.
WORTH = {AnswerCode.NO: 0, AnswerCode.PARTLY: 1, AnswerCode.YES: 2}


@dataclass(frozen=True)
class Comparison:
    """The items that are better, the same and worse than the time before."""

    better: tuple[Item, ...]
    same: tuple[Item, ...]
    worse: tuple[Item, ...]

    @property
    def is_there(self) -> bool:
        """Whether there was a walk before to compare with."""
        return bool(self.better or self.same or self.worse)


def with_before(items: Iterable[Item]) -> Comparison:
    """Each item that was answered both times, by whether it is better."""
    by_change: dict[int, list[Item]] = {-1: [], 0: [], 1: []}
    for item in items:
        now = WORTH.get(AnswerCode(item.answer.answer)) if item.answer else None
        before = WORTH.get(AnswerCode(item.before.answer)) if item.before else None
        if now is not None and before is not None:
            by_change[(now > before) - (now < before)].append(item)
    return Comparison(tuple(by_change[1]), tuple(by_change[0]), tuple(by_change[-1]))


def elsewhere(user: User, assessment: Assessment) -> dict[str, tuple[int, int]]:
    """Of each item, in how many of the other schools it is in place, and of how many that asked.

    By the latest walk of each that the account may read, with a checklist of the same code; one
    that asked only after open findings is left out. One query.
    """
    others = (
        Assessment.objects.visible_to(user)
        .finished()
        .filter(
            coalition__district=assessment.coalition.district_id,
            coalition__school__isnull=False,
            checklist__code=assessment.checklist.code,
        )
        .exclude(coalition=assessment.coalition_id)
        .exclude(kind=Kind.FOLLOW_UP)
    )
    latest = others.order_by("coalition", "-finished_at", "-pk").distinct("coalition")
    given = Answer.objects.filter(assessment__in=latest.values("pk"))
    seen_at = Least("answered_at", "received_at")
    counts = given.order_by("assessment", "item", seen_at.desc(), "-pk").distinct(
        "assessment", "item"
    )
    rows = Answer.objects.filter(pk__in=counts.values("pk")).order_by().values("item")
    rows = rows.exclude(answer=AnswerCode.NOT_APPLICABLE).annotate(
        yes=Count("pk", filter=Q(answer=AnswerCode.YES)), asked=Count("pk")
    )
    return {row["item"]: (row["yes"], row["asked"]) for row in rows}


def elsewhere_in(layer: LayerSum, others: dict[str, tuple[int, int]]) -> str:
    """How many of the answers elsewhere were yes in a layer, "" where nobody else was asked."""
    rows = [others[item.question.code] for item in layer.items if item.question.code in others]
    asked = sum(each for _, each in rows)
    return f"{sum(yes for yes, _ in rows)} of {asked}" if asked else ""
