"""Walks that overlap: what was seen earlier neither closes nor repeats what was found later."""

from datetime import timedelta

import pytest
from django.utils import timezone

from plans.findings.actions.finishing import finish_walk
from plans.findings.models import Finding
from plans.findings.queries import earlier_of, findings_in, open_items
from safety_portal.core.states import WrongState
from tests import walks
from tests.action_items import make_item

pytestmark = pytest.mark.django_db
NOW = timezone.now()
TODAY = timezone.localdate()
DAY = timedelta(days=1)


@pytest.fixture
def late(site):
    """The whole walk, begun three weeks ago and not finished yet."""
    site.walk.state, site.walk.begun_at = "walking", NOW - 21 * DAY
    site.walk.save()
    return site.walk


@pytest.fixture
def between(site):
    """The finding of a follow-up a week ago."""
    follow_up = walks.make_assessment(
        coalition=site.school, lead=site.lead, state="finished", kind="follow_up"
    )
    return walks.make_finding(assessment=follow_up, found_on=TODAY - 7 * DAY)


def answered(walk, answer, *, ago, **fields):
    return walks.make_answer(assessment=walk, answer=answer, at=NOW - ago * DAY, **fields)


def test_what_was_in_place_before_it_was_missing_closes_nothing(site, late, between):
    answered(late, "yes", ago=21)
    finish_walk(assessment=late, by=site.sro)
    between.refresh_from_db()
    assert between.closed_at is None


def test_what_was_in_place_on_the_same_day_closes_it(site, late, between):
    answered(late, "yes", ago=7)
    finish_walk(assessment=late, by=site.sro)
    between.refresh_from_db()
    assert between.closed_in == late


def test_what_was_missing_before_repeats_nothing_that_came_later(site, late, between):
    answered(late, "no", ago=21)
    (made,) = finish_walk(assessment=late, by=site.sro)
    assert made.repeats is None
    assert made.found_on == TODAY - 21 * DAY


def test_the_latest_of_several_earlier_ones_is_repeated(site, late, between):
    for ago in (400, 100):
        before = walks.make_assessment(coalition=site.school, lead=site.lead, state="finished")
        walks.make_finding(assessment=before, found_on=TODAY - ago * DAY)
    answered(late, "no", ago=0)
    (made,) = finish_walk(assessment=late, by=site.sro)
    assert made.repeats == between


def test_a_finding_of_a_report_repeats_nothing(site, between):
    assert earlier_of(Finding(coalition=site.school, item="", found_on=TODAY)) is None


def test_a_clock_that_runs_ahead_finds_nothing_tomorrow(site, late):
    walks.make_answer(assessment=late, at=NOW, answered_at=NOW + 3 * DAY)
    (made,) = finish_walk(assessment=late, by=site.sro)
    assert made.found_on == TODAY


def test_what_an_action_item_mends_is_not_closed_by_walking(site, late, between):
    between.action_item = make_item(coalition=site.school)
    between.save()
    answered(late, "yes", ago=0)
    finish_walk(assessment=late, by=site.sro)
    between.refresh_from_db()
    assert between.closed_at is None
    assert [*Finding.objects.open()] == [between]


def test_what_was_decided_is_not_closed_either(site, late, between):
    between.not_acting_at, between.not_acting_by = NOW, site.sro
    between.not_acting_because = "Rare."
    between.save()
    answered(late, "yes", ago=0)
    finish_walk(assessment=late, by=site.sro)
    between.refresh_from_db()
    assert (between.closed_at, between.not_acting_because) == (None, "Rare.")


@pytest.mark.parametrize("answer", ["not_applicable", "partly", "no"])
def test_only_a_yes_closes(site, late, between, answer):
    answered(late, answer, ago=0)
    finish_walk(assessment=late, by=site.sro)
    between.refresh_from_db()
    assert between.closed_at is None


def test_the_same_item_of_another_building_stays_open(site, late, between):
    Finding.objects.filter(pk=between.pk).update(building="Annex")
    answered(late, "yes", ago=0)
    finish_walk(assessment=late, by=site.sro)
    assert open_items(site.school, " annex ") == ["building.01"]
    assert open_items(site.school, "") == []


def test_the_worst_comes_first_and_what_nobody_rated_last(site, late):
    for number, severity in enumerate((None, 2, 4, None, 1)):
        item = late.items[number]
        answered(late, "no", ago=0, item=item, severity=severity)
    finish_walk(assessment=late, by=site.sro)
    assert [each.severity for each in findings_in(late)] == [4, 2, 1, None, None]


@pytest.mark.django_db(transaction=True)
def test_finished_by_two_at_once_it_has_each_finding_once(site, late, run_at_once):
    answered(late, "no", ago=0)

    def one():
        try:
            return len(finish_walk(assessment=late, by=site.sro))
        except WrongState:
            return "refused"

    assert {*run_at_once(one, times=2)} == {1, "refused"}
    assert Finding.objects.count() == 1
