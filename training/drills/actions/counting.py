"""What schools have to drill yet is counted and kept, for what is owed."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils import timezone

from coalitions.coalition.models import Coalition
from safety_portal.core.audit.record import unrecorded
from safety_portal.core.authority import unasked
from training.drills.models.drill import Drill
from training.drills.models.duty import DrillDuty
from training.drills.standing import RuleStanding, standings_of
from training.rules.engine.statuses import Status

# Schools that are counted together.
TOGETHER = 200
KEPT = (Status.DUE, Status.OVERDUE)
FIELDS = ("title", "citation", "what", "due_on", "is_planned", "counted_at")


@unasked("Counts what follows from drills, facts and calendars; nobody decides anything.")
@unrecorded("What is kept follows from rows that have their own.")
def count_drill_duties(*, coalitions: Sequence[int] | None = None, on: date) -> int:
    """Keep what each of the schools' coalitions (ids; all of them) has to drill yet; returns how
    many duties that are. Twice it is the same.
    """
    schools = Coalition.objects.filter(school__isnull=False).select_related("district", "school")
    if coalitions is not None:
        schools = schools.filter(pk__in=coalitions)
    kept, last = 0, 0
    while some := list(schools.filter(pk__gt=last).order_by("pk")[:TOGETHER]):
        kept += _keep(some, on=on)
        last = some[-1].pk
    return kept


@transaction.atomic
def _keep(coalitions: Sequence[Coalition], *, on: date) -> int:
    keys = [each.pk for each in coalitions]
    # One after the other: whoever counts later counts what the other saw, too.
    list(Coalition.objects.select_for_update(no_key=True).filter(pk__in=keys).order_by("pk"))
    planned = Drill.objects.planned().filter(coalition__in=keys, drill_on__gte=on)
    found = standings_of(coalitions, planned, on=on)
    duties = [
        _duty(key, standing, due)
        for key, standings in found.items()
        for standing in standings
        if standing.answer.status in KEPT and (due := standing.answer.due)
    ]
    DrillDuty.objects.bulk_create(
        duties,
        update_conflicts=True,
        update_fields=FIELDS,
        unique_fields=["coalition", "code"],
        batch_size=1000,
    )
    current = {(duty.coalition_id, duty.code) for duty in duties}
    old = DrillDuty.objects.filter(coalition__in=keys).values_list("pk", "coalition_id", "code")
    gone = [pk for pk, *which in old if tuple(which) not in current]
    DrillDuty.objects.filter(pk__in=gone).delete()
    return len(duties)


def _duty(coalition: int, standing: RuleStanding, due_on: date) -> DrillDuty:
    rule, answer = standing.rule, standing.answer
    return DrillDuty(
        coalition_id=coalition,
        code=rule.code,
        title=rule.title[:200],
        citation=answer.citation[:200],
        what=(standing.lacks or rule.title)[:300],
        due_on=due_on,
        is_planned=standing.planned is not None,
        counted_at=timezone.now(),
    )
