"""What is drilled, by whom it is watched, and what may go wrong: stored codes and their words."""

from django.db import models

from training.rules.form.vocabulary import KINDS


class DrillKind(models.TextChoices):
    """What is practiced. The codes are those of the rules."""

    FIRE = "fire", "Fire"
    EVACUATION = "evacuation", "Evacuation"
    LOCKDOWN = "lockdown", "Lockdown"
    SECURE = "secure", "Secure"
    HOLD = "hold", "Hold"
    SHELTER_WEATHER = "shelter_weather", "Shelter from weather"
    SHELTER_HAZMAT = "shelter_hazmat", "Shelter from hazardous material"
    EARTHQUAKE = "earthquake", "Earthquake"
    TSUNAMI = "tsunami", "Tsunami"
    BUS_EVACUATION = "bus_evacuation", "Bus evacuation"
    ACTIVE_THREAT = "active_threat", "Active threat"
    BOMB_THREAT = "bomb_threat", "Bomb threat"
    REVERSE_EVACUATION = "reverse_evacuation", "Reverse evacuation"
    REUNIFICATION = "reunification", "Reunification"
    MEDICAL = "medical", "Medical emergency"
    TABLETOP = "tabletop", "Tabletop exercise"
    FUNCTIONAL = "functional", "Functional exercise"
    FULL_SCALE = "full_scale", "Full-scale exercise"


# Every kind that a rule may name, and no other.
if tuple(DrillKind.values) != KINDS:
    raise RuntimeError("The kinds of drills are not those of training/rules/form/vocabulary.py.")

# What the rules call an exercise: people think a thing through, or play it with all who come.
EXERCISES = frozenset({DrillKind.TABLETOP, DrillKind.FUNCTIONAL, DrillKind.FULL_SCALE})
# For what rules ask how it is practiced.
OF_VIOLENCE = frozenset({DrillKind.ACTIVE_THREAT, DrillKind.LOCKDOWN})


class Observer(models.TextChoices):
    """Who watches from outside of the school."""

    POLICE = "police", "Police"
    FIRE = "fire", "Fire department"
    EMS = "ems", "Emergency medical services"
    EMERGENCY_MANAGEMENT = "emergency_management", "Emergency management"


class PartOfDay(models.TextChoices):
    """When on a day; rules ask for other parts than the usual one."""

    ARRIVAL = "arrival", "Arrival"
    CLASS = "class", "Class"
    RECESS = "recess", "Recess"
    LUNCH = "lunch", "Lunch"
    ASSEMBLY = "assembly", "Assembly or another gathering"
    DISMISSAL = "dismissal", "Dismissal"
    AFTER_SCHOOL = "after_school", "Before or after school hours"
    NIGHT = "night", "Between sunset and sunrise"


OUT_OF_HOURS = frozenset({PartOfDay.AFTER_SCHOOL, PartOfDay.NIGHT})


class Assured(models.TextChoices):
    """What some states want to be said of a drill against violence. Not ticked is not known."""

    AGE_APPROPRIATE = "age_appropriate", "Fit for the age of the students"
    TRAUMA_INFORMED = "trauma_informed", "Trauma-informed"
    OPT_OUT = "opt_out", "Parents may opt their child out"
    VOLUNTARY = "voluntary", "Students are not required to take part"
    SAFE_ZONE = "safe_zone", "The place is checked to be free of weapons"
    TRACKS_EFFECTS = "tracks_effects", "Its effects on those who take part are looked at"


class Lacking(models.TextChoices):
    """Which of the four things did not go right."""

    ACCOUNTED = "accounted", "Not everybody took part or was accounted for"
    HEARD = "heard", "The signal was not heard in every room"
    DOORS = "doors", "A door did not lock, or an exit was found locked"
    HELP = "help", "Somebody who needs help did not have it"


# The four things that the light form asks about at once.
WENT_RIGHT = (
    "Everybody in the building took part and was accounted for",
    "The signal was heard in every room",
    "Every door locked; no exit was found locked",
    "Whoever needs help had it (no names)",
)


def kinds_in_words(kinds: list[str]) -> str:
    """ "Fire", "Fire and evacuation": in the order of the list above."""
    found = [kind.label for kind in DrillKind if kind.value in kinds]
    words = [found[0], *(label[0].lower() + label[1:] for label in found[1:])] if found else []
    return " and ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))
