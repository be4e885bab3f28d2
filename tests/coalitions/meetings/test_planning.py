"""A meeting planned, changed, called off, opened; and how a coalition meets."""

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from coalitions.meetings.actions import planning
from coalitions.meetings.models.meeting import Meeting, MeetingRules
from coalitions.memberships.models.membership import Membership
from safety_portal.core.audit.models import AuditRow
from safety_portal.core.notices.models import Message
from safety_portal.core.refusals import Refused
from safety_portal.core.states import WrongState
from tests import builders
from tests.meeting import (
    again,
    details,
    everybody,
    make_draft,
    make_line,
    make_meeting,
    make_opened,
)

pytestmark = pytest.mark.django_db


def actions_recorded():
    return list(AuditRow.objects.order_by("pk").values_list("action", flat=True))


def test_a_meeting_asks_everybody_at_once(coalition, administrator, cast):
    meeting = make_meeting(coalition=coalition, by=administrator)
    invited = meeting.invitees.count()
    assert invited == len(everybody(coalition))
    assert Message.objects.filter(kind="meeting_invited").count() == invited
    assert not meeting.invitees.filter(asked_at=None).exists()
    assert actions_recorded() == ["meeting.planned"]


def test_who_has_no_account_is_asked_by_their_address_and_who_has_none_is_not(
    coalition, administrator
):
    known = builders.make_person(district=coalition.district, email="chief@example.org")
    unknown = builders.make_person(district=coalition.district)
    for person in (known, unknown):
        Membership.objects.create(
            person=person, coalition=coalition, role="fire", starts_on=builders.LONG_AGO
        )
    meeting = make_meeting(coalition=coalition, by=administrator, people=[known, unknown])
    assert Message.objects.get(kind="meeting_invited").to_address == "chief@example.org"
    assert list(meeting.invitees.filter(asked_at=None)) == [meeting.invitees.get(person=unknown)]


def test_somebody_else_is_not_asked(coalition, administrator, outsider):
    stranger = outsider.people.get()
    with pytest.raises(Refused) as refused:
        make_meeting(coalition=coalition, by=administrator, people=[stranger])
    assert refused.value.field == "people"
    assert not Meeting.objects.exists()
    assert not Message.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"hours": 0}, "ends"),
        ({"hours": -1}, "ends"),
        ({"hours": 25}, "ends"),
        ({"days": 1200}, "day"),
        ({"days": -1200}, "day"),
        ({"place": "  "}, "place"),
    ],
)
def test_hours_out_of_order_and_places_that_are_none_are_refused(
    coalition, administrator, wrong, field
):
    with pytest.raises(Refused) as refused:
        make_meeting(coalition=coalition, by=administrator, **wrong)
    assert refused.value.field == field
    assert not Meeting.objects.exists()


def test_a_link_is_a_place(coalition, administrator):
    meeting = make_meeting(
        coalition=coalition, by=administrator, place="", link="https://meet.example.org/1"
    )
    assert meeting.place == ""


def test_planned_twice_it_is_one(coalition, administrator):
    make_meeting(coalition=coalition, by=administrator)
    with pytest.raises(Refused):
        make_meeting(coalition=coalition, by=administrator)
    assert Meeting.objects.count() == 1


def test_a_day_that_is_over_is_written_down_without_mail(coalition, administrator, cast):
    make_meeting(coalition=coalition, by=administrator, days=-3)
    assert not Message.objects.exists()


def test_a_chair_plans_and_others_do_not(coalition, cast):
    Membership.objects.filter(person__account=cast.fire).update(is_chair=True)
    assert make_meeting(coalition=coalition, by=cast.fire).planned_by == cast.fire
    for role in ("sro", "teacher", "parent", "official"):
        with pytest.raises(PermissionDenied):
            make_meeting(coalition=coalition, by=getattr(cast, role), days=9)


def test_a_change_is_told_once_and_counts(coalition, administrator, cast):
    meeting = make_meeting(coalition=coalition, by=administrator)
    new = details(place="Room C")
    changed = planning.change_meeting(meeting=meeting, details=new, sequence=0, by=administrator)
    assert (changed.place, changed.sequence) == ("Room C", 1)
    planning.change_meeting(meeting=meeting, details=new, sequence=0, by=administrator)
    told = Message.objects.filter(kind="meeting_changed")
    assert told.count() == meeting.invitees.count()
    assert "SEQUENCE:1" in told.first().calendar
    assert actions_recorded() == ["meeting.planned", "meeting.changed"]


def test_two_changes_at_once_do_not_write_over_each_other(coalition, administrator):
    meeting = make_meeting(coalition=coalition, by=administrator)
    planning.change_meeting(
        meeting=meeting, details=details(place="Room C"), sequence=0, by=administrator
    )
    with pytest.raises(WrongState):
        planning.change_meeting(
            meeting=meeting, details=details(place="Room D"), sequence=0, by=administrator
        )
    assert again(meeting).place == "Room C"


def test_another_hour_asks_again_and_another_room_does_not(coalition, administrator, cast):
    meeting = make_meeting(coalition=coalition, by=administrator)
    meeting.invitees.update(answer="comes", answered_at=timezone.now())
    planning.change_meeting(
        meeting=meeting, details=details(place="Room C"), sequence=0, by=administrator
    )
    assert not meeting.invitees.filter(answer="").exists()
    planning.change_meeting(meeting=meeting, details=details(hour=16), sequence=1, by=administrator)
    assert not meeting.invitees.exclude(answer="").exists()


def test_another_note_taker_is_nobody_elses_mail(coalition, administrator, cast):
    meeting = make_meeting(coalition=coalition, by=administrator)
    taker = Membership.objects.get(person__account=cast.teacher)
    planning.change_meeting(
        meeting=meeting, details=details(note_taker=taker), sequence=0, by=administrator
    )
    assert not Message.objects.filter(kind="meeting_changed").exists()


def test_called_off_it_says_why_and_leaves_calendars(coalition, administrator, cast):
    meeting = make_meeting(coalition=coalition, by=administrator)
    called_off = planning.cancel_meeting(
        meeting=meeting, because="The gym is flooded.", by=administrator
    )
    assert (called_off.state, called_off.sequence) == ("cancelled", 1)
    told = Message.objects.filter(kind="meeting_cancelled")
    assert told.count() == meeting.invitees.count()
    assert "METHOD:CANCEL" in told.first().calendar
    assert "The gym is flooded." in told.first().text
    with pytest.raises(WrongState):
        planning.cancel_meeting(meeting=meeting, because="Again.", by=administrator)


def test_calling_off_needs_a_reason(coalition, administrator):
    meeting = make_meeting(coalition=coalition, by=administrator)
    with pytest.raises(Refused):
        planning.cancel_meeting(meeting=meeting, because=" \u200b ", by=administrator)
    assert again(meeting).state == "planned"


def test_a_meeting_is_opened_on_its_day_and_not_before(coalition, administrator):
    later = make_meeting(coalition=coalition, by=administrator)
    with pytest.raises(WrongState):
        planning.open_meeting(meeting=later, by=administrator)
    opened = make_opened(coalition=coalition, by=administrator)
    assert opened.state == "held"
    with pytest.raises(WrongState) as wrong:
        planning.open_meeting(meeting=opened, by=administrator)
    assert str(administrator) in str(wrong.value)


@pytest.mark.parametrize(("percent", "needed"), [(None, None), (1, 1), (51, 2), (100, 3)])
def test_the_quorum_is_a_share_of_the_seats_that_are_filled(
    coalition, administrator, percent, needed
):
    for number in range(3):
        seat = builders.make_seat(coalition=coalition, code=f"seat-{number}")
        builders.make_member(coalition=coalition, role="fire", seat=seat)
    builders.make_seat(coalition=coalition, code="vacant")
    planning.change_rules(
        coalition=coalition, quorum_percent=percent, is_open=False, agenda_days=3, by=administrator
    )
    meeting = make_opened(coalition=coalition, by=administrator)
    assert meeting.quorum_needed == needed
    planning.change_rules(
        coalition=coalition, quorum_percent=34, is_open=False, agenda_days=3, by=administrator
    )
    assert again(meeting).quorum_needed == needed


def test_rules_are_changed_by_who_runs_meetings_and_recorded_once(coalition, cast):
    new = {"quorum_percent": 51, "is_open": True, "agenda_days": 5}
    with pytest.raises(PermissionDenied):
        planning.change_rules(coalition=coalition, by=cast.teacher, **new)
    for _ in range(2):
        planning.change_rules(coalition=coalition, by=cast.administrator, **new)
    assert MeetingRules.objects.get().is_open
    assert actions_recorded() == ["meeting_rules.changed"]


def test_the_next_meeting_takes_along_what_was_not_reached(coalition, administrator):
    last = make_opened(coalition=coalition, by=administrator)
    make_line(meeting=last, by=administrator, title="Radios")
    from_last = make_draft(coalition=coalition, by=administrator, hour=9)
    assert from_last.lines.count() == 1
    meeting = make_meeting(coalition=coalition, by=administrator, follows=last)
    assert [line.title for line in meeting.lines.all()] == ["Door checks", "Radios"]
    assert all(line.carried_from for line in meeting.lines.all())


def test_what_was_taken_along_is_not_taken_twice(coalition, administrator):
    last = make_opened(coalition=coalition, by=administrator)
    first = make_meeting(coalition=coalition, by=administrator, follows=last)
    second = make_meeting(coalition=coalition, by=administrator, follows=last, days=14)
    assert (first.lines.count(), second.lines.count(), second.follows) == (1, 0, None)


def test_a_meeting_of_another_coalition_is_not_followed(coalition, sibling, administrator):
    other = builders.make_member(coalition=sibling, role="administrator")
    last = make_opened(coalition=sibling, by=other)
    with pytest.raises(Refused):
        make_meeting(coalition=coalition, by=administrator, follows=last)
