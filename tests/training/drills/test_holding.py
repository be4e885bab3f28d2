"""A drill that was held is logged once, asked about where it is unlikely, and corrected."""

import uuid
from datetime import time, timedelta

import pytest
from django.utils import timezone

from safety_portal.core.audit.models import AuditRow
from safety_portal.core.refusals import Refused
from safety_portal.core.states import WrongState
from tests import builders
from tests.calendaring import make_span, make_year
from tests.drilling import a_weekday, make_drill, seen
from training.drills.actions import holding
from training.drills.actions.holding import AlreadyLogged
from training.drills.models.change import DrillFinding
from training.drills.models.drill import Drill

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture
def log(coalition, administrator):
    def run(*, measured=None, by=administrator, **fields):
        other = holding.OtherDrill(**{"kinds": ["fire"]} | fields)
        measured = measured or seen()
        return holding.log_drill(coalition=coalition, other=other, measured=measured, by=by)

    return run


def test_a_planned_drill_is_held_on_the_day_it_was(coalition, administrator):
    drill = make_drill(coalition=coalition, days=0)
    held = holding.hold_drill(drill=drill, measured=seen(head_count=412), by=administrator)
    assert (held.state, held.drill_on, held.minutes, held.head_count) == (
        "held",
        a_weekday(),
        7,
        412,
    )
    assert held.logged_by == administrator


def test_two_phones_log_a_planned_drill_once(coalition, administrator, cast):
    drill = make_drill(coalition=coalition, days=0)
    holding.hold_drill(drill=drill, measured=seen(), by=cast.sro)
    with pytest.raises(WrongState, match=f"{cast.sro.name} logged this drill on"):
        holding.hold_drill(drill=drill, measured=seen(minutes=9), by=administrator)
    assert Drill.objects.get().minutes == 7


def test_two_phones_log_another_drill_once_unless_it_was_another(log, cast):
    first = log(by=cast.sro)
    with pytest.raises(AlreadyLogged) as refused:
        log()
    assert (refused.value.drill, refused.value.field) == (first, "is_sure")
    log(measured=seen(is_sure=True))
    log(kinds=["lockdown"])
    assert Drill.objects.count() == 3


def test_at_another_hour_it_is_another_drill(log):
    log(measured=seen(starts_at=time(9)))
    with pytest.raises(AlreadyLogged):
        log(measured=seen(starts_at=time(9, 40)))
    log(measured=seen(starts_at=time(13)))


def test_what_a_phone_sends_again_is_logged_once(log):
    key = uuid.uuid4()
    assert log(sent_key=key) == log(sent_key=key)


def test_a_form_that_is_opened_again_logs_another_drill(log, sibling, administrator):
    key = uuid.uuid4()
    first = log(sent_key=key)
    assert log(sent_key=key, kinds=["secure"]) != first
    assert log(sent_key=key, measured=seen(minutes=9, is_sure=True)) != first
    builders.make_member(coalition=sibling, role="administrator", account=administrator)
    there = holding.log_drill(
        coalition=sibling,
        other=holding.OtherDrill(kinds=["fire"], sent_key=key),
        measured=seen(),
        by=type(administrator).objects.get(pk=administrator.pk),
    )
    assert there.coalition == sibling
    assert Drill.objects.count() == 4


@pytest.mark.parametrize(
    ("fields", "field", "said"),
    [
        ({"drill_on": TODAY + timedelta(days=1)}, "drill_on", "has not come yet. Plan the drill"),
        (
            {"drill_on": TODAY - timedelta(days=900)},
            "drill_on",
            "this school year and the one before",
        ),
        ({"minutes": 0}, "minutes", "1 at least"),
        ({"minutes": 3000}, "minutes", "1 at least"),
        ({"head_count": 30_000}, "head_count", "from 1 to 20,000"),
        ({"minutes": 300}, "is_sure", "300 minutes are 5 hours"),
        ({"drill_on": TODAY - timedelta(days=TODAY.weekday() + 1)}, "is_sure", "is a Sunday"),
        ({"found": "x" * 301}, "found", "300 is the most a line"),
        ({"found": "\n".join(map(str, range(21)))}, "found", "20 things at most"),
        ({"note": "x" * 2001}, "note", "2,000 is the most"),
    ],
)
def test_what_no_drill_has_is_a_sentence_at_its_field(log, fields, field, said):
    with pytest.raises(Refused, match=said) as refused:
        log(measured=seen(**fields))
    assert refused.value.field == field
    assert not Drill.objects.exists()


def test_more_heads_than_the_school_has_are_asked_about(log, school):
    type(school).objects.update(students=400, teachers=20)
    with pytest.raises(Refused, match="9,999 heads are more than the 420 students and teachers"):
        log(measured=seen(head_count=9999))
    assert log(measured=seen(head_count=9999, is_sure=True)).head_count == 9999


def test_a_closed_day_is_asked_about_and_a_real_alarm_is_not(log, district):
    day = a_weekday(ago=7)
    year = make_year(
        district=district, first_day=day - timedelta(days=30), last_day=day + timedelta(days=100)
    )
    make_span(year, day, day)
    with pytest.raises(Refused, match="is no school day in the calendar"):
        log(measured=seen(drill_on=day))
    assert log(measured=seen(drill_on=day), is_real=True).title == "Real alarm: fire"


def test_what_did_not_go_right_becomes_findings(log):
    drill = log(measured=seen(lacking=["heard"], found="Gate C chain has no key\n\n  \n"))
    assert [(each.lacking, each.words) for each in drill.findings.order_by("pk")] == [
        ("heard", "The signal was not heard in every room"),
        ("", "Gate C chain has no key"),
    ]


def test_a_correction_keeps_what_it_said_before(log, administrator):
    drill = log(measured=seen(lacking=["heard"]))
    now = holding.correct_drill(
        drill=drill, saves=0, measured=seen(minutes=9, lacking=["doors"]), by=administrator
    )
    assert (now.minutes, now.lacking, now.saves) == (9, ["doors"], 1)
    before = AuditRow.objects.get(action="drill.corrected").detail["before"]
    assert before == {"minutes": 7, "lacking": ["heard"]}
    assert DrillFinding.objects.count() == 2


def test_two_who_correct_at_once_lose_nothing(log, administrator):
    drill = log()
    holding.correct_drill(drill=drill, saves=0, measured=seen(minutes=9), by=administrator)
    with pytest.raises(WrongState, match="changed this drill meanwhile"):
        holding.correct_drill(drill=drill, saves=0, measured=seen(minutes=3), by=administrator)


def test_saved_without_a_change_it_is_no_correction(log, administrator):
    drill = log()
    holding.correct_drill(drill=drill, saves=0, measured=seen(), by=administrator)
    assert not AuditRow.objects.filter(action="drill.corrected").exists()
