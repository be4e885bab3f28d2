"""The fourteen roles: what each reads in its own coalition, below and above it, and may do. No database."""

import pytest

from coalitions.access import roles
from coalitions.access.roles import GROUP_OF, GROUPS, MEMBERS, PUBLIC, RESTRICTED, Group, Role

ALL, INNER, OPEN = {PUBLIC, MEMBERS, RESTRICTED}, {PUBLIC, MEMBERS}, {PUBLIC}
# role: what it reads in its own coalition, in the plans of schools below, in the plan of the
# district above.
READS = {
    Role.ADMINISTRATOR: (ALL, ALL, INNER),
    Role.SRO: (ALL, ALL, INNER),
    Role.SECURITY_OFFICER: (ALL, ALL, INNER),
    Role.LAW_ENFORCEMENT: (ALL, ALL, INNER),
    Role.FIRE: (ALL, ALL, INNER),
    Role.EMS: (ALL, ALL, INNER),
    Role.EMERGENCY_MANAGER: (ALL, ALL, INNER),
    Role.HEALTH: (INNER, INNER, INNER),
    Role.MENTAL_HEALTH: (INNER, INNER, INNER),
    Role.TEACHER: (INNER, OPEN, INNER),
    Role.STAFF: (INNER, OPEN, INNER),
    Role.OFFICIAL: (INNER, OPEN, INNER),
    Role.PARENT: (OPEN, OPEN, OPEN),
    Role.STUDENT: (OPEN, OPEN, OPEN),
}


def test_every_role_is_decided_here():
    assert set(READS) == set(Role)


@pytest.mark.parametrize("role", list(READS))
def test_what_a_role_reads_in_its_own_coalition(role):
    assert roles.levels(role) == READS[role][0]


@pytest.mark.parametrize("role", list(READS))
def test_what_a_role_of_a_district_reads_in_the_plans_of_its_schools(role):
    assert roles.levels_down(role) == READS[role][1]


@pytest.mark.parametrize("role", list(READS))
def test_what_a_role_of_a_school_reads_in_the_plan_of_its_district(role):
    assert roles.levels_up(role) == READS[role][2]


def test_every_role_is_in_one_group():
    grouped = [role for members in GROUPS.values() for role in members]
    assert sorted(grouped) == sorted(Role)
    assert set(GROUPS) == set(Group)


def test_nobody_reads_less_than_what_is_public():
    assert all(PUBLIC in roles.levels(role) for role in Role)


def test_parents_and_students_neither_sign_nor_suggest_nor_log():
    for role in (Role.PARENT, Role.STUDENT):
        group = GROUP_OF[role]
        assert group not in roles.MAY_SIGN | roles.MAY_SUGGEST | roles.MAY_LOG_OWN, role


def test_an_elected_official_signs_and_does_not_suggest():
    assert Group.OFFICIAL in roles.MAY_SIGN
    assert Group.OFFICIAL not in roles.MAY_SUGGEST | roles.MAY_LOG_OWN


def test_only_administrators_and_officers_log_for_others():
    assert {Group.ADMINISTRATOR, Group.OFFICERS} == roles.MAY_LOG_FOR_OTHERS


def test_whoever_logs_for_others_logs_their_own():
    assert roles.MAY_LOG_FOR_OTHERS <= roles.MAY_LOG_OWN


def test_stored_codes_of_roles_never_change():
    assert [role.value for role in Role] == [
        "administrator",
        "sro",
        "security_officer",
        "law_enforcement",
        "fire",
        "ems",
        "emergency_manager",
        "health",
        "mental_health",
        "teacher",
        "staff",
        "official",
        "parent",
        "student",
    ]
