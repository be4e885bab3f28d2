"""The turn of the school year: chosen, shown, done once, all or nothing."""

import re
from datetime import date, timedelta

import pytest
from django.utils import timezone

from coalitions.access.roles import Role
from coalitions.memberships.models.membership import Membership
from plans.editions.models.edition import Edition
from safety_portal.core.audit.models import AuditRow
from safety_portal.core.notices.models import Message
from tests import builders

pytestmark = pytest.mark.django_db
PAGE = "/c/juniper/year-rollover/"
TODAY = timezone.localdate()
NEXT, LAST = TODAY + timedelta(days=60), TODAY + timedelta(days=400)


@pytest.fixture
def year(client, coalition, administrator, plan, edition):
    """A teacher who leaves, a fire chief whose term ends, a plan that is due.

    The administrator is signed in.
    """
    client.force_login(administrator)
    teacher = (
        builders.make_member(coalition=coalition, name="Tess Leaves", ends_on=NEXT)
        .people.get()
        .memberships.get()
    )
    seat = builders.make_seat(coalition=coalition)
    chief = builders.make_member(
        coalition=coalition, role=Role.FIRE, seat=seat, name="Tom Hesse", ends_on=NEXT
    )
    builders.force_status(edition, "in_force")
    Edition.objects.filter(pk=edition.pk).update(review_due_on=NEXT)
    return {
        "end": [teacher.pk],
        "carry": [chief.people.get().memberships.get().pk],
        "plans": [plan.pk],
        "on": TODAY,
        "until": LAST,
    }


def test_the_whole_way(client, year, plan, coalition):
    page = client.get(PAGE).content.decode()
    assert [
        name in page for name in ("Tess Leaves, Teacher", "Tom Hesse, Fire chief", plan.title)
    ] == [True] * 3
    assert "Tom Hesse, Fire service" not in client.get(PAGE, {"role": "teacher"}).content.decode()
    sure = client.post(PAGE, year).content.decode()
    assert "<h1>End 1 membership, carry 1 term over, start 1 edition?</h1>" in " ".join(
        sure.split()
    )
    assert Membership.objects.filter(ends_on=TODAY).count() == 0
    assert [client.post(PAGE, {**year, "sure": "yes"}).status_code for _ in range(2)] == [302, 422]
    assert Membership.objects.get(pk=year["end"][0]).ends_on == TODAY
    assert Membership.objects.get(pk=year["carry"][0]).ends_on == LAST
    assert list(plan.editions.order_by("number").values_list("number", "status")) == [
        (1, "in_force"),
        (2, "drafting"),
    ]
    told = Message.objects.order_by("pk").values_list("kind", "to_name")
    assert list(told) == [
        ("memberships_changed", "Tess Leaves"),
        ("memberships_changed", "Tom Hesse"),
    ]
    rows = (
        AuditRow.objects.filter(scope=coalition.pk).order_by("id").values_list("action", flat=True)
    )
    assert list(rows) == ["membership.ended", "term.carried_over", "edition.started", "year.turned"]
    assert AuditRow.objects.get(action="year.turned").detail == {
        "ended": 1,
        "carried_over": 1,
        "editions": 1,
    }


def test_one_part_that_cannot_be_undoes_all(client, year, administrator, plan):
    last = administrator.people.get().memberships.get()
    answer = client.post(PAGE, {**year, "end": [*year["end"], last.pk], "sure": "yes"})
    assert answer.status_code == 409
    assert (
        "No administrator of Juniper Elementary who can sign in would stay"
        in answer.content.decode()
    )
    later = {
        "person": Membership.objects.get(pk=year["carry"][0]).person,
        "role": Role.FIRE,
        "starts_on": NEXT,
    }
    Membership.objects.create(coalition=last.coalition, **later)
    assert client.post(PAGE, {**year, "sure": "yes"}).status_code == 409
    assert (Membership.objects.filter(ends_on=TODAY).count(), plan.editions.count()) == (0, 1)
    assert AuditRow.objects.filter(action="year.turned").count() == 0


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"on": "2020-01-01"}, "Choose today or a later day."),
        ({"until": ""}, "Say until when the terms hold."),
        ({"end": [], "carry": [], "plans": []}, "Tick whom or what the rollover is about."),
        ({"end": ["x"]}, "not a valid value"),
    ],
)
def test_what_is_missing_is_said(client, year, change, sentence):
    answer = client.post(PAGE, {**year, **change})
    assert (answer.status_code, sentence in answer.content.decode()) == (422, True)


def test_another_coalitions_members_are_no_choice(client, year, sibling):
    other = builders.make_member(coalition=sibling).people.get().memberships.get()
    assert client.post(PAGE, {**year, "end": [other.pk], "sure": "yes"}).status_code == 422
    assert Membership.objects.get(pk=other.pk).ends_on is None


def test_many_cost_the_same_queries(client, year, coalition, django_assert_num_queries):
    client.get(PAGE)
    for many in (0, 30):
        for number in range(many):
            person = builders.make_person(district=coalition.district, name=f"P{number}")
            Membership.objects.create(
                person=person, coalition=coalition, role=Role.STAFF, starts_on=date(2024, 1, 1)
            )
        with django_assert_num_queries(6):
            client.get(PAGE)


def test_ticks_stay_while_one_leafs_through_the_members(client, year, coalition):
    for number in range(40):
        person = builders.make_person(district=coalition.district, name=f"A{number:02}")
        Membership.objects.create(
            person=person, coalition=coalition, role=Role.STAFF, starts_on=date(2024, 1, 1)
        )
    first = client.get(PAGE).content.decode()
    assert "Tess Leaves, Teacher" not in first
    further = re.search(r'formaction="([^"]+)">Next members', first)[1].replace("&amp;", "&")
    ticked = Membership.objects.filter(person__name__in=["A01", "A02"]).values_list("pk", flat=True)
    leafed = {**year, "end": list(ticked), "leaf": "on", "on": NEXT}
    second = client.post(PAGE + further, leafed).content.decode()
    assert "2 more members ticked on other pages; they stay ticked." in second
    assert [f'name="end" value="{key}"' in second for key in ticked] == [True, True]
    assert f'value="{NEXT}"' in second
    assert "Tess Leaves, Teacher" in second
    assert Membership.objects.filter(ends_on=NEXT).count() == 2
