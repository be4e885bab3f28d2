"""How many people a coalition has: exact up to a thousand, no further, and asked in one query."""

import pytest
from django.utils import timezone

from coalitions.access.roles import Role
from coalitions.memberships import headcount as memberships_headcount
from coalitions.memberships.headcount import headcount
from coalitions.memberships.models.membership import Membership
from coalitions.memberships.seat_holders import counted, standings, with_standing
from tests import builders

pytestmark = pytest.mark.django_db


@pytest.fixture
def team(district_coalition):
    """Three teachers (one of them parent, too), a fire chief of an agency, and two who are no
    members now.
    """
    teacher, *_ = [builders.make_member(coalition=district_coalition) for _ in range(3)]
    builders.make_member(coalition=district_coalition, role=Role.PARENT, account=teacher)
    agency = builders.make_agency(district=district_coalition.district, name="Fire department")
    builders.make_agency(district=district_coalition.district)
    builders.make_member(coalition=district_coalition, role=Role.FIRE, agency=agency)
    today = timezone.localdate()
    builders.make_member(coalition=district_coalition, ends_on=today)
    builders.make_member(coalition=district_coalition, starts_on=today + timezone.timedelta(days=1))
    return district_coalition


def told(count):
    return count.in_words, [
        (each.label, each.in_words) for each in (*count.by_role, *count.by_agency)
    ]


def test_people_are_counted_once_and_memberships_by_role(team, django_assert_num_queries):
    with django_assert_num_queries(1):
        count = headcount(team, on=timezone.localdate())
    assert told(count) == (
        "4 members",
        [("Fire service", "1"), ("Teacher", "3"), ("Parent", "1"), ("Fire department", "1")],
    )


def test_nobody_counts_further_than_needed(team, monkeypatch):
    monkeypatch.setattr(memberships_headcount, "MOST", 2)
    count = headcount(team, on=timezone.localdate())
    assert told(count) == (
        "More than 2 members",
        [("Fire service", "1"), ("Teacher", "2+"), ("Parent", "1"), ("Fire department", "1")],
    )


def test_more_members_than_are_counted_each_time_are_counted_by_role_once_a_minute(
    team, monkeypatch, django_assert_num_queries
):
    monkeypatch.setattr(memberships_headcount, "MOST", 2)
    today = timezone.localdate()
    headcount(team, on=today)
    Membership.objects.filter(role=Role.PARENT).update(role=Role.STUDENT)
    with django_assert_num_queries(1):
        assert [each.label for each in headcount(team, on=today).by_role] == [
            "Fire service",
            "Teacher",
            "Parent",
        ]
    monkeypatch.setattr(memberships_headcount, "COUNTED_EVERY", -1)
    assert [each.label for each in headcount(team, on=today).by_role] == [
        "Fire service",
        "Teacher",
        "Student",
    ]


def test_the_standing_of_seats_is_one_rule_in_every_question(team):
    now, today = timezone.now(), timezone.localdate()
    filled = builders.make_seat(coalition=team, recommended_minimum=1)
    builders.make_seat(coalition=team, recommended_minimum=2)
    builders.make_seat(coalition=team, recommended_minimum=0)
    builders.make_seat(
        coalition=team,
        left_empty_at=now,
        left_empty_by=builders.make_account(),
        left_empty_because="None here.",
    )
    Membership.objects.filter(role=Role.FIRE).update(seat=filled)
    expected = ["filled", "vacant", "open", "left_empty"]
    assert [seat.standing for seat in counted(team, on=today)] == expected
    assert [
        seat.standing for seat in with_standing(team.seats, on=today).order_by("pk")
    ] == expected
    assert standings(team, on=today) == {"filled": 1, "vacant": 1, "open": 1, "left_empty": 1}
