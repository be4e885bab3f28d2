"""Who reads what: fourteen roles, three sensitivities, and the reach between district and school, as one truth table."""

import pytest

from coalitions import roles
from coalitions.roles import MEMBERS, PUBLIC, RESTRICTED, Role
from plans.lifecycle import EditionStatus
from plans.models import Section
from tests import builders

EVERYTHING = {PUBLIC, MEMBERS, RESTRICTED}
#                      in the own coalition   down to a school    up to the district
TABLE = {
    Role.ADMINISTRATOR: (EVERYTHING, EVERYTHING, {PUBLIC, MEMBERS}),
    Role.SRO: (EVERYTHING, EVERYTHING, {PUBLIC, MEMBERS}),
    Role.SECURITY_OFFICER: (EVERYTHING, EVERYTHING, {PUBLIC, MEMBERS}),
    Role.LAW_ENFORCEMENT: (EVERYTHING, EVERYTHING, {PUBLIC, MEMBERS}),
    Role.FIRE: (EVERYTHING, EVERYTHING, {PUBLIC, MEMBERS}),
    Role.EMS: (EVERYTHING, EVERYTHING, {PUBLIC, MEMBERS}),
    Role.EMERGENCY_MANAGER: (EVERYTHING, EVERYTHING, {PUBLIC, MEMBERS}),
    Role.HEALTH: ({PUBLIC, MEMBERS}, {PUBLIC, MEMBERS}, {PUBLIC, MEMBERS}),
    Role.MENTAL_HEALTH: ({PUBLIC, MEMBERS}, {PUBLIC, MEMBERS}, {PUBLIC, MEMBERS}),
    Role.TEACHER: ({PUBLIC, MEMBERS}, {PUBLIC}, {PUBLIC, MEMBERS}),
    Role.STAFF: ({PUBLIC, MEMBERS}, {PUBLIC}, {PUBLIC, MEMBERS}),
    Role.OFFICIAL: ({PUBLIC, MEMBERS}, {PUBLIC}, {PUBLIC, MEMBERS}),
    Role.PARENT: ({PUBLIC}, {PUBLIC}, {PUBLIC}),
    Role.STUDENT: ({PUBLIC}, {PUBLIC}, {PUBLIC}),
}


def in_force_with_three_sections(coalition):
    edition = builders.make_edition(plan=builders.make_plan(coalition=coalition))
    for level in roles.Sensitivity.values:
        builders.make_section(edition=edition, title=f"Section {level}", sensitivity=level)
    return builders.force_status(edition, EditionStatus.IN_FORCE)


def reads(account, edition):
    return set(Section.objects.visible_to(account).filter(edition=edition).values_list("sensitivity", flat=True))


def test_the_table_decides_about_every_role():
    assert set(TABLE) == set(Role)


@pytest.mark.django_db
@pytest.mark.parametrize("role", Role)
def test_reading_in_own_coalition_down_and_up(role, coalition, district_coalition, sibling, foreign):
    own, down, up = TABLE[role]
    of_school = in_force_with_three_sections(coalition)
    of_district = in_force_with_three_sections(district_coalition)
    elsewhere = [in_force_with_three_sections(sibling), in_force_with_three_sections(foreign)]
    at_school = builders.make_member(coalition=coalition, role=role)
    at_district = builders.make_member(coalition=district_coalition, role=role)

    assert reads(at_school, of_school) == own
    assert reads(at_district, of_district) == own
    assert reads(at_district, of_school) == down
    assert reads(at_school, of_district) == up
    assert [reads(at_school, edition) for edition in elsewhere] == [set(), set()]
    assert reads(at_district, elsewhere[1]) == set()
