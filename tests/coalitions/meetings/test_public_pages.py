"""Meetings on a page for everybody: in both languages, and nobody is named."""

import pytest
from django.urls import reverse
from django.utils import timezone

from coalitions.meetings.actions import approving, minutes, planning
from coalitions.meetings.models.agenda import Decision
from coalitions.meetings.wording import vote_words, votes_said
from tests.meeting import make_line, make_meeting, write

pytestmark = pytest.mark.django_db


def page(client, coalition, name="meeting_public"):
    answer = client.get(reverse(name, args=[coalition.slug]))
    assert not answer.cookies
    return " ".join(answer.content.decode().split())


@pytest.fixture
def approved(coalition, administrator, cast):
    """Minutes that were approved in public, of a vote from which the fire chief stood aside."""
    planning.change_rules(
        coalition=coalition, quorum_percent=None, is_open=True, agenda_days=3, by=administrator
    )
    meeting = make_meeting(coalition=coalition, by=administrator, days=0)
    line = make_line(meeting=meeting, by=administrator, title="Open doors", sensitivity="public")
    meeting = planning.open_meeting(meeting=meeting, by=administrator)
    write(meeting=meeting, by=administrator, line=line)
    minutes.record_decision(
        line=line,
        text="Lock them.",
        votes_for=11,
        votes_against=0,
        abstained=1,
        recused=[cast.fire.people.get()],
        by=administrator,
    )
    return approving.approve(
        meeting=approving.hand_in(meeting=meeting, by=administrator), by=administrator
    )


def test_a_vote_in_both_languages():
    decision = Decision(votes_for=11, votes_against=0, abstained=1)
    assert votes_said(decision, "en") == "11 for, 0 against, 1 abstained"
    assert votes_said(decision, "es") == "11 a favor, 0 en contra, 1 en abstención"
    decision.abstained = 0
    assert votes_said(decision, "en") == "11 for, 0 against"
    assert votes_said(Decision(), "es") == ""


def test_minutes_for_everybody_name_nobody_who_stood_aside(client, coalition, cast, approved):
    decision = Decision.objects.get()
    name = cast.fire.people.get().name
    assert name in vote_words(decision)
    shown = page(client, coalition)
    assert "11 for, 0 against, 1 abstained" in shown
    assert "Lock them." in shown
    assert name not in shown


def test_minutes_in_spanish_say_what_is_english(client, coalition, approved):
    shown = page(client, coalition, "meeting_public_es")
    assert "Reunión de la coalición" in shown
    assert "11 a favor, 0 en contra" in shown
    assert '<b lang="en">Open doors</b>' in shown
    assert f"minutes-{timezone.localdate().isoformat()}" in shown
