"""What each check of drills alone refuses, as violations.py has the others."""

from tests.everywhere.world_rest import NOW


def canceled(world):
    """What a drill says that was called off."""
    return {
        "state": "canceled",
        "canceled_at": NOW,
        "canceled_by": world.places["own"].administrator,
        "because": "Snow.",
    }


VIOLATIONS = {
    "drill_has_a_kind": {"kinds": []},
    "drill_kinds_are_known": {"kinds": ["dance"]},
    "drill_invited_are_known": {"invited": ["army"]},
    "drill_observers_are_known": {"observers": ["army"]},
    "drill_lacking_is_known": {"lacking": ["taste"]},
    "drill_assured_is_known": {"assured": ["fun"]},
    "drill_held_is_logged": {"minutes": 5},
    "drill_canceled_with_a_reason": {"because": "Snow."},
    "real_alarm_is_not_planned": {"is_real": True},
    "drill_heads_can_be_counted": {"head_count": 0},
    "drill_moved_with_a_reason": {"because": ""},
    "drill_duty_says_what": {"what": ""},
    "drill_finding_has_words": {"words": ""},
}
# Told with the other columns of their row.
NEEDS_MORE = {
    "drill_planned_by_somebody": lambda world: {"planned_at": None, "planned_by": None},
    "drill_took_minutes": lambda world: {
        "state": "held",
        "minutes": 0,
        "logged_at": NOW,
        "logged_by": world.places["own"].administrator,
    },
    "drill_logged_at_by": lambda world: {"state": "held", "minutes": 5, "logged_at": NOW},
    "drill_canceled_at_by": lambda world: canceled(world) | {"canceled_by": None},
    "drill_planned_at_by": lambda world: {"planned_by": None},
}
