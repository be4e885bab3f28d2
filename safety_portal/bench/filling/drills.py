"""The drills of every school: held each month, one planned, with what decides which rules apply."""

from datetime import timedelta

from django.utils import timezone

from coalitions.access.roles import Role
from coalitions.calendars.models import SchoolYear
from coalitions.coalition.models import Coalition
from coalitions.school_facts.models import SchoolFact
from safety_portal.bench.filling.copying import copies
from safety_portal.bench.ground import Ground
from training.drills.models.drill import Drill

HELD = 12
# The school year began and ends so many days from today.
BEGUN, LEFT = timedelta(days=90), timedelta(days=200)


def make_drills(ground: Ground) -> None:
    """So many that were held in each school, a planned one, and the facts that tell its rules."""
    SchoolYear.objects.create(
        district=ground.coalition.district,
        first_day=timezone.localdate() - BEGUN,
        last_day=timezone.localdate() + LEFT,
    )
    first = Coalition.objects.filter(school__isnull=False).order_by("pk")[0]
    by, now, today = ground.accounts[Role.ADMINISTRATOR], timezone.now(), timezone.localdate()
    said = {"coalition": first, "kinds": ["fire"], "planned_at": now, "planned_by": by}
    planned = Drill.objects.create(**said, drill_on=today + timedelta(days=20))
    held = Drill.objects.create(
        **said, state="held", drill_on=today, minutes=5, logged_at=now, logged_by=by
    )
    every = (
        f"SELECT c.id, g FROM coalitions_coalition c, generate_series(1, {HELD}) g"
        " WHERE c.school_id IS NOT NULL"
    )
    copies(held, every, coalition="s.id", drill_on="CURRENT_DATE - s.g * 25")
    others = f"SELECT id FROM coalitions_coalition WHERE school_id IS NOT NULL AND id <> {first.pk}"
    copies(planned, others, coalition="s.id")
    for question, answer in (("kind", ["public_district"]), ("grades", ["03", "04"])):
        fact = SchoolFact.objects.create(
            coalition=first, question=question, answer=answer, answered_at=now, answered_by=by
        )
        copies(fact, others, coalition="s.id")
