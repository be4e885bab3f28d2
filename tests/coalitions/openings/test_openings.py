"""That somebody opened a school's pages: written once, never changed, read by whom it concerns."""

import uuid
from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from coalitions.access import grants
from coalitions.openings.actions import Told, note_kept, note_opening, receive_openings
from coalitions.openings.models import OpenedPage, Opening, OpeningWay
from coalitions.openings.policies import answers_for_schools, can_read_openings, can_see_at_hand
from coalitions.openings.queries import last_looked, openings_of, schools_answered_by
from tests import builders, casting
from tests.at_hand import make_opening

pytestmark = pytest.mark.django_db
SCHOOL = OpenedPage.SCHOOL
ANSWERING = {
    *("sro", "security_officer"),
    *("law_enforcement", "fire", "ems", "emergency_manager"),
}


def told(coalition="juniper", **fields):
    return Told(
        **{"key": uuid.uuid4(), "page": SCHOOL, "opened_at": timezone.now()}
        | {"coalition": coalition}
        | fields
    )


def ways(account):
    return [row.way for row in Opening.objects.filter(account=account).order_by("pk")]


def test_officers_and_responders_answer_for_their_school(cast, coalition):
    assert casting.allowed(can_see_at_hand, cast, coalition) == ANSWERING
    assert casting.allowed(answers_for_schools, cast, None) == ANSWERING


def test_those_of_the_district_answer_for_its_schools(above, coalition):
    assert casting.allowed(can_see_at_hand, above, coalition) == ANSWERING


def test_nobody_answers_for_a_school_beside_theirs(cast, sibling, foreign):
    assert casting.allowed(can_see_at_hand, cast, sibling) == set()
    assert casting.allowed(can_see_at_hand, cast, foreign) == set()


def test_administrators_read_the_log_and_who_answers_their_own(cast, above, coalition):
    readers = {*ANSWERING, "administrator"}
    assert casting.allowed(can_read_openings, cast, coalition) == readers
    assert casting.allowed(can_read_openings, above, coalition) == readers


def test_the_schools_one_answers_for_are_those_of_the_district_or_ones_own(
    cast, above, coalition, sibling, foreign
):
    assert {*schools_answered_by(above.fire)} == {coalition, sibling}
    assert {*schools_answered_by(cast.fire)} == {coalition}
    assert not schools_answered_by(cast.administrator)


def test_an_opening_says_who_in_which_role(above, coalition):
    note_opening(coalition=coalition, page=SCHOOL, by=above.ems)
    row = Opening.objects.get()
    assert (row.reader_name, row.role, row.page, row.way) == (
        str(above.ems),
        "ems",
        "school",
        "opened",
    )
    assert row.opened_at == row.received_at


def test_every_opening_counts_and_keeping_once_a_day_and_page(cast, coalition):
    for _ in range(2):
        note_opening(coalition=coalition, page=SCHOOL, by=cast.fire)
        note_kept(coalition=coalition, page=SCHOOL, by=cast.fire)
    note_kept(coalition=coalition, page=OpenedPage.PLAN, by=cast.fire)
    tomorrow = timezone.now() + timedelta(days=1)
    note_kept(coalition=coalition, page=SCHOOL, by=cast.fire, now=tomorrow)
    assert sorted(ways(cast.fire)) == ["kept"] * 3 + ["opened"] * 2


def test_who_looks_as_another_role_leaves_nothing(administrator, coalition):
    grants.view_as(administrator, coalition=coalition, role="fire")
    note_opening(coalition=coalition, page=SCHOOL, by=administrator)
    note_kept(coalition=coalition, page=SCHOOL, by=administrator)
    assert not Opening.objects.exists()
    make_opening(coalition=coalition, account=administrator)
    assert not Opening.objects.visible_to(administrator).exists()


def test_what_a_phone_showed_is_kept_once_however_often_it_is_sent(cast, coalition):
    note_kept(coalition=coalition, page=SCHOOL, by=cast.fire)
    shown = [told(), told(page=OpenedPage.PLAN)]
    assert receive_openings(told=shown, by=cast.fire) == 2
    assert receive_openings(told=[*shown, told()], by=cast.fire) == 1
    assert ways(cast.fire).count("without_signal") == 3


def test_the_same_key_of_another_account_is_another_opening(cast, coalition):
    shown = [told()]
    for account in (cast.fire, cast.ems):
        note_opening(coalition=coalition, page=SCHOOL, by=account)
        assert receive_openings(told=shown, by=account) == 1


def test_of_a_school_that_was_never_given_nothing_is_kept(cast, coalition, foreign):
    shown = [told(), told("heron"), told("no-such")]
    assert receive_openings(told=shown, by=cast.fire) == 0
    assert not Opening.objects.exists()


def test_who_has_left_tells_what_the_phone_showed_before(cast, coalition):
    note_kept(coalition=coalition, page=SCHOOL, by=cast.fire)
    cast.fire.people.get().memberships.update(ends_on=builders.LONG_AGO)
    del cast.fire._access
    assert receive_openings(told=[told()], by=cast.fire) == 1
    assert Opening.objects.get(way=OpeningWay.WITHOUT_SIGNAL).role == ""


def test_a_clock_that_is_ahead_counts_as_now(cast, coalition):
    note_kept(coalition=coalition, page=SCHOOL, by=cast.fire)
    now = timezone.now()
    receive_openings(told=[told(opened_at=now + timedelta(hours=3))], by=cast.fire, now=now)
    assert Opening.objects.get(way=OpeningWay.WITHOUT_SIGNAL).opened_at == now


def test_keeping_is_no_looking(cast, coalition, sibling):
    at = timezone.now() - timedelta(days=2)
    make_opening(coalition=coalition, account=cast.fire, at=at)
    make_opening(coalition=coalition, account=cast.fire, way=OpeningWay.KEPT)
    make_opening(coalition=sibling, account=cast.fire, way=OpeningWay.KEPT)
    assert last_looked(cast.fire, [coalition.pk, sibling.pk]) == {coalition.pk: at}


def test_the_log_of_a_district_is_that_of_its_schools(
    above, cast, coalition, sibling, district_coalition, foreign
):
    rows = {make_opening(coalition=each, account=cast.fire) for each in (coalition, sibling)}
    make_opening(coalition=foreign, account=cast.fire)
    assert {*openings_of(above.administrator, district_coalition)} == rows
    assert {each.coalition for each in openings_of(cast.administrator, coalition)} == {coalition}
    assert not openings_of(cast.administrator, sibling).exists()
    assert {*openings_of(cast.fire, coalition)} < rows
    assert not openings_of(cast.ems, coalition).exists()


@pytest.mark.parametrize("change", ["update", "delete"])
def test_it_is_never_changed_nor_taken_away(cast, coalition, change):
    row = make_opening(coalition=coalition, account=cast.fire)
    rows = Opening.objects.filter(pk=row.pk)
    with pytest.raises(DatabaseError), transaction.atomic():
        rows.update(role="ems") if change == "update" else rows.delete()


@pytest.mark.parametrize(
    "fields",
    [
        {"way": "seen"},
        {"page": "map"},
        {"received_at": timezone.now() - timedelta(days=1)},
        {"received_at": timezone.now() + timedelta(days=1)},
    ],
)
def test_the_database_refuses_what_cannot_be(cast, coalition, fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_opening(coalition=coalition, account=cast.fire, **fields)
