"""That there is a calendar: asked of the district's administrators, and of nobody else."""

from datetime import timedelta

import pytest
from django.utils import timezone

from coalitions.access.roles import Role
from safety_portal.portal.reminders import obligations
from tests import builders
from tests.calendaring import make_year_of_today

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
DAY = timedelta(days=1)


@pytest.fixture
def keeper(district_coalition):
    return builders.make_member(coalition=district_coalition, role=Role.ADMINISTRATOR)


def owed(account, on=TODAY):
    return [
        each
        for each in obligations.owed(accounts=[account], on=on)
        if each.kind == "calendar_missing"
    ]


def test_the_first_one_is_due_30_days_after_the_coalition_was_formed(keeper, district_coalition):
    (found,) = owed(keeper)
    assert found.due_on == district_coalition.formed_on + 30 * DAY
    assert found.title == "Enter the school calendar"
    assert found.path == f"/c/{district_coalition.slug}/calendar/"


def test_the_next_one_is_asked_for_60_days_before_the_last_one_ends(keeper, district):
    make_year_of_today(district=district, days_left=61)
    assert owed(keeper) == []
    (found,) = owed(keeper, on=TODAY + DAY)
    assert found.due_on == TODAY + 61 * DAY
    assert found.title == "Enter the next school calendar"
    assert "The last one ends" in found.why
    assert "The last one ended" in owed(keeper, on=TODAY + 62 * DAY)[0].why


def test_a_next_year_that_is_entered_is_owed_no_more(keeper, district):
    make_year_of_today(district=district, days_left=10)
    assert owed(keeper)
    make_year_of_today(district=district, days_ago=-60, days_left=360)
    assert owed(keeper) == []


def test_nobody_else_owes_it(cast, coalition, administrator, district_coalition):
    teacher = builders.make_member(coalition=district_coalition, role=Role.TEACHER)
    assert [owed(each) for each in (administrator, cast.teacher, teacher)] == [[], [], []]
