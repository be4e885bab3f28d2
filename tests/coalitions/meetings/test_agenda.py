"""The agenda: made of what is open, added to, changed, put in order, posted."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from coalitions.meetings.actions import agenda, planning
from coalitions.meetings.lifecycle import Wanted
from coalitions.meetings.models.agenda import AgendaLine
from coalitions.meetings.offering.agenda import (
    agreements_ending,
    minutes_to_approve,
    overdue_items,
    vacant_seats,
)
from coalitions.meetings.offers import MOST, OfferedLine, composed
from coalitions.meetings.queries import agenda_for, lines_of
from safety_portal.core.audit.models import AuditRow
from safety_portal.core.refusals import Refused
from safety_portal.core.states import WrongState
from tests import builders
from tests.action_items import make_item, verified
from tests.agreeing import make_agreement
from tests.meeting import again, make_draft, make_line, make_meeting, make_opened

pytestmark = pytest.mark.django_db
ALL = frozenset({"public", "members", "restricted"})


def offered(key="seat:1", **rest):
    plain = {"title": f"Offer {key}", "wanted": Wanted.DISCUSS, "words": "Open", "path": "/x/"}
    return OfferedLine(key=key, **plain | rest)


@pytest.fixture
def meeting(coalition, administrator):
    return make_meeting(coalition=coalition, by=administrator)


def titles(meeting):
    return [line.title for line in lines_of(meeting)]


def test_offers_stand_once_with_where_they_come_from(meeting, administrator):
    lines = [offered("a"), offered("b"), offered("a")]
    assert agenda.take_offers(meeting=meeting, offered=lines[:2], by=administrator) == 2
    assert agenda.take_offers(meeting=meeting, offered=lines, by=administrator) == 0
    first = meeting.lines.first()
    assert (first.origin_key, first.origin_words, first.origin_path) == ("a", "Open", "/x/")
    assert AuditRow.objects.filter(action="agenda.extended").count() == 1


def test_what_was_removed_may_be_taken_again(meeting, administrator):
    agenda.take_offers(meeting=meeting, offered=[offered("a")], by=administrator)
    agenda.remove_line(line=meeting.lines.get(), by=administrator)
    assert titles(meeting) == []
    assert agenda.take_offers(meeting=meeting, offered=[offered("a")], by=administrator) == 1
    assert AgendaLine.objects.count() == 2


def test_what_somebody_types_stands_once(meeting, administrator):
    make_line(meeting=meeting, by=administrator, title="Radios")
    with pytest.raises(Refused) as refused:
        make_line(meeting=meeting, by=administrator, title="  radios ")
    assert (refused.value.field, titles(meeting)) == ("title", ["Radios"])


def test_a_line_says_something(meeting, administrator):
    with pytest.raises(Refused):
        make_line(meeting=meeting, by=administrator, title=" \u200b ")


@pytest.mark.parametrize(
    ("place", "order"),
    [(1, "CABD"), (2, "ACBD"), (3, "ABCD"), (4, "ABDC"), (99, "ABDC"), (0, "CABD")],
)
def test_a_line_is_put_at_a_place_however_often(meeting, administrator, place, order):
    for title in "ABCD":
        make_line(meeting=meeting, by=administrator, title=title)
    line = meeting.lines.get(title="C")
    for _ in range(2):
        agenda.move_line(line=line, place=place, by=administrator)
    assert "".join(titles(meeting)) == order
    assert AuditRow.objects.filter(action="agenda_line.moved").count() == (order != "ABCD")


def test_a_change_is_recorded_without_its_words(meeting, administrator):
    line = make_line(meeting=meeting, by=administrator, title="zq-secret-radios")
    changed = agenda.change_line(
        line=line,
        title="zq-secret-doors",
        wanted="report",
        sensitivity="restricted",
        minutes=10,
        by=administrator,
    )
    assert (changed.wanted, changed.minutes) == ("report", 10)
    for row in AuditRow.objects.all():
        assert "zq-secret" not in f"{row.subject_name} {row.detail}"


def test_once_opened_lines_are_added_and_not_removed_or_moved(coalition, administrator):
    meeting = make_opened(coalition=coalition, by=administrator)
    line = make_line(meeting=meeting, by=administrator, title="What came up")
    for do, more in ((agenda.remove_line, {}), (agenda.move_line, {"place": 1})):
        with pytest.raises(WrongState):
            do(line=line, by=administrator, **more)
    with pytest.raises(WrongState):
        agenda.take_offers(meeting=meeting, offered=[offered()], by=administrator)


def test_a_line_that_was_removed_is_not_changed(meeting, administrator):
    line = make_line(meeting=meeting, by=administrator)
    agenda.remove_line(line=line, by=administrator)
    with pytest.raises(WrongState) as wrong:
        agenda.move_line(line=line, place=1, by=administrator)
    assert str(administrator) in str(wrong.value)


def test_posted_it_is_posted_once_and_not_empty(meeting, administrator):
    with pytest.raises(Refused):
        agenda.post_agenda(meeting=meeting, by=administrator)
    make_line(meeting=meeting, by=administrator)
    first = agenda.post_agenda(meeting=meeting, by=administrator).agenda_posted_at
    assert agenda.post_agenda(meeting=meeting, by=administrator).agenda_posted_at == first
    assert AuditRow.objects.filter(action="agenda.posted").count() == 1


def test_others_do_not_touch_it(meeting, cast):
    for role in ("sro", "teacher", "parent"):
        with pytest.raises(PermissionDenied):
            make_line(meeting=meeting, by=getattr(cast, role))


def test_hours_are_said_as_long_as_each_before_says_how_long(meeting, administrator):
    for title, minutes in (("A", 10), ("B", None), ("C", 5)):
        make_line(meeting=meeting, by=administrator, title=title, minutes=minutes)
    hours = [row.starts_at and f"{row.starts_at:%H:%M}" for row in agenda_for(meeting, ALL)]
    assert hours == ["15:30", "15:40", None]


def test_vacant_seats_and_minutes_that_wait_are_offered(coalition, administrator):
    vacant = builders.make_seat(coalition=coalition, title="Nurse", recommended_minimum=1)
    builders.make_seat(coalition=coalition, code="none", title="None", recommended_minimum=0)
    draft = make_draft(coalition=coalition, by=administrator)
    today = draft.starts_at.date()
    assert [line.key for line in vacant_seats(coalition, on=today, since=None)] == [
        f"seat:{vacant.pk}"
    ]
    waiting = list(minutes_to_approve(coalition, on=today, since=None))
    assert [(line.key, line.wanted) for line in waiting] == [(f"minutes:{draft.pk}", "decide")]


def test_action_items_whose_day_is_over_are_offered(coalition, sibling):
    make_item(coalition=coalition, what="To come", days=3)
    make_item(coalition=coalition, what="Verified", days=-3, **verified())
    make_item(coalition=sibling, what="Another place", days=-3)
    late = make_item(coalition=coalition, what="Gym lock", days=-3)
    secret = make_item(coalition=coalition, what="Key safe", days=-2, is_restricted=True)
    offers = list(overdue_items(coalition, on=timezone.localdate(), since=None))
    assert [(line.key, line.sensitivity) for line in offers] == [
        (f"action_item:{late.pk}", "members"),
        (f"action_item:{secret.pk}", "restricted"),
    ]
    assert offers[0].by == str(late.owner)


def test_agreements_that_end_are_offered(coalition):
    today = timezone.localdate()
    make_agreement(coalition=coalition, title="Stands for long")
    ending = make_agreement(coalition=coalition, title="Bus", ends_on=today + timedelta(days=20))
    ended = make_agreement(coalition=coalition, title="Gym", ends_on=today - timedelta(days=2))
    offers = list(agreements_ending(coalition, on=today, since=None))
    assert [line.key for line in offers] == [f"agreement:{ended.pk}", f"agreement:{ending.pk}"]
    assert [line.words.split()[0] for line in offers] == ["Ended", "Ends"]


def test_offers_of_one_kind_are_ten_at_most(coalition, administrator):
    for number in range(MOST + 5):
        builders.make_seat(coalition=coalition, code=f"seat-{number}", recommended_minimum=1)
    assert len(list(vacant_seats(coalition, on=builders.LONG_AGO, since=None))) == MOST


def test_what_two_apps_offer_under_one_key_is_one(coalition):
    def first(place, *, on, since):
        yield offered("a", title="First")

    lines = composed((first, first), coalition, on=builders.LONG_AGO, since=None)
    assert [line.title for line in lines] == ["First"]


def test_a_line_of_another_meeting_is_none_here(client, coalition, administrator):
    meeting = make_meeting(coalition=coalition, by=administrator)
    other = make_meeting(coalition=coalition, by=administrator, days=9)
    line = make_line(meeting=other, by=administrator)
    client.force_login(administrator)
    url = reverse("meeting_line_remove", args=[coalition.slug, meeting.pk, line.pk])
    assert client.post(url).status_code == 404
    assert titles(other) == ["Door checks"]


def test_a_place_that_is_none_moves_nothing(client, coalition, administrator):
    meeting = make_meeting(coalition=coalition, by=administrator)
    for title in "AB":
        make_line(meeting=meeting, by=administrator, title=title)
    client.force_login(administrator)
    url = reverse("meeting_line_move", args=[coalition.slug, meeting.pk, meeting.lines.first().pk])
    for place in ("", "x", "-1", "99999999999999999999"):
        assert client.post(url, {"place": place}).status_code == 302
    assert titles(meeting) == ["A", "B"]


def test_called_off_nothing_is_changed(coalition, administrator):
    meeting = make_meeting(coalition=coalition, by=administrator)
    planning.cancel_meeting(meeting=meeting, because="Snow.", by=administrator)
    with pytest.raises(WrongState):
        make_line(meeting=again(meeting), by=administrator)
