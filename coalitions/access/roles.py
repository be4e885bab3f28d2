"""The fourteen roles as data: what each reads, and what each group may do.

The table of the product, on one screen.

Imports nothing of ours. Stored codes are whole words and never change; titles may.
"""

from enum import StrEnum

from django.db import models

PUBLIC, MEMBERS, RESTRICTED = "public", "members", "restricted"


class Sensitivity(models.TextChoices):
    """Who reads a section; decided per section on its own, never inherited."""

    PUBLIC = PUBLIC, "Public"
    MEMBERS = MEMBERS, "Members"
    RESTRICTED = RESTRICTED, "Restricted"


class Role(models.TextChoices):
    """What a member is in a coalition."""

    ADMINISTRATOR = "administrator", "Administrator"
    SRO = "sro", "School resource officer"
    SECURITY_OFFICER = "security_officer", "Security officer"
    LAW_ENFORCEMENT = "law_enforcement", "Law enforcement"
    FIRE = "fire", "Fire service"
    EMS = "ems", "Emergency medical services"
    EMERGENCY_MANAGER = "emergency_manager", "Emergency manager"
    HEALTH = "health", "Health"
    MENTAL_HEALTH = "mental_health", "Mental health"
    TEACHER = "teacher", "Teacher"
    STAFF = "staff", "Staff"
    OFFICIAL = "official", "Elected official"
    PARENT = "parent", "Parent"
    STUDENT = "student", "Student"


class Group(StrEnum):
    """Roles that come to the portal for the same: what each group may do is said here, and by the
    policies.
    """

    ADMINISTRATOR = "administrator"
    OFFICERS = "officers"
    RESPONDERS = "responders"
    CARE = "care"
    SCHOOL = "school"
    OFFICIAL = "official"
    COMMUNITY = "community"


GROUPS = {
    Group.ADMINISTRATOR: (Role.ADMINISTRATOR,),
    Group.OFFICERS: (Role.SRO, Role.SECURITY_OFFICER),
    Group.RESPONDERS: (Role.LAW_ENFORCEMENT, Role.FIRE, Role.EMS, Role.EMERGENCY_MANAGER),
    Group.CARE: (Role.HEALTH, Role.MENTAL_HEALTH),
    Group.SCHOOL: (Role.TEACHER, Role.STAFF),
    Group.OFFICIAL: (Role.OFFICIAL,),
    Group.COMMUNITY: (Role.PARENT, Role.STUDENT),
}
GROUP_OF = {role.value: group for group, roles in GROUPS.items() for role in roles}

ALL_LEVELS = frozenset({PUBLIC, MEMBERS, RESTRICTED})
READS = {
    Group.ADMINISTRATOR: ALL_LEVELS,
    Group.OFFICERS: ALL_LEVELS,
    Group.RESPONDERS: ALL_LEVELS,
    Group.CARE: frozenset({PUBLIC, MEMBERS}),
    Group.SCHOOL: frozenset({PUBLIC, MEMBERS}),
    Group.OFFICIAL: frozenset({PUBLIC, MEMBERS}),
    Group.COMMUNITY: frozenset({PUBLIC}),
}
# Members of a district's coalition whose reading reaches into the plans of its schools; all others
# read what is public there.
READS_DOWN = frozenset({Group.ADMINISTRATOR, Group.OFFICERS, Group.RESPONDERS, Group.CARE})
MAY_SIGN = frozenset(
    {
        Group.ADMINISTRATOR,
        Group.OFFICERS,
        Group.RESPONDERS,
        Group.CARE,
        Group.SCHOOL,
        Group.OFFICIAL,
    }
)
# Who proposes other words for what they read; all others who read it comment.
MAY_SUGGEST = frozenset(
    {Group.ADMINISTRATOR, Group.OFFICERS, Group.RESPONDERS, Group.CARE, Group.SCHOOL}
)
MAY_LOG_FOR_OTHERS = frozenset({Group.ADMINISTRATOR, Group.OFFICERS})
MAY_LOG_OWN = frozenset(
    {Group.ADMINISTRATOR, Group.OFFICERS, Group.RESPONDERS, Group.CARE, Group.SCHOOL}
)


def levels(role: str) -> frozenset[str]:
    """What a member in `role` reads in his own coalition: a set of sensitivities."""
    return READS[GROUP_OF[role]]


def levels_down(role: str) -> frozenset[str]:
    """What a member of a district's coalition in `role` reads in the plans of its schools."""
    group = GROUP_OF[role]
    return READS[group] if group in READS_DOWN else frozenset({PUBLIC})


def levels_up(role: str) -> frozenset[str]:
    """What a member of a school's coalition in `role` reads in the district's plan.

    Never a restricted section.
    """
    return levels(role) - {RESTRICTED}
