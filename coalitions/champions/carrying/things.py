"""What there is to carry this month from one coalition, all of it public."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.conf import settings
from django.db.models import F, Max, Q
from django.utils import timezone

from coalitions.access.roles import PUBLIC
from coalitions.briefs.models.brief import BriefVersion
from coalitions.champions.carrying.points import (
    LANGUAGES,
    Answer,
    Point,
    filled,
    letter,
    meeting_words,
    points,
)
from coalitions.coalition.models import Coalition
from coalitions.community.models.page import CommunityPage
from coalitions.meetings.lifecycle import MeetingState
from coalitions.meetings.models.meeting import Meeting
from coalitions.meetings.wording import day_and_hours, place_words
from safety_portal.core.accounts.models import User
from safety_portal.core.look.wording import full_day
from safety_portal.core.web.addresses import address

MOST_BRIEFS = 3


@dataclass(frozen=True)
class Post:
    """A text to post, in one language."""

    code: str
    language: str
    text: str


@dataclass(frozen=True)
class Thing:
    """One thing to carry: why now, what to post, what to say when asked, its papers by language."""

    code: str
    title: str
    why: str
    posts: tuple[Post, ...]
    papers: Mapping[str, str]
    answers: tuple[Answer, ...] = field(default=())


def shared_page(coalition: Coalition, *, is_open: bool) -> str:
    """The address for everybody that papers and codes lead to: the coalition's public page, else
    where it can be asked for a place; "" where neither is open. One query.
    """
    if CommunityPage.objects.published().filter(coalition=coalition).exists():
        return settings.PORTAL_ADDRESS + address("community_public", coalition.slug)
    return settings.PORTAL_ADDRESS + address("champion_join", coalition.slug) if is_open else ""


def next_public_meeting(coalition: Coalition, *, now: datetime) -> Meeting | None:
    """The next meeting of a coalition that meets in public. One query."""
    coming = Meeting.objects.filter(
        coalition=coalition,
        coalition__meeting_rules__is_open=True,
        state=MeetingState.PLANNED,
        starts_at__gt=now,
    )
    return coming.order_by("starts_at", "id").select_related("coalition").first()


def letter_of(
    coalition: Coalition, meeting: Meeting | None, *, page: str
) -> tuple[Point, dict[str, dict[str, str]]] | None:
    """The letter that invites, and the words of its placeholders by language: to the next public
    meeting, else to join where that can be asked; None for neither.
    """
    if meeting is None and not page:
        return None
    web = page
    if meeting is not None:
        web = settings.PORTAL_ADDRESS + address("meeting_public", coalition.slug)
    words = {
        language: {"school": coalition.name, "web": web}
        | (meeting_words(meeting, language) if meeting else {})
        for language in LANGUAGES
    }
    return letter("meeting" if meeting else "joining"), words


def things_of(
    user: User, coalition: Coalition, meeting: Meeting | None, *, page: str
) -> list[Thing]:
    """What there is to carry this month: points, the letter, public briefs. One query.

    `meeting` is the next public one, `page` the address that everybody may be given.
    """
    things = [_thing(point, coalition, _named(coalition, page), point.why) for point in points()]
    if found := letter_of(coalition, meeting, page=page):
        point, words = found
        why = "Letter and post · each August, and when a seat falls vacant"
        if meeting:
            why = f"Letter and post · {day_and_hours(meeting)}, {place_words(meeting)}"
        things.append(_thing(point, coalition, words, why))
    return [*things, *(_brief(each, coalition) for each in _briefs(user, coalition))]


def _named(coalition: Coalition, page: str) -> dict[str, dict[str, str]]:
    return {language: {"school": coalition.name, "web": page} for language in LANGUAGES}


def _thing(
    point: Point, coalition: Coalition, words: Mapping[str, Mapping[str, str]], why: str
) -> Thing:
    posts = tuple(
        Post(code, language, filled(point.post[code], words[code]))
        for code, language in LANGUAGES.items()
    )
    papers = {
        language: address("champion_paper", coalition.slug, point.code, code)
        for code, language in LANGUAGES.items()
    }
    return Thing(point.code, point.title["en"], why, posts, papers, point.answers)


def _briefs(user: User, coalition: Coalition) -> list[BriefVersion]:
    """The public briefs that the reader reads here: those last of the day first."""
    own = Q(brief__coalition=coalition.pk)
    if coalition.school_id:
        own |= Q(
            brief__coalition__district=coalition.district_id,
            brief__coalition__school__isnull=True,
        )
    rows = BriefVersion.objects.read_by(user).filter(
        own, sensitivity=PUBLIC, brief__retired_at__isnull=True
    )
    days = Q(brief__days__coalition=coalition.pk, brief__days__shown_on__lte=timezone.localdate())
    shown = rows.annotate(shown_on=Max("brief__days__shown_on", filter=days))
    ordered = shown.order_by(F("shown_on").desc(nulls_last=True), "-publish_on", "title", "pk")
    return list(ordered.select_related("brief")[:MOST_BRIEFS])


def _brief(version: BriefVersion, coalition: Coalition) -> Thing:
    shown_on: date | None = getattr(version, "shown_on", None)
    day = f" of the day on {full_day(shown_on)}" if shown_on else ""
    return Thing(
        code=f"brief-{version.brief_id}",
        title=version.title,
        why=f"One page · public brief{day}",
        posts=(Post("en", LANGUAGES["en"], f"{version.title}: {version.relevance}"),),
        papers={LANGUAGES["en"]: address("brief_pdf", coalition.slug, version.brief_id)},
    )
