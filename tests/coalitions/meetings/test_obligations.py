"""What is owed to meetings, by whom, until when; and by nobody once it is done."""

from datetime import timedelta

import pytest
from django.utils import timezone

from coalitions.meetings.actions import agenda, approving, inviting, planning
from coalitions.memberships.models.membership import Membership
from safety_portal.portal.reminders.obligations import owed
from tests import builders
from tests.meeting import make_draft, make_line, make_meeting, make_opened, write

pytestmark = pytest.mark.django_db


def owed_to(account, kind, *, on=None):
    on = on or timezone.localdate()
    return [each for each in owed(accounts=[account], on=on) if each.kind == kind]


def test_an_answer_is_owed_until_it_is_given_or_the_day_is_over(coalition, administrator, cast):
    meeting = make_meeting(coalition=coalition, by=administrator)
    day = timezone.localdate(meeting.starts_at)
    (answer,) = owed_to(cast.parent, "meeting_answer")
    assert (answer.due_on, answer.path) == (day, f"/c/{coalition.slug}/meetings/{meeting.pk}/")
    assert owed_to(cast.parent, "meeting_answer", on=day + timedelta(days=1)) == []
    inviting.answer(meeting=meeting, answer="cannot", by=cast.parent)
    assert owed_to(cast.parent, "meeting_answer") == []


def test_who_holds_two_roles_owes_one_answer(coalition, administrator):
    account = builders.make_member(coalition=coalition, role="teacher")
    builders.make_member(coalition=coalition, role="fire", account=account)
    make_meeting(coalition=coalition, by=administrator)
    assert len(owed_to(account, "meeting_answer")) == 1


def test_nobody_answers_to_what_is_called_off_or_taken_back(coalition, administrator, cast):
    meeting = make_meeting(coalition=coalition, by=administrator)
    inviting.withdraw(invitee=meeting.invitees.get(person__account=cast.fire), by=administrator)
    assert owed_to(cast.fire, "meeting_answer") == []
    planning.cancel_meeting(meeting=meeting, because="Snow.", by=administrator)
    assert owed_to(cast.sro, "meeting_answer") == []


def test_minutes_are_owed_by_the_note_taker_else_by_administrators(coalition, administrator, cast):
    taker = Membership.objects.get(person__account=cast.teacher)
    meeting = make_opened(coalition=coalition, by=administrator, note_taker=taker)
    (minutes,) = owed_to(cast.teacher, "meeting_minutes")
    assert minutes.due_on == timezone.localdate() + timedelta(days=7)
    assert owed_to(administrator, "meeting_minutes") == []
    other = make_opened(coalition=coalition, by=administrator, hour=9)
    assert len(owed_to(administrator, "meeting_minutes")) == 1
    write(meeting=other, by=administrator)
    approving.hand_in(meeting=other, by=administrator)
    assert owed_to(administrator, "meeting_minutes") == []
    assert owed_to(cast.teacher, "meeting_minutes")
    assert meeting.pk != other.pk


def test_a_day_that_passed_unopened_is_owed_too(coalition, administrator):
    make_meeting(coalition=coalition, by=administrator, days=-2)
    assert len(owed_to(administrator, "meeting_minutes")) == 1


def test_approval_is_owed_by_administrators_alone(coalition, administrator, cast):
    draft = make_draft(coalition=coalition, by=administrator)
    assert len(owed_to(administrator, "meeting_approve")) == 1
    for account in (cast.teacher, cast.sro, cast.parent):
        assert owed_to(account, "meeting_approve") == []
    approving.approve(meeting=draft, by=administrator)
    assert owed_to(administrator, "meeting_approve") == []


def test_an_agenda_is_owed_where_the_coalition_meets_in_public(coalition, administrator):
    meeting = make_meeting(coalition=coalition, by=administrator, days=10)
    assert owed_to(administrator, "meeting_agenda") == []
    planning.change_rules(
        coalition=coalition, quorum_percent=None, is_open=True, agenda_days=3, by=administrator
    )
    (posting,) = owed_to(administrator, "meeting_agenda")
    assert posting.due_on == timezone.localdate(meeting.starts_at) - timedelta(days=3)
    make_line(meeting=meeting, by=administrator)
    agenda.post_agenda(meeting=meeting, by=administrator)
    assert owed_to(administrator, "meeting_agenda") == []


def test_an_agenda_is_nobodys_task_long_before(coalition, administrator):
    planning.change_rules(
        coalition=coalition, quorum_percent=None, is_open=True, agenda_days=3, by=administrator
    )
    make_meeting(coalition=coalition, by=administrator, days=60)
    assert owed_to(administrator, "meeting_agenda") == []


def test_another_coalition_owes_nothing(coalition, sibling, administrator):
    other = builders.make_member(coalition=sibling, role="administrator")
    make_draft(coalition=coalition, by=administrator)
    make_meeting(coalition=coalition, by=administrator)
    assert [each.kind for each in owed(accounts=[other], on=timezone.localdate())] == []
