"""Make drills, as builders.py makes the rest."""

from datetime import timedelta

from django.utils import timezone

from tests import builders
from training.drills.actions.holding import Measured
from training.drills.models.change import DrillFinding
from training.drills.models.drill import Drill


def make_drill(*, coalition, state="planned", kinds=("fire",), days=7, by=None, **fields):
    """A drill `days` from today (before today where it was held, unless told otherwise)."""
    now, by = timezone.now(), by or builders.make_account()
    on = timezone.localdate() + timedelta(days=-abs(days) if state == "held" else days)
    fields = {"drill_on": on, "planned_at": now, "planned_by": by} | fields
    if state == "held":
        fields = {"minutes": 5, "logged_at": now, "logged_by": by} | fields
    if state == "canceled":
        fields = {"because": "Snow.", "canceled_at": now, "canceled_by": by} | fields
    return Drill.objects.create(coalition=coalition, state=state, kinds=[*kinds], **fields)


def make_drill_finding(*, drill, words="The bell cannot be heard in Portable 2", **fields):
    """Something that was found at a drill."""
    fields = {"found_at": timezone.now(), "found_by": builders.make_account()} | fields
    return DrillFinding.objects.create(drill=drill, words=words, **fields)


def a_weekday(*, ago=0):
    """Today, or so many days ago, or the weekday before it: no weekend has to be explained."""
    day = timezone.localdate() - timedelta(days=ago)
    return day - timedelta(days=max(0, day.weekday() - 4))


def seen(**fields):
    """What was measured of a clean drill."""
    return Measured(**{"drill_on": a_weekday(), "minutes": 7} | fields)
