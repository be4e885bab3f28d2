"""Where a rule that asks something of people stands for each of them."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from coalitions.access.roles import Role
from tests import builders, knowing
from training.courses.models import Course
from training.duties.judging import rules_for
from training.duties.queries import known_at
from training.records.lifecycle import RecordState
from training.records.standing import answers_of_people, roles_of
from training.rules.engine.statuses import Status

pytestmark = pytest.mark.django_db
ON = date(2026, 10, 1)


@pytest.fixture
def texan(district, school, coalition):
    type(district).objects.update(state="TX")
    type(school).objects.update(state="TX")
    school.refresh_from_db()
    knowing.make_fact(coalition=coalition, question="kind", answer=["public_district"])
    return school


@pytest.fixture
def join(coalition):
    def run(role=Role.TEACHER, **fields):
        account = builders.make_member(coalition=coalition, role=role, **fields)
        return account.people.get()

    return run


@pytest.fixture
def train(coalition):
    def run(person, code, *, held_on=date(2026, 9, 1), state=RecordState.VERIFIED, **fields):
        course, _ = Course.objects.get_or_create(code=code, defaults={"title": code})
        return builders.make_record(
            person=person,
            coalition=coalition,
            course=course,
            held_on=held_on,
            state=state,
            **fields,
        )

    return run


@pytest.fixture
def answer(texan):
    def run(code, person, *, on=ON):
        rules = [rule for rule in rules_for(code[:2]) if rule.code == code]
        found = answers_of_people(rules, [person.pk], known_at(texan), school=texan, on=on)
        return found[person.pk][code]

    return run


def test_a_verified_training_of_the_course_meets_the_rule(answer, join, train):
    teacher = join()
    assert answer("TX-T3", teacher).status is Status.DUE
    train(teacher, "youth_mhfa")
    met = answer("TX-T3", teacher)
    assert met.status is Status.SATISFIED
    assert [record.course for record in met.counted] == ["youth_mhfa"]


def test_one_that_waits_does_not_count_and_says_so(answer, join, train):
    teacher = join()
    train(teacher, "youth_mhfa", state=RecordState.TO_VERIFY)
    train(teacher, "gang_awareness", state=RecordState.TO_VERIFY)
    found = answer("TX-T3", teacher)
    assert found.status is Status.DUE
    assert [each.record.course for each in found.not_counted] == ["youth_mhfa"]
    assert [each.why for each in found.not_counted] == ["not verified yet"]


def test_another_course_and_somebody_elses_do_not_count(answer, join, train):
    teacher, other = join(), join()
    train(teacher, "gang_awareness")
    train(other, "youth_mhfa")
    found = answer("TX-T3", teacher)
    assert found.status is Status.DUE
    assert [each.why for each in found.not_counted] == ["another course: gang_awareness"]


def test_a_past_day_knows_nothing_of_what_came_later(answer, join, train):
    teacher = join()
    train(teacher, "youth_mhfa", held_on=ON + timedelta(days=1))
    train(teacher, "mental_health_2", held_on=ON + timedelta(days=2), state=RecordState.TO_VERIFY)
    found = answer("TX-T3", teacher)
    assert found.status is Status.DUE
    assert not found.counted
    assert not found.not_counted


def test_a_role_that_is_not_asked_is_told_why(answer, join):
    parent = answer("TX-T3", join(Role.PARENT))
    assert parent.status is Status.NOT_APPLICABLE
    assert parent.because.startswith("role: asked of")


def test_of_two_roles_the_one_that_is_asked_decides(answer, join, coalition):
    account = builders.make_member(coalition=coalition, role=Role.PARENT)
    builders.make_member(coalition=coalition, role=Role.TEACHER, account=account)
    assert answer("TX-T3", account.people.get()).status is Status.DUE


def test_a_role_that_no_rule_has_a_word_for_and_none_at_all_are_asked_for(answer, join, district):
    assert answer("TX-T3", join(Role.HEALTH)).needs == ("role",)
    assert answer("TX-T3", builders.make_person(district=district)).needs == ("role",)


def test_hours_of_several_trainings_are_added(answer, join, train):
    officer = join(Role.SRO)
    train(officer, "nasro_basic", hours=Decimal("7.5"))
    assert answer("AR-T4", officer).have == Decimal("7.5")
    train(officer, "sro_refresher", hours=Decimal("4.5"))
    assert answer("AR-T4", officer).status is Status.SATISFIED


def test_a_day_that_nobody_said_is_never_guessed_from_the_membership(answer, join):
    found = answer("TX-T1", join(Role.SRO, starts_on=ON - timedelta(days=400)))
    assert found.due is None
    assert found.status is not Status.OVERDUE


def test_a_role_is_one_of_the_school_or_its_district_on_the_day(
    join, texan, sibling, district_coalition
):
    ended = join(ends_on=ON)
    elsewhere = builders.make_member(coalition=sibling, role=Role.SRO).people.get()
    above = builders.make_member(coalition=district_coalition, role=Role.SRO).people.get()
    people = [ended.pk, elsewhere.pk, above.pk]
    assert roles_of(people, school=texan, on=ON) == {above.pk: ("sro",)}
    before = ON - timedelta(days=1)
    assert roles_of(people, school=texan, on=before)[ended.pk] == ("teacher",)


def test_rules_of_schools_are_left_out(join, texan):
    teacher = join()
    found = answers_of_people(rules_for("TX"), [teacher.pk], known_at(texan), school=texan, on=ON)
    assert {"TX-T1", "TX-T2", "TX-T3"} <= set(found[teacher.pk])
    assert not [code for code in found[teacher.pk] if code.startswith("TX-D")]


def test_fifty_people_and_every_rule_take_two_queries(
    join, train, texan, django_assert_num_queries
):
    people = [join().pk for _ in range(50)]
    facts = known_at(texan)
    with django_assert_num_queries(2):
        found = answers_of_people(rules_for("TX"), people, facts, school=texan, on=ON)
    assert len(found) == 50
