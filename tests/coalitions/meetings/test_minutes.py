"""Minutes: who was there, what was said and decided, approved once, corrected by a dated word."""

import pytest
from django.core.exceptions import PermissionDenied

from coalitions.meetings.actions import approving, minutes, planning
from coalitions.meetings.minutes import minutes_for
from coalitions.meetings.models.invitee import AttendanceSheet
from coalitions.meetings.wording import vote_words
from coalitions.memberships.models.membership import Membership
from safety_portal.core.audit.models import AuditRow
from safety_portal.core.files.uploads import accept_document
from safety_portal.core.notices.models import Message
from safety_portal.core.refusals import Refused
from safety_portal.core.states import WrongState
from tests import builders
from tests.meeting import (
    make_line,
    make_meeting,
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


def test_typing_sends_nothing(meeting, administrator):
    before = Message.objects.count()
    write(meeting=meeting, by=administrator)
    approving.hand_in(meeting=meeting, by=administrator)
    assert Message.objects.count() == before


def test_the_same_words_again_change_nothing(meeting, line, administrator):
    for _ in range(2):
        assert write(meeting=meeting, by=administrator, text="Same.").conflicts == []
    line.refresh_from_db()
    assert line.version == 1
    assert AuditRow.objects.filter(action="minutes.written").count() == 1


def test_no_row_of_the_record_holds_the_words(meeting, line, administrator):
    write(meeting=meeting, by=administrator, text="zq-secret")
    minutes.record_decision(line=line, text="zq-secret", by=administrator)
    for row in AuditRow.objects.all():
        assert "zq-secret" not in f"{row.subject_name} {row.detail}"


def test_nobody_writes_under_what_they_do_not_read(coalition, administrator, cast):
    taker = Membership.objects.get(person__account=cast.teacher)
    meeting = make_opened(coalition=coalition, by=administrator, hour=9, note_taker=taker)
    secret = make_line(meeting=meeting, by=administrator, title="S", sensitivity="restricted")
    write(meeting=meeting, by=cast.teacher, text="Guess", line=secret)
    secret.refresh_from_db()
    assert secret.text == ""
    with pytest.raises(PermissionDenied):
        minutes.record_decision(line=secret, text="Guess", by=cast.teacher)


def test_presence_counts_the_seat_of_that_day(coalition, administrator):
    seat = builders.make_seat(coalition=coalition)
    chief = builders.make_member(coalition=coalition, role="fire", seat=seat)
    planning.change_rules(
        coalition=coalition, quorum_percent=100, is_open=False, agenda_days=3, by=administrator
    )
    meeting = make_opened(coalition=coalition, by=administrator)
    assert not minutes_for(meeting, ALL).quorum.is_reached
    for _ in range(2):
        mark(meeting, chief, administrator)
    assert minutes_for(meeting, ALL).quorum.is_reached
    assert AuditRow.objects.filter(action="attendance.marked").count() == 1
    mark(meeting, chief, administrator, is_present=False)
    assert not minutes_for(meeting, ALL).quorum.is_reached


def test_two_holders_of_one_seat_are_one_seat(coalition, administrator):
    seats = [builders.make_seat(coalition=coalition, code=f"s{number}") for number in range(2)]
    two = [builders.make_member(coalition=coalition, role="fire", seat=seats[0]) for _ in range(2)]
    builders.make_member(coalition=coalition, role="fire", seat=seats[1])
    planning.change_rules(
        coalition=coalition, quorum_percent=100, is_open=False, agenda_days=3, by=administrator
    )
    meeting = make_opened(coalition=coalition, by=administrator)
    for account in two:
        mark(meeting, account, administrator)
    assert minutes_for(meeting, ALL).quorum == type(minutes_for(meeting, ALL).quorum)(2, 1)


def test_without_a_quorum_decisions_are_advice_and_say_so(client, coalition, administrator):
    seat = builders.make_seat(coalition=coalition)
    chief = builders.make_member(coalition=coalition, role="fire", seat=seat)
    planning.change_rules(
        coalition=coalition, quorum_percent=100, is_open=False, agenda_days=3, by=administrator
    )
    meeting = make_opened(coalition=coalition, by=administrator)
    minutes.record_decision(line=meeting.lines.get(), text="Check doors.", by=administrator)
    client.force_login(administrator)
    url = f"/c/{coalition.slug}/meetings/{meeting.pk}/minutes/"
    assert "Advice, no quorum" in client.get(url).content.decode()
    mark(meeting, chief, administrator)
    assert "Advice" not in client.get(url).content.decode()


@pytest.mark.parametrize(
    ("votes", "said"),
    [
        ((None, None, None), ""),
        ((12, 0, 0), "12 for, 0 against"),
        ((11, 1, 1), "11 for, 1 against, 1 abstained"),
    ],
)
def test_a_vote_in_words(meeting, line, administrator, votes, said):
    names = ("votes_for", "votes_against", "abstained")
    decision = minutes.record_decision(
        line=line, text="Check doors.", by=administrator, **dict(zip(names, votes, strict=True))
    )
    assert vote_words(decision) == said


def test_who_was_recused_is_named(meeting, line, administrator, cast):
    person = cast.fire.people.get()
    decision = minutes.record_decision(
        line=line, text="Buy radios.", recused=[person], by=administrator
    )
    assert vote_words(decision) == f"recused: {person}"


@pytest.mark.parametrize("votes", [{"votes_for": 3}, {"votes_for": 3, "abstained": 0}])
def test_half_a_vote_is_none(meeting, line, administrator, votes):
    with pytest.raises(Refused) as refused:
        minutes.record_decision(line=line, text="Check doors.", by=administrator, **votes)
    assert refused.value.field == "votes_for"


def test_a_decision_is_recorded_once_and_taken_out_again(meeting, line, administrator):
    decision = minutes.record_decision(line=line, text="Check doors.", by=administrator)
    with pytest.raises(Refused):
        minutes.record_decision(line=line, text=" Check  doors. ", by=administrator)
    for _ in range(2):
        minutes.remove_decision(decision=decision, by=administrator)
    assert minutes_for(meeting, ALL).decisions == 0
    assert AuditRow.objects.filter(action="decision.removed").count() == 1
    minutes.record_decision(line=line, text="Check doors.", by=administrator)


def test_a_photo_of_the_sheet_is_kept_once(meeting, administrator, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    upload = accept_document(builders.file("IMG_1.png", builders.png().read()))
    for _ in range(2):
        minutes.add_sheet(meeting=meeting, file=upload, by=administrator)
    sheet = AttendanceSheet.objects.get()
    assert (sheet.name, sheet.sha256) == (f"attendance-{meeting.pk}-1.png", upload.sha256)


def test_a_sheet_that_is_no_picture_is_refused(client, meeting, administrator):
    client.force_login(administrator)
    url = f"/c/{meeting.coalition.slug}/meetings/{meeting.pk}/sheet/add/"
    answer = client.post(url, {"file": builders.file("sheet.png", b"MZ not a picture")})
    assert answer.status_code == 422
    assert "neither a PDF nor a picture" in answer.content.decode()
    assert not AttendanceSheet.objects.exists()


def test_excused_is_who_said_so_and_did_not_come(meeting, administrator, cast):
    for account, answer in ((cast.fire, "cannot"), (cast.sro, "cannot"), (cast.ems, "comes")):
        meeting.invitees.filter(person__account=account).update(
            answer=answer, answered_at=meeting.opened_at
        )
    mark(meeting, cast.sro, administrator)
    read = minutes_for(meeting, ALL)
    assert [each.person.account_id for each in read.excused] == [cast.fire.pk]
    assert [each.person.account_id for each in read.present] == [cast.sro.pk]
    assert cast.ems.pk in [each.person.account_id for each in read.absent]


def test_others_write_nothing(meeting, cast):
    for role in ("sro", "teacher", "parent", "official"):
        with pytest.raises(PermissionDenied):
            write(meeting=meeting, by=getattr(cast, role))


def test_before_it_is_opened_nothing_is_written(coalition, administrator):
    meeting = make_meeting(coalition=coalition, by=administrator)
    make_line(meeting=meeting, by=administrator)
    with pytest.raises(WrongState):
        write(meeting=meeting, by=administrator)
