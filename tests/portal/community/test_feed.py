"""What is new, for feed readers; public meetings, for calendars and on the page."""

import pytest

from coalitions.meetings.actions import agenda, planning
from tests.briefing import make_brief
from tests.meeting import make_line, make_meeting
from tests.portal.community.conftest import text

pytestmark = pytest.mark.django_db


def test_the_feed_tells_of_briefs(ask, coalition, page):
    brief = make_brief(coalition=coalition, title="Why doors stay closed")
    answer = ask("community_feed", coalition)
    assert answer["Content-Type"].startswith("application/atom+xml")
    assert "Why doors stay closed" in text(answer)
    assert f"/community/{coalition.slug}/briefs/{brief.pk}/" in text(answer)


def test_the_calendar_has_public_meetings_alone(ask, coalition, administrator, page):
    make_meeting(coalition=coalition, by=administrator, people=[])
    assert "BEGIN:VEVENT" not in text(ask("community_calendar", coalition))
    planning.change_rules(
        coalition=coalition, quorum_percent=None, is_open=True, agenda_days=3, by=administrator
    )
    answer = text(ask("community_calendar", coalition))
    assert "BEGIN:VEVENT" in answer
    assert f"/community/{coalition.slug}/meetings/" in answer
    assert f"/c/{coalition.slug}/" not in answer


def test_the_next_meeting_with_its_posted_agenda(ask, coalition, administrator, page):
    planning.change_rules(
        coalition=coalition, quorum_percent=None, is_open=True, agenda_days=3, by=administrator
    )
    meeting = make_meeting(coalition=coalition, by=administrator, people=[])
    make_line(meeting=meeting, by=administrator, title="Open doors", sensitivity="public")
    make_line(meeting=meeting, by=administrator, title="Weak doors", sensitivity="members")
    assert "Open doors" not in text(ask("community_public", coalition))
    agenda.post_agenda(meeting=meeting, by=administrator)
    answer = text(ask("community_public", coalition))
    assert "Open doors" in answer
    assert "Weak doors" not in answer
    assert "Room B" in answer
