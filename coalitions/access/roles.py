"""The fourteen roles as data: what each reads, and what each group may do.

The table of the product, on one screen.

Imports nothing of ours. Stored codes are whole words and never change; titles may.
"""

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


GROUPS = {
    "administrator": (Role.ADMINISTRATOR,),
    "officers": (Role.SRO, Role.SECURITY_OFFICER),
    "responders": (Role.LAW_ENFORCEMENT, Role.FIRE, Role.EMS, Role.EMERGENCY_MANAGER),
    "care": (Role.HEALTH, Role.MENTAL_HEALTH),
    "school": (Role.TEACHER, Role.STAFF),
    "official": (Role.OFFICIAL,),
    "community": (Role.PARENT, Role.STUDENT),
}
GROUP_OF = {role.value: group for group, roles in GROUPS.items() for role in roles}

ALL_LEVELS = frozenset({PUBLIC, MEMBERS, RESTRICTED})
READS = {
    "administrator": ALL_LEVELS,
    "officers": ALL_LEVELS,
    "responders": ALL_LEVELS,
    "care": frozenset({PUBLIC, MEMBERS}),
    "school": frozenset({PUBLIC, MEMBERS}),
    "official": frozenset({PUBLIC, MEMBERS}),
    "community": frozenset({PUBLIC}),
}
# Members of a district's coalition whose reading reaches into the plans of its schools; all others
# read what is public there.
READS_DOWN = frozenset({"administrator", "officers", "responders", "care"})
MAY_SIGN = frozenset({"administrator", "officers", "responders", "care", "school", "official"})
# Who proposes other words for what they read; all others who read it comment.
MAY_SUGGEST = frozenset({"administrator", "officers", "responders", "care", "school"})
MAY_LOG_FOR_OTHERS = frozenset({"administrator", "officers"})
MAY_LOG_OWN = frozenset({"administrator", "officers", "responders", "care", "school"})


def levels(role):
    """What a member in `role` reads in his own coalition: a set of sensitivities."""
    return READS[GROUP_OF[role]]


def levels_down(role):
    """What a member of a district's coalition in `role` reads in the plans of its schools."""
    group = GROUP_OF[role]
    return READS[group] if group in READS_DOWN else frozenset({PUBLIC})


def levels_up(role):
    """What a member of a school's coalition in `role` reads in the district's plan.

    Never a restricted section.
    """
    return levels(role) - {RESTRICTED}
