"""What everybody reads of a coalition that meets in public, and nothing else."""

import pytest
from django.urls import reverse

from coalitions.meetings.actions import agenda, approving, minutes, planning
from tests import builders
from tests.meeting import make_approved, make_draft, make_line, make_meeting, make_opened, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def opened_up(coalition, administrator, cast):
    planning.change_rules(
        coalition=coalition, quorum_percent=None, is_open=True, agenda_days=3, by=administrator
    )
    return coalition


def page_of(client, coalition, status=200):
    answer = client.get(reverse("meeting_public", args=[coalition.slug]))
    assert answer.status_code == status
    assert not answer.cookies
    return answer.content.decode()


def test_only_where_the_coalition_says_so(client, coalition, administrator):
    make_approved(coalition=coalition, by=administrator)
    page_of(client, coalition, status=404)


def test_nothing_of_it_without_meetings(client, opened_up):
    assert "No public meeting is planned" in page_of(client, opened_up)


def test_an_agenda_stands_there_once_it_is_posted(client, opened_up, administrator):
    meeting = make_meeting(coalition=opened_up, by=administrator)
    make_line(meeting=meeting, by=administrator, title="zq-open", sensitivity="public")
    page = page_of(client, opened_up)
    assert "not posted yet" in page
    assert "zq-open" not in page
    agenda.post_agenda(meeting=meeting, by=administrator)
    assert "zq-open" in page_of(client, opened_up)


def test_what_is_closed_is_a_number_in_agenda_and_minutes(client, opened_up, administrator):
    coming = make_meeting(coalition=opened_up, by=administrator)
    held = make_opened(coalition=opened_up, by=administrator)
    for meeting in (coming, held):
        for level in ("members", "restricted", "public"):
            make_line(meeting=meeting, by=administrator, title=f"zq-{level}", sensitivity=level)
    agenda.post_agenda(meeting=coming, by=administrator)
    for line in held.lines.all():
        write(meeting=held, by=administrator, text=f"zq-{line.sensitivity}-text", line=line)
        minutes.record_decision(line=line, text=f"zq-{line.sensitivity}-decision", by=administrator)
    approving.hand_in(meeting=held, by=administrator)
    approving.approve(meeting=held, by=administrator)
    for level in ("members", "restricted", "public"):
        approving.correct(
            meeting=held, text=f"zq-{level}-correction", sensitivity=level, by=administrator
        )
    page = page_of(client, opened_up)
    for what in ("text", "decision", "correction"):
        assert f"zq-public-{what}" in page
    assert "zq-members" not in page
    assert "zq-restricted" not in page
    assert "Not open to the public" in page


def test_no_name_of_anybody_stands_there(client, opened_up, administrator, cast):
    meeting = make_opened(coalition=opened_up, by=administrator)
    invitee = meeting.invitees.get(person__account=cast.fire)
    minutes.mark_present(invitee=invitee, is_present=True, by=administrator)
    write(meeting=meeting, by=administrator)
    approving.hand_in(meeting=meeting, by=administrator)
    approving.approve(meeting=meeting, by=administrator)
    page = page_of(client, opened_up)
    assert str(invitee.person) not in page
    assert str(administrator) not in page


def test_minutes_that_are_not_approved_are_nobodys_yet(client, opened_up, administrator):
    draft = make_draft(coalition=opened_up, by=administrator)
    line = draft.lines.get()
    agenda.change_line(
        line=line, title="zq-draft", wanted="decide", sensitivity="public", by=administrator
    )
    assert "zq-draft" not in page_of(client, opened_up)


def test_called_off_it_says_so(client, opened_up, administrator):
    meeting = make_meeting(coalition=opened_up, by=administrator)
    planning.cancel_meeting(meeting=meeting, because="The gym is flooded.", by=administrator)
    page = page_of(client, opened_up)
    assert "Not held" in page
    assert "The gym is flooded." in page


def test_another_coalition_is_not_opened_along(client, opened_up, sibling):
    other = builders.make_member(coalition=sibling, role="administrator")
    make_approved(coalition=sibling, by=other)
    page_of(client, sibling, status=404)
