"""What is new of what is public, as Atom, and the public meetings, as iCalendar."""

from datetime import date, datetime, time

from django.conf import settings
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed

from coalitions.meetings.lifecycle import MeetingState
from coalitions.meetings.models.meeting import Meeting
from coalitions.meetings.wording import place_words
from safety_portal.core.calendar.icalendar import Event, Method, calendar_file
from safety_portal.core.look.languages import Language, day_said, said
from safety_portal.core.web.addresses import address
from safety_portal.portal.community.composing import PublicPage
from safety_portal.portal.community.drawing import in_language


def atom(page: PublicPage, language: Language) -> str:
    """The briefs, minutes and editions that are public, the newest first."""
    home = _url("community_public", language, page)
    feed = Atom1Feed(
        title=said("The safety coalition of {name}", language).format(name=page.place.name),
        link=home,
        feed_url=_url("community_feed", language, page),
        description=None,
        language=language.value,
        author_name=page.place.name,
    )
    for title, link, day in sorted(_news(page, language), key=lambda each: each[2], reverse=True):
        moment = timezone.make_aware(datetime.combine(day, time.min))
        name = f"tag:safety-portal,{day}:{link.removeprefix(settings.PORTAL_ADDRESS)}"
        feed.add_item(
            title=title,
            link=link,
            description="",
            unique_id=name,
            pubdate=moment,
            updateddate=moment,
        )
    return feed.writeString("utf-8")


def _news(page: PublicPage, language: Language) -> list[tuple[str, str, date]]:
    is_spanish = language == Language.SPANISH
    news = [
        (
            brief.title.shown if is_spanish else brief.title.english,
            _url("community_brief", language, page, brief.pk),
            brief.published_on,
        )
        for brief in page.briefs
    ]
    for plan in page.plans:
        words = said("Edition {number}, in force since {date}", language)
        since = day_said(plan.in_force_on, language)
        title = words.format(number=plan.number, date=since)
        news.append((title, _url("community_plan", language, page), plan.in_force_on))
    words = said("Minutes of {date}", language)
    for day in page.meetings.minutes_of if page.meetings else ():
        link = f"{_url('meeting_public', language, page)}#minutes-{day.isoformat()}"
        news.append((words.format(date=day_said(day, language)), link, day))
    return news


def calendar(page: PublicPage, language: Language) -> str:
    """The public meetings to come, for nobody by name."""
    coming = page.meetings.coming if page.meetings else ()
    link = _url("meeting_public", language, page)
    return calendar_file(
        [_event(meeting, link) for meeting in coming],
        method=Method.PUBLISH,
        zone=timezone.get_current_timezone_name(),
        name=page.place.name,
    )


def _event(meeting: Meeting, link: str) -> Event:
    return Event(
        uid=f"{meeting.uid}@safety-portal",
        sequence=meeting.sequence,
        stamped_at=meeting.planned_at,
        starts_at=timezone.localtime(meeting.starts_at),
        ends_at=timezone.localtime(meeting.ends_at),
        summary=f"{meeting}, {meeting.coalition}",
        location=place_words(meeting),
        description=link,
        url=link,
        is_cancelled=meeting.state == MeetingState.CANCELLED,
    )


def _url(name: str, language: Language, page: PublicPage, *rest: int) -> str:
    return settings.PORTAL_ADDRESS + address(in_language(name, language), page.place.slug, *rest)
