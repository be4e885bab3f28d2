"""What is owed of walks: by whom, by when, and when no more."""

from datetime import timedelta

import pytest
from django.utils import timezone

from plans.assessments.models.assessment import Assessment
from safety_portal.portal.reminders.obligations import owed
from tests import builders, walks

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
KINDS = ("walk_planned", "walk_missing")


def due(*kinds):
    found = [each for each in owed(on=TODAY) if each.kind in (kinds or KINDS)]
    return sorted((each.kind, each.account_id, each.due_on) for each in found)


def test_the_lead_owes_the_walk_on_its_day(site):
    assert due() == [("walk_planned", site.sro.pk, TODAY)]
    (row,) = [each for each in owed(on=TODAY) if each.kind == "walk_planned"]
    assert row.path == f"/c/juniper/assessments/{site.walk.pk}/"
    assert "Gym" not in row.title + row.why


def test_a_walk_that_is_over_is_owed_no_more(site):
    Assessment.objects.filter(pk=site.walk.pk).update(
        state="finished", begun_at=timezone.now(), finished_at=timezone.now(), finished_by=site.sro
    )
    assert due() == []


def test_a_site_is_owed_a_walk_a_year_after_the_last(site):
    ago = timezone.now() - timedelta(days=400)
    Assessment.objects.filter(pk=site.walk.pk).update(
        state="finished", begun_at=ago, finished_at=ago, finished_by=site.sro
    )
    (row,) = due()
    assert row[:2] == ("walk_missing", site.administrator.pk)
    assert TODAY - timedelta(days=36) <= row[2] <= TODAY - timedelta(days=34)
    walks.make_assessment(coalition=site.school, lead=site.lead)
    assert due("walk_missing") == []


def test_a_quarterly_walk_is_no_whole_assessment(site):
    ago = timezone.now() - timedelta(days=400)
    Assessment.objects.filter(pk=site.walk.pk).update(
        state="finished", begun_at=ago, finished_at=ago, finished_by=site.sro
    )
    walks.make_assessment(coalition=site.school, lead=site.lead, state="finished", kind="quarterly")
    assert [kind for kind, *_ in due()] == ["walk_missing"]


def test_a_district_that_walks_no_site_is_asked_for_none():
    school = builders.make_school(district=builders.make_district())
    builders.make_member(coalition=builders.make_coalition(school=school), role="administrator")
    assert due() == []
