"""The roles of people, and which roles a rule means that names many of them by one word."""

STAFF = frozenset({
    "administrator", "assistant_principal", "bus_aide", "bus_driver", "chief_emergency_officer",
    "chief_school_administrator", "coach", "counselor", "custodian", "food_service",
    "incident_commander", "librarian", "maintenance", "nurse", "paraprofessional", "principal",
    "psychologist", "safety_coordinator", "safety_team", "secretary", "social_worker", "staff",
    "superintendent", "teacher", "threat_assessment_team",
})  # fmt: skip
OFFICERS = frozenset({
    "school_police", "school_protection_officer", "school_resource_officer",
    "school_security_officer", "school_sentinel",
})  # fmt: skip
OTHERS = frozenset({
    "board_member", "community_member", "contractor", "emergency_manager", "ems", "fire",
    "law_enforcement", "parent", "student", "substitute", "volunteer",
})  # fmt: skip
ALL_STAFF, DIRECT_CONTACT = "all_staff", "direct_contact_staff"
# A word of rules -> the roles it means. Officers are employed by an agency as often as by the
# district, so "all staff" means them only where a rule says so.
MEANS = {
    ALL_STAFF: STAFF,
    DIRECT_CONTACT: STAFF,
    "mental_health": frozenset({"counselor", "psychologist", "social_worker"}),
}
ROLES = STAFF | OFFICERS | OTHERS
# Other words of the field for a role.
SPELLINGS = {
    "sro": "school_resource_officer",
    "safe_schools_resource_officer": "school_resource_officer",
    "safe_school_officer": "school_resource_officer",
    "school_police_officer": "school_police",
    "school_district_peace_officer": "school_police",
    "school_peace_officer": "school_police",
    "security_officer": "school_security_officer",
    "security_guard": "school_security_officer",
    "school_security_guard": "school_security_officer",
    "guard": "school_security_officer",
    "guardian": "school_protection_officer",
    "safety_specialist": "safety_coordinator",
    "school_safety_specialist": "safety_coordinator",
    "district_safety_specialist": "safety_coordinator",
    "school_safety_coordinator": "safety_coordinator",
    "district_safety_coordinator": "safety_coordinator",
    "school_nurse": "nurse",
    "employee": "staff",
    "aide": "paraprofessional",
    "substitute_teacher": "substitute",
    "school_counselor": "counselor",
}


def role_of(word: str) -> str | None:
    """The role that a word names; None for one that nobody mapped."""
    plain = word.strip().lower().replace(" ", "_").replace("-", "_")
    role = SPELLINGS.get(plain, plain)
    return role if role in ROLES else None


def meant_by(words: frozenset[str]) -> frozenset[str]:
    """All roles that the words of a rule mean."""
    return frozenset().union(*(MEANS.get(word, frozenset({word})) for word in words))
