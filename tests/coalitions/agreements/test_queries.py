"""What a coalition has in writing, what stands beside and before it, and who stands on it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from coalitions.access.roles import Role
from coalitions.agreements import queries
from coalitions.agreements.models.agreement import Agreement
from coalitions.agreements.queries import Standers
from coalitions.memberships.models.membership import Membership
from tests import builders
from tests.agreeing import make_agreement, make_assignment, make_paper, renew
from tests.coalitions.agreements.acting import DAY, TODAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader(coalition):
    return builders.make_member(coalition=coalition, role=Role.TEACHER)


@pytest.fixture
def chief(district_coalition):
    return builders.make_member(coalition=district_coalition, role=Role.FIRE)


def officer(coalition):
    return builders.make_member(coalition=coalition, role=Role.SRO).people.get()


def of(account, coalition):
    return {*queries.agreements_of(account, coalition, on=TODAY)}


def test_a_school_has_its_own_and_what_the_district_has_for_it(
    reader, coalition, district_coalition, sibling
):
    own = make_agreement(coalition=coalition)
    both = [coalition.school, sibling.school]
    for_us = make_agreement(coalition=district_coalition, schools=both)
    make_agreement(coalition=district_coalition, schools=[sibling.school])
    make_agreement(coalition=sibling)
    assert of(reader, coalition) == {own, for_us}


def test_a_district_has_what_its_schools_have(chief, coalition, district_coalition, foreign):
    here = make_agreement(coalition=coalition)
    own = make_agreement(coalition=district_coalition, schools=[coalition.school])
    make_agreement(coalition=foreign)
    assert of(chief, district_coalition) == {here, own}


def test_who_reads_the_district_only_sees_no_school_s(coalition, district_coalition):
    """A teacher of the district's own coalition does not reach down."""
    teacher = builders.make_member(coalition=district_coalition)
    make_agreement(coalition=coalition)
    own = make_agreement(coalition=district_coalition, schools=[coalition.school])
    assert of(teacher, district_coalition) == {own}


def test_standings_are_counted_in_one_query(reader, coalition, django_assert_num_queries):
    make_agreement(coalition=coalition)
    make_agreement(coalition=coalition)
    make_agreement(coalition=coalition, signed_on=None)
    every = queries.agreements_of(reader, coalition, on=TODAY)
    with django_assert_num_queries(1):
        assert queries.standings(every) == {"in_force": 2, "draft": 1}


def test_a_chain_is_found_from_each_of_its_links(coalition):
    first = make_agreement(coalition=coalition)
    second = renew(first)
    third = renew(second)
    make_agreement(coalition=coalition)
    for link in (first, second, third):
        assert [*queries.chain_of(link, on=TODAY)] == [third, second, first]


def test_beside_stand_others_of_the_kind_for_the_school(reader, coalition, sibling):
    church = make_agreement(coalition=coalition, kind="shelter", title="Church")
    armory = make_agreement(coalition=coalition, kind="shelter", title="Armory")
    make_agreement(coalition=coalition, kind="medical")
    make_agreement(coalition=coalition, kind="shelter", ends_on=TODAY - DAY)
    make_agreement(coalition=sibling, kind="shelter")
    renew(church, starts_on=TODAY)
    assert queries.beside(reader, church, on=TODAY) == [armory]


def test_beside_are_at_most_five_by_name(reader, coalition):
    church = make_agreement(coalition=coalition, kind="shelter", title="Church")
    for name in "GFEDCBA":
        make_agreement(coalition=coalition, kind="shelter", title=name)
    assert [each.title for each in queries.beside(reader, church, on=TODAY)] == [*"ABCDE"]


def test_two_schools_in_common_are_one_row_beside(chief, coalition, sibling, district_coalition):
    schools = [coalition.school, sibling.school]
    one, two = (
        make_agreement(coalition=district_coalition, schools=schools, kind="shelter")
        for _ in range(2)
    )
    assert queries.beside(chief, one, on=TODAY) == [two]


def test_who_stands_on_a_chain_is_told_uncovered_ones_first(coalition, sibling):
    agreement = make_agreement(coalition=coalition)
    stands = {"coalition": coalition, "agreement": agreement}
    there = make_assignment(person=officer(coalition), school=coalition.school, **stands)
    elsewhere = make_assignment(person=officer(coalition), school=sibling.school, **stands)
    make_assignment(person=officer(coalition), school=coalition.school, coalition=coalition)
    assert [*queries.assignments_on(agreement, on=TODAY)] == [elsewhere, there]


def test_an_assignment_counts_on_its_first_and_its_last_day(coalition):
    agreement = make_agreement(coalition=coalition)
    make_assignment(
        person=officer(coalition),
        school=coalition.school,
        coalition=coalition,
        agreement=agreement,
        starts_on=TODAY,
        ends_on=TODAY + DAY,
    )
    counts = [
        queries.assignments_on(agreement, on=TODAY + day * DAY).count() for day in (-1, 0, 1, 2)
    ]
    assert counts == [0, 1, 1, 0]


def test_an_officer_at_two_schools_is_one_who_stands(district_coalition, coalition, sibling):
    agreement = make_agreement(coalition=district_coalition, schools=[coalition.school])
    person = officer(district_coalition)
    for school in (coalition.school, sibling.school):
        make_assignment(
            person=person, school=school, coalition=district_coalition, agreement=agreement
        )
    later = renew(agreement)
    for each in (agreement, later):
        told = queries.standers_of([each], on=TODAY)
        assert told == {agreement.pk: Standers(officers=1, uncovered=1)}


def test_nobody_stands_on_nothing(coalition, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert queries.standers_of([], on=TODAY) == {}
    assert queries.standers_of([make_agreement(coalition=coalition)], on=TODAY) == {}


@pytest.mark.parametrize("number", [1, 20])
def test_who_stands_on_many_is_one_query(coalition, django_assert_num_queries, number):
    made = [make_agreement(coalition=coalition) for _ in range(number)]
    for each in made:
        make_assignment(
            person=officer(coalition), school=coalition.school, coalition=coalition, agreement=each
        )
    with django_assert_num_queries(1):
        assert len(queries.standers_of(made, on=TODAY)) == number


def test_a_district_s_list_of_officers_is_of_all_of_its_schools(
    chief, coalition, sibling, district_coalition, foreign
):
    here = [
        make_assignment(person=officer(each), school=each.school, coalition=each)
        for each in (coalition, sibling)
    ]
    make_assignment(person=officer(foreign), school=foreign.school, coalition=foreign)
    assert {*queries.assignments_of(chief, district_coalition, on=TODAY)} == {*here}


def test_a_school_s_list_has_the_officers_whom_the_district_sends(
    reader, coalition, district_coalition
):
    sent = make_assignment(
        person=officer(district_coalition), school=coalition.school, coalition=district_coalition
    )
    assert [*queries.assignments_of(reader, coalition, on=TODAY)] == [sent]


def test_the_own_assignments_of_an_account(coalition, sibling):
    account = builders.make_member(coalition=coalition, role=Role.SRO)
    person = account.people.get()
    own = [
        make_assignment(person=person, school=each.school, coalition=coalition)
        for each in (coalition, sibling)
    ]
    make_assignment(person=officer(coalition), school=coalition.school, coalition=coalition)
    assert {*queries.assignments_of_account(account, on=TODAY)} == {*own}
    own[0].ends_on = TODAY - DAY
    own[0].save()
    assert [*queries.assignments_of_account(account, on=TODAY)] == [own[1]]


def test_schools_stand_by_name_with_how_many_there_could_be(
    chief, coalition, sibling, district_coalition
):
    make_agreement(coalition=district_coalition, schools=[coalition.school, sibling.school])
    make_agreement(coalition=coalition)
    rows = queries.with_schools(queries.agreements_of(chief, district_coalition, on=TODAY))
    told = [(each.school_names, each.every_school) for each in rows.order_by("pk")]
    both = sorted([coalition.school.name, sibling.school.name])
    assert told == [(both, 2), ([coalition.school.name], 1)]


def test_an_agreement_without_a_school_has_no_names(chief, coalition, district_coalition):
    agreement = make_agreement(coalition=district_coalition, schools=[coalition.school])
    agreement.schools.clear()
    (told,) = queries.with_schools(Agreement.objects.filter(pk=agreement.pk))
    assert told.school_names == []


def test_a_withdrawn_paper_is_not_among_the_papers(reader, coalition, administrator):
    agreement = make_agreement(coalition=coalition)
    kept, gone = make_paper(agreement=agreement), make_paper(agreement=agreement)
    make_paper(agreement=agreement, sensitivity="restricted")
    gone.withdrawn_at, gone.withdrawn_by = agreement.recorded_at, administrator
    gone.withdrawn_because = "Wrong."
    gone.save()
    assert queries.papers_of(reader, agreement) == [kept]


def test_members_who_are_no_officers_cost_no_query(coalition, django_assert_num_queries):
    builders.make_member(coalition=coalition)
    members = [*Membership.objects.filter(coalition=coalition)]
    with django_assert_num_queries(0):
        assert queries.remarks_on_officers(members, on=TODAY) == {}


def test_of_an_officer_each_school_without_an_agreement_is_named(coalition, sibling):
    person = officer(coalition)
    for school in (coalition.school, sibling.school):
        make_assignment(person=person, school=school, coalition=coalition)
    members = [*Membership.objects.filter(person=person)]
    names = " and ".join(sorted([coalition.school.name, sibling.school.name]))
    assert queries.remarks_on_officers(members, on=TODAY) == {
        members[0].pk: f"No agreement in force for {names}"
    }


@pytest.mark.parametrize("name", ["agreement", "agreement_csv"])
def test_a_page_asks_the_same_for_much_and_for_little(page, administrator, coalition, name):
    agreement = make_agreement(coalition=coalition, parties=["Fire"])

    def asked():
        where = [coalition.slug, agreement.pk] if name == "agreement" else [coalition.slug]
        with CaptureQueriesContext(connection) as captured:
            answer = page(administrator, name, *where)
            if answer.streaming:
                assert b"".join(answer.streaming_content)
        return len(captured)

    grow(agreement, 1)
    asked()
    few = asked()
    grow(agreement, 12)
    assert asked() == few


def grow(agreement, number):
    coalition, latest = agreement.coalition, queries.chain_of(agreement, on=TODAY).first()
    for _ in range(number):
        make_paper(agreement=agreement)
        make_assignment(
            person=officer(coalition),
            school=coalition.school,
            coalition=coalition,
            agreement=agreement,
        )
        latest = renew(latest)
