"""How what drills ask comes to be owed, as owing_work.py has the others."""

from datetime import timedelta

from django.utils import timezone

from tests import drilling
from training.drills.models.duty import DrillDuty


def drill_due(scene):
    DrillDuty.objects.create(
        coalition=scene.coalition,
        code="FL-D1",
        title="Drills",
        citation="1006.07",
        what="a fire drill",
        due_on=scene.today + timedelta(days=20),
        counted_at=timezone.now(),
    )
    return scene.cast.administrator


def drill_to_log(scene):
    leader = scene.cast.health.people.get().memberships.get()
    drilling.make_drill(coalition=scene.coalition, days=-3, leader=leader)
    return scene.cast.health


MAKERS = {maker.__name__: maker for maker in (drill_due, drill_to_log)}
