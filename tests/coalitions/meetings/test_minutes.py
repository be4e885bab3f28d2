"""Minutes: who was there, what was said and decided, approved once, corrected by a dated word."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, InternalError, transaction
from django.db.utils import DatabaseError
from django.utils import timezone

from coalitions.meetings.actions import approving, line_items, minutes, planning
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
    again,
    make_approved,
    make_draft,
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
        assert write(meeting=meeting, by=administrator, text="Same.") == []
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


@pytest.fixture
def an_item(meeting, line, administrator, cast):
    return line_items.open_item(
        line=line,
        what="Repair the gym lock",
        owner=cast.staff.people.get(),
        due_on=timezone.localdate() + timedelta(days=14),
        how_checked="Try the door ten times.",
        by=administrator,
    )


def test_an_action_item_names_its_line_and_stands_under_it(meeting, line, an_item):
    assert an_item.origin_address.endswith(f"/minutes/#line-{line.pk}")
    assert [row.items for row in minutes_for(meeting, ALL).agenda] == [(an_item,)]
    assert minutes_for(meeting, frozenset({"public"})).items == 0


def test_it_is_opened_once_and_sends_nothing(meeting, line, an_item, administrator, cast):
    before = Message.objects.count()
    with pytest.raises(Refused):
        line_items.open_item(
            line=line,
            what="repair the GYM lock",
            owner=cast.staff.people.get(),
            due_on=an_item.due_on,
            how_checked="Look.",
            by=administrator,
        )
    assert line.line_items.count() == 1
    assert Message.objects.count() == before


def test_out_of_a_restricted_line_it_is_restricted(meeting, administrator, cast):
    secret = make_line(meeting=meeting, by=administrator, title="S", sensitivity="restricted")
    item = line_items.open_item(
        line=secret,
        what="Move the key",
        owner=cast.sro.people.get(),
        due_on=timezone.localdate(),
        how_checked="Look.",
        by=administrator,
    )
    assert item.is_restricted


def test_the_minutes_that_go_out_say_where_items_stand(meeting, an_item, administrator, cast):
    write(meeting=meeting, by=administrator)
    approving.hand_in(meeting=meeting, by=administrator)
    approving.approve(meeting=meeting, by=administrator)
    told = {
        message.account: message.text for message in Message.objects.filter(kind="meeting_minutes")
    }
    assert f"Action item: Repair the gym lock. {an_item.owner}" in told[cast.teacher]
    assert ": open" in told[cast.teacher]
    assert "gym lock" not in told[cast.parent]


def test_what_it_asks_for_is_said_and_what_was_typed_stays(client, meeting, line, administrator):
    client.force_login(administrator)
    url = f"/c/{meeting.coalition.slug}/meetings/{meeting.pk}/lines/{line.pk}/item/"
    assert client.get(url).status_code == 200
    person = meeting.invitees.first().person_id
    typed = {"what": "Repair it", "owner": f"person:{person}", "how_checked": "Look."}
    for wrong in ({}, {"due_on": "2020-01-01"}, {"due_on": "2027-01-01", "owner": "person:999999"}):
        answer = client.post(url, typed | wrong)
        assert answer.status_code == 422
        assert "Repair it" in answer.content.decode()
    assert not line.line_items.exists()
    day = (timezone.localdate() + timedelta(days=3)).isoformat()
    assert client.post(url, typed | {"due_on": day}).status_code == 302
    assert line.line_items.count() == 1
