"""A walk is finished: what is missing becomes findings, what is in place closes them."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from plans.assessments.actions import planning, walking
from plans.findings.actions.finishing import finish_walk
from plans.findings.models import Finding
from safety_portal.core.audit.models import AuditRow
from safety_portal.core.refusals import Refused
from safety_portal.core.states import WrongState
from tests import walks

pytestmark = pytest.mark.django_db


@pytest.fixture
def under_way(site):
    site.walk = walks.make_assessment(
        coalition=site.school, lead=site.lead, state="walking", building="Gym"
    )
    return site


def test_partly_and_no_become_findings_with_what_was_said(under_way):
    walk = under_way.walk
    walks.make_answer(assessment=walk, item="building.01", answer="no", note="Door 4.", severity=3)
    walks.make_answer(assessment=walk, item="digital.01", answer="partly", sureness="likely")
    walks.make_answer(assessment=walk, item="perimeter.01", answer="yes")
    walks.make_answer(assessment=walk, item="classroom.01", answer="not_applicable")
    made = finish_walk(assessment=walk, by=under_way.sro)
    assert [(each.item, each.layer, each.severity, each.sureness) for each in made] == [
        ("digital.01", "digital", None, "likely"),
        ("building.01", "building", 3, ""),
    ]
    assert (made[1].words, made[1].building, made[1].title) == (
        "Door 4.",
        "Gym",
        "Is building.01 in place?",
    )
    walk.refresh_from_db()
    assert (walk.state, walk.finished_by) == ("finished", under_way.sro)
    row = AuditRow.objects.get(action="assessment.finished")
    assert (row.detail["findings"], row.detail["answered"], row.detail["items"]) == (2, 4, 6)


def test_of_two_answers_the_later_makes_the_finding(under_way):
    now = timezone.now()
    walks.make_answer(assessment=under_way.walk, answer="no", at=now)
    walks.make_answer(assessment=under_way.walk, answer="yes", at=now - timedelta(minutes=1))
    assert len(finish_walk(assessment=under_way.walk, by=under_way.sro)) == 1
    other = walks.make_assessment(
        coalition=under_way.school, lead=under_way.lead, state="walking", building="Annex"
    )
    walks.make_answer(assessment=other, answer="yes", at=now)
    walks.make_answer(assessment=other, answer="no", at=now - timedelta(minutes=1))
    assert finish_walk(assessment=other, by=under_way.sro) == []


def test_what_was_found_before_at_the_same_place_says_so(under_way):
    before = walks.make_assessment(
        coalition=under_way.school, lead=under_way.lead, state="finished", building="gym"
    )
    old = walks.make_finding(assessment=before)
    elsewhere = walks.make_assessment(
        coalition=under_way.school, lead=under_way.lead, state="finished", building="Annex"
    )
    walks.make_finding(assessment=elsewhere, item="digital.01")
    walks.make_answer(assessment=under_way.walk, item="building.01", answer="no")
    walks.make_answer(assessment=under_way.walk, item="digital.01", answer="no")
    digital, building = finish_walk(assessment=under_way.walk, by=under_way.sro)
    assert (building.repeats, digital.repeats) == (old, None)


def test_what_is_in_place_closes_what_was_open_there(under_way):
    before = walks.make_assessment(
        coalition=under_way.school, lead=under_way.lead, state="finished", building="Gym"
    )
    old, other = (
        walks.make_finding(assessment=before),
        walks.make_finding(assessment=before, item="digital.01"),
    )
    walks.make_answer(assessment=under_way.walk, item="building.01", answer="yes")
    finish_walk(assessment=under_way.walk, by=under_way.sro)
    old.refresh_from_db()
    other.refresh_from_db()
    assert (old.closed_in, old.closed_by) == (under_way.walk, under_way.sro)
    assert other.closed_at is None
    assert list(Finding.objects.open()) == [other]


def test_a_walk_without_an_answer_is_not_finished(under_way):
    with pytest.raises(Refused, match="Nothing was answered"):
        finish_walk(assessment=under_way.walk, by=under_way.sro)
    under_way.walk.refresh_from_db()
    assert under_way.walk.state == "walking"


def test_a_walk_is_finished_once(under_way):
    walks.make_answer(assessment=under_way.walk)
    finish_walk(assessment=under_way.walk, by=under_way.sro)
    with pytest.raises(WrongState, match="finished this walk"):
        finish_walk(assessment=under_way.walk, by=under_way.sro)
    assert Finding.objects.count() == 1


def test_a_walk_that_was_opened_again_adds_only_what_is_new(under_way):
    walk = under_way.walk
    walks.make_answer(assessment=walk)
    finish_walk(assessment=walk, by=under_way.sro)
    planning.open_again(assessment=walk, reason="Answers on Lee's phone.", by=under_way.sro)
    walk.refresh_from_db()
    walks.make_answer(assessment=walk, item="digital.01", answer="partly")
    assert [each.item for each in finish_walk(assessment=walk, by=under_way.sro)] == ["digital.01"]
    assert Finding.objects.count() == 2


def test_what_turns_out_to_be_in_place_on_the_same_walk_is_closed(under_way):
    walk, now = under_way.walk, timezone.now()
    walks.make_answer(assessment=walk, at=now - timedelta(minutes=5))
    finish_walk(assessment=walk, by=under_way.sro)
    planning.open_again(assessment=walk, reason="It was the wrong door.", by=under_way.sro)
    walks.make_answer(assessment=walk, answer="yes", at=now)
    finish_walk(assessment=walk, by=under_way.sro)
    assert Finding.objects.get().closed_in == walk


@pytest.mark.parametrize("role", ["fire", "teacher", "parent", "official", "health"])
def test_only_who_walks_finishes(under_way, role):
    walks.make_answer(assessment=under_way.walk)
    with pytest.raises(PermissionDenied):
        finish_walk(assessment=under_way.walk, by=getattr(under_way, role))
    assert not Finding.objects.exists()


def test_an_answer_after_the_end_is_refused_with_the_way_on(under_way):
    walks.make_answer(assessment=under_way.walk)
    finish_walk(assessment=under_way.walk, by=under_way.sro)
    with pytest.raises(WrongState, match="Open it again"):
        walking.record_answer(
            assessment=under_way.walk,
            key="0" * 32,
            item="digital.01",
            answer="no",
            answered_at=timezone.now(),
            by=under_way.sro,
        )
