"""Officers are assigned: at several schools, in turn, beside other days, and what is refused."""

import pytest
from django.core.exceptions import PermissionDenied

from coalitions.access.roles import Role
from coalitions.agreements.actions.assigning import change_assignment
from coalitions.agreements.models.assignment import OfficerAssignment
from coalitions.agreements.queries import officers_of, standable
from safety_portal.core.audit.models import AuditRow
from safety_portal.core.refusals import Refused
from tests import builders
from tests.agreeing import make_agreement, make_assignment
from tests.coalitions.agreements.acting import DAY, TODAY, assign, audited, standing_as

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(coalition):
    return builders.make_member(coalition=coalition, role=Role.SRO).people.get()


@pytest.fixture
def chief(district_coalition):
    """An administrator of the district's coalition, and an officer of it."""
    return builders.make_member(coalition=district_coalition, role=Role.ADMINISTRATOR)


@pytest.fixture
def assignment(coalition, officer):
    return make_assignment(person=officer, school=coalition.school, coalition=coalition)


def changed(assignment, by, **more):
    said = {"agreement": assignment.agreement, "ends_on": assignment.ends_on}
    return change_assignment(assignment=assignment, by=by, **said | more)


def test_a_row_and_an_audit_row_for_each_school(district_coalition, chief, school):
    officer = builders.make_member(coalition=district_coalition, role=Role.SRO).people.get()
    other = builders.make_school(district=school.district, name="Foxglove")
    made = assign(district_coalition, chief, officer, schools=[school, other], days=[])
    assert [each.school for each in made] == [school, other]
    assert audited() == ["officer_assignment.made"] * 2
    assert {row.detail["school"] for row in AuditRow.objects.all()} == {school.name, "Foxglove"}


def test_of_two_schools_one_that_is_taken_leaves_none(district_coalition, chief, school):
    officer = builders.make_member(coalition=district_coalition, role=Role.SRO).people.get()
    other = builders.make_school(district=school.district, name="Foxglove")
    make_assignment(person=officer, school=other, coalition=district_coalition)
    with pytest.raises(Refused, match="Foxglove in that time already"):
        assign(district_coalition, chief, officer, schools=[school, other])
    assert OfficerAssignment.objects.count() == 1


@pytest.mark.parametrize("role", [Role.SRO, Role.SECURITY_OFFICER])
def test_both_kinds_of_officer_are_assigned(coalition, administrator, role):
    person = builders.make_member(coalition=coalition, role=role).people.get()
    assert assign(coalition, administrator, person)


@pytest.mark.parametrize("role", [Role.LAW_ENFORCEMENT, Role.FIRE, Role.ADMINISTRATOR])
def test_nobody_else_is(coalition, administrator, role):
    person = builders.make_member(coalition=coalition, role=role).people.get()
    with pytest.raises(Refused, match="is no officer of") as refused:
        assign(coalition, administrator, person)
    assert refused.value.field == "person"


def test_an_officer_who_left_is_not_assigned(coalition, administrator, officer):
    coalition.memberships.filter(person=officer).update(ends_on=TODAY)
    with pytest.raises(Refused, match="is no officer of"):
        assign(coalition, administrator, officer)
    assert officer not in officers_of(coalition, on=TODAY)


def test_an_officer_who_is_to_come_is_assigned_from_then_on(coalition, administrator):
    person = builders.make_member(
        coalition=coalition, role=Role.SRO, starts_on=TODAY + 9 * DAY
    ).people.get()
    assert assign(coalition, administrator, person, starts_on=TODAY + 9 * DAY)


@pytest.mark.parametrize(
    ("days", "is_free"),
    [((-30, -1), True), ((-30, 0), False), ((3, 4), False), ((9, 30), False), ((10, 30), True)],
)
def test_days_beside_those_that_are_taken(coalition, administrator, officer, days, is_free):
    taken = {"starts_on": TODAY, "ends_on": TODAY + 9 * DAY}
    make_assignment(person=officer, school=coalition.school, coalition=coalition, **taken)
    first, last = (TODAY + number * DAY for number in days)
    if is_free:
        assert assign(coalition, administrator, officer, starts_on=first, ends_on=last)
    else:
        with pytest.raises(Refused, match="in that time already"):
            assign(coalition, administrator, officer, starts_on=first, ends_on=last)


def test_without_an_end_it_takes_all_days_to_come(coalition, administrator, officer):
    make_assignment(
        person=officer, school=coalition.school, coalition=coalition, starts_on=TODAY + 99 * DAY
    )
    with pytest.raises(Refused, match="in that time already"):
        assign(coalition, administrator, officer)
    assert assign(coalition, administrator, officer, ends_on=TODAY + 98 * DAY)


@pytest.mark.django_db(transaction=True)
def test_assigned_twice_at_once_it_is_one_assignment(
    coalition, administrator, officer, run_at_once
):
    def one():
        try:
            return assign(coalition, administrator, officer) and "made"
        except Refused:
            return "refused"

    assert sorted(run_at_once(one, times=2)) == ["made", "refused"]
    assert OfficerAssignment.objects.count() == 1


def test_one_that_names_another_district_s_agreement_is_refused(administrator, assignment, foreign):
    with pytest.raises(Refused, match="is no agreement of") as refused:
        changed(assignment, administrator, agreement=make_agreement(coalition=foreign))
    assert refused.value.field == "agreement"


def test_a_sibling_s_agreement_is_refused_and_the_district_s_is_not(
    administrator, assignment, sibling, district_coalition
):
    with pytest.raises(Refused, match="is no agreement of"):
        changed(assignment, administrator, agreement=make_agreement(coalition=sibling))
    of_district = make_agreement(coalition=district_coalition, schools=[assignment.school])
    assert changed(assignment, administrator, agreement=of_district).agreement == of_district


def test_what_it_stood_on_before_is_in_the_audit_row(coalition, administrator, assignment):
    agreement = make_agreement(coalition=coalition, title="SRO program")
    changed(assignment, administrator, agreement=agreement)
    changed(OfficerAssignment.objects.get(), administrator, agreement=None, ends_on=TODAY)
    detail = AuditRow.objects.latest("pk").detail
    assert detail["before"] == {"agreement": "SRO program", "ends_on": ""}
    assert (detail["agreement"], detail["ends_on"]) == ("", str(TODAY))


def test_an_end_that_is_taken_away_may_not_meet_the_next(coalition, administrator, officer):
    first = make_assignment(
        person=officer, school=coalition.school, coalition=coalition, ends_on=TODAY
    )
    make_assignment(
        person=officer, school=coalition.school, coalition=coalition, starts_on=TODAY + DAY
    )
    with pytest.raises(Refused, match="in that time already"):
        changed(first, administrator, ends_on=None)


def test_an_assignment_does_not_stand_in_its_own_way(administrator, assignment):
    assert changed(assignment, administrator, ends_on=TODAY + 9 * DAY).ends_on == TODAY + 9 * DAY


@pytest.mark.parametrize("year", [1066, 2999])
def test_a_year_that_nobody_meant_is_refused(administrator, assignment, year):
    with pytest.raises(Refused, match=f"The year {year}"):
        changed(assignment, administrator, ends_on=TODAY.replace(year=year, day=1))


def test_the_officer_does_not_change_the_own_assignment(assignment, officer):
    with pytest.raises(PermissionDenied):
        changed(assignment, officer.account, ends_on=TODAY)


@pytest.mark.parametrize(
    ("code", "is_offered"),
    [
        ("draft", False),
        ("to_come", True),
        ("in_force", True),
        ("ending", True),
        ("ended", False),
        ("closed", False),
        ("withdrawn", False),
    ],
)
def test_an_officer_stands_on_what_holds_or_is_to_come(coalition, administrator, code, is_offered):
    agreement = standing_as(code, coalition, administrator)
    assert (agreement in standable(coalition, on=TODAY)) == is_offered
