"""What facts ask of the administrators of a school, and when."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from coalitions.access.roles import Role
from safety_portal.portal.reminders import obligations
from tests import builders, calendaring, knowing

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
DAY = timedelta(days=1)


def owed(account, on=TODAY):
    return [
        (each.kind, each.title, each.due_on)
        for each in obligations.owed(accounts=[account], on=on)
        if each.kind.startswith("facts_")
    ]


@pytest.fixture
def calendar(district):
    return calendaring.make_year_of_today(district=district)


def test_nothing_is_asked_before_there_is_a_calendar(administrator):
    assert owed(administrator) == []


def test_a_school_that_answered_nothing_is_asked_everything(administrator, coalition, calendar):
    assert owed(administrator) == [
        ("facts_unknown", "Answer 12 questions about the school", coalition.formed_on + 30 * DAY)
    ]


def test_what_somebody_did_not_know_is_asked_again_after_30_days(
    administrator, coalition, calendar
):
    knowing.make_all(coalition=coalition)
    assert owed(administrator) == []
    knowing.make_fact(coalition=coalition, question="asbestos")
    assert owed(administrator) == [
        ("facts_unknown", "Answer 1 question about the school", TODAY + 30 * DAY)
    ]


def test_everything_is_confirmed_each_august(administrator, coalition, calendar):
    knowing.make_all(coalition=coalition, days_ago=0)
    august = date(TODAY.year + (TODAY.month >= 8), 8, 1)
    assert owed(administrator, on=august - DAY) == []
    assert owed(administrator, on=august) == [
        ("facts_confirm", "Confirm 12 facts about the school", august + 30 * DAY)
    ]


def test_an_answer_since_august_is_confirmed(administrator, coalition, calendar):
    knowing.make_all(coalition=coalition, days_ago=400)
    assert [kind for kind, *_ in owed(administrator)] == ["facts_confirm"]
    for code in ("grades", "kind", "attendance", "buildings", "buses", "sessions"):
        knowing.make_fact(coalition=coalition, question=code, answer=knowing.usual(code))
    assert [title for _, title, _ in owed(administrator)] == ["Confirm 6 facts about the school"]


def test_nobody_else_owes_them(cast, district_coalition, calendar):
    above = builders.make_member(coalition=district_coalition, role=Role.ADMINISTRATOR)
    assert [owed(each) for each in (cast.teacher, cast.sro, above)] == [[], [], []]
