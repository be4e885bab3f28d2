"""Minutes handed in, approved and sent out once, corrected by a dated word."""

import pytest
from django.db import IntegrityError, InternalError, transaction
from django.db.utils import DatabaseError

from coalitions.meetings.actions import approving, minutes
from safety_portal.core.notices.models import Message
from safety_portal.core.refusals import Refused
from safety_portal.core.states import WrongState
from tests.meeting import (
    again,
    make_approved,
    make_draft,
    make_line,
    make_opened,
    write,
)

pytestmark = pytest.mark.django_db
ALL = frozenset({"public", "members", "restricted"})


@pytest.fixture
def meeting(coalition, administrator, cast):
    return make_opened(coalition=coalition, by=administrator)


@pytest.fixture
def line(meeting):
    return meeting.lines.get()


def mark(meeting, account, by, *, is_present=True):
    invitee = meeting.invitees.get(person__account=account)
    return minutes.mark_present(invitee=invitee, is_present=is_present, by=by)


def test_empty_minutes_are_not_handed_in(meeting, administrator):
    with pytest.raises(Refused):
        approving.hand_in(meeting=meeting, by=administrator)
    assert again(meeting).state == "held"


def test_before_the_approval_they_may_still_be_changed(coalition, administrator):
    draft = make_draft(coalition=coalition, by=administrator)
    write(meeting=draft, by=administrator, text="Better words.")
    assert draft.lines.get().text == "Better words."


def test_approved_they_go_out_once_one_message_a_person(coalition, administrator, cast):
    draft = make_draft(coalition=coalition, by=administrator)
    approving.approve(meeting=draft, by=administrator)
    with pytest.raises(WrongState):
        approving.approve(meeting=draft, by=administrator)
    sent = Message.objects.filter(kind="meeting_minutes")
    assert sent.count() == draft.invitees.count()
    assert sent.values("account").distinct().count() == sent.count()


def test_what_is_restricted_is_in_no_mail_and_families_get_what_is_public(
    coalition, administrator, cast
):
    meeting = make_opened(coalition=coalition, by=administrator)
    for level in ("restricted", "public"):
        line = make_line(meeting=meeting, by=administrator, title=f"zq-{level}", sensitivity=level)
        minutes.record_decision(line=line, text=f"zq-{level}-decided", by=administrator)
    minutes.record_decision(line=meeting.lines.first(), text="zq-inside", by=administrator)
    approving.hand_in(meeting=meeting, by=administrator)
    approving.approve(meeting=meeting, by=administrator)
    for message in Message.objects.filter(kind="meeting_minutes"):
        assert "zq-restricted" not in message.text + message.html
        assert "zq-public-decided" in message.text
        is_family = message.account in (cast.parent, cast.student)
        assert ("zq-inside" in message.text) != is_family


def test_approved_minutes_are_held_by_the_database(coalition, administrator, cast):
    meeting = make_approved(coalition=coalition, by=administrator)
    line = meeting.lines.get()
    ways = (
        lambda: type(line).objects.filter(pk=line.pk).update(text="Other words."),
        lambda: meeting.lines.create(position=9, title="Later"),
        lambda: line.decisions.create(
            text="Later", recorded_at=meeting.approved_at, recorded_by=administrator
        ),
        lambda: type(meeting).objects.filter(pk=meeting.pk).update(state="minutes_draft"),
        lambda: meeting.invitees.update(present_at=meeting.approved_at, present_by=administrator),
    )
    for way in ways:
        with pytest.raises((InternalError, IntegrityError, DatabaseError)), transaction.atomic():
            way()


def test_after_the_approval_words_and_presence_stay(coalition, administrator, cast):
    meeting = make_approved(coalition=coalition, by=administrator)
    with pytest.raises(WrongState) as wrong:
        write(meeting=meeting, by=administrator, text="Other words.")
    assert str(administrator) in str(wrong.value)
    with pytest.raises(WrongState):
        mark(meeting, cast.fire, administrator)


def test_a_correction_has_its_day_and_stands_once(coalition, administrator, cast):
    meeting = make_approved(coalition=coalition, by=administrator)
    sent = Message.objects.count()
    correction = approving.correct(
        meeting=meeting, text="Six doors,\r\nnot five.", sensitivity="members", by=administrator
    )
    assert correction.text == "Six doors,\nnot five."
    with pytest.raises(Refused):
        approving.correct(
            meeting=meeting, text="Six doors,\nnot five.", sensitivity="members", by=administrator
        )
    with pytest.raises(Refused):
        approving.correct(meeting=meeting, text=" ", sensitivity="members", by=administrator)
    assert Message.objects.count() == sent
    with pytest.raises(DatabaseError), transaction.atomic():
        type(correction).objects.filter(pk=correction.pk).update(text="Never said.")


def test_a_draft_is_changed_and_not_corrected(coalition, administrator):
    draft = make_draft(coalition=coalition, by=administrator)
    with pytest.raises(WrongState):
        approving.correct(meeting=draft, text="x", sensitivity="members", by=administrator)
