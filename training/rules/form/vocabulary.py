"""The words that files of rules may use, and no others."""

SUBJECTS = (
    "drill", "exercise", "training", "plan_review", "plan_approval", "filing", "seat", "meeting",
    "assessment", "notice", "agreement", "retention", "prohibition",
)  # fmt: skip
# What happens and is recorded, though no rule is called by it.
EVENTS = ("incident", "cancellation", "adoption", "award", "vacancy", "change")
KINDS = (
    "fire", "evacuation", "lockdown", "secure", "hold", "shelter_weather", "shelter_hazmat",
    "earthquake", "tsunami", "bus_evacuation", "active_threat", "bomb_threat",
    "reverse_evacuation", "reunification", "medical", "tabletop", "functional", "full_scale",
)  # fmt: skip
SCOPES = (
    "school", "building", "district", "person", "share_of_persons", "students", "bus_riders",
    "event",
)  # fmt: skip
PERIODS = (
    "school_year", "calendar_year", "semester", "quarter", "month", "week", "session",
    "school_days", "rolling", "cycle", "once", "per_event", "standing",
)  # fmt: skip
UNITS = ("occurrences", "hours", "minutes", "persons")
ANCHORS = ("school_start", "period_start", "appointment", "placement", "event")
CONFIDENCES = ("high", "medium", "low")
SEEN = ("statute", "rule", "agency", "secondary", "memory")
SCHOOL_TYPES = ("public", "charter", "nonpublic")
LEVELS = ("elementary", "middle", "high")
HANDLED = ("executed", "shown", "not_converted")
# The questions about a school that a condition may hang on.
FACTS = (
    "grades", "kind", "accredited", "attendance", "fire_protection", "buildings", "buses",
    "bus_riders", "sessions", "sleeping", "zones", "near", "online", "asbestos", "officers",
    "money", "board_programs", "active_threat_practice", "fire_authority", "before_after",
)  # fmt: skip
OF_A_PERSON = ("direct_student_contact", "armed", "full_time", "certificate_is_recent", "appointed")
VARIED = ("weekday", "hour", "time")
SPAN_UNITS = {
    "day": "days", "school day": "school_days", "unstated day": "unstated_days",
    "hour": "hours", "month": "months", "year": "years",
}  # fmt: skip
