"""What briefs offer an agenda: the question of the brief of the day."""

from collections.abc import Iterator
from datetime import date

from coalitions.access.roles import Sensitivity
from coalitions.briefs.lifecycle import DayLevel
from coalitions.briefs.models.brief import Brief, BriefVersion
from coalitions.briefs.queries import brief_of_day
from coalitions.coalition.models import Coalition
from coalitions.meetings.lifecycle import Wanted
from coalitions.meetings.offers import OfferedLine
from safety_portal.core.web.addresses import address

LONGEST = 200


def line_of(pk: int, version: BriefVersion, coalition: Coalition) -> OfferedLine:
    """The line that the question of a brief is on an agenda of a coalition."""
    question = version.question
    return OfferedLine(
        key=f"brief:{pk}",
        title=question if len(question) <= LONGEST else f"{question[: LONGEST - 1]}…",
        wanted=Wanted.DISCUSS,
        words=f"Question of the brief “{version.title}”",
        path=address("brief", coalition.slug, pk),
        sensitivity=Sensitivity(version.sensitivity),
        minutes=10,
    )


def question_of_the_day(
    coalition: Coalition, *, on: date, since: date | None
) -> Iterator[OfferedLine]:
    """The question of the brief of the day, one line at most. Two queries."""
    shown = brief_of_day(coalition, level=DayLevel.MEMBERS, on=on)
    if shown is None:
        return
    versions = BriefVersion.objects.published(on).filter(
        brief__in=Brief.objects.of_place(coalition).listed()
    )
    if version := versions.filter(brief=shown.brief_id).first():
        yield line_of(shown.brief_id, version, coalition)
