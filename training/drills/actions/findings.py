"""What a drill showed to be wrong is written down, and mended by an action item."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils import timezone

from coalitions.action_items.actions.opening import open_item
from coalitions.action_items.models import ActionItem
from coalitions.people.models import Person
from coalitions.seats.models import Seat
from safety_portal.core.accounts.models import User
from safety_portal.core.audit.record import record, unrecorded
from safety_portal.core.authority import require, unasked
from safety_portal.core.look.wording import full_day
from safety_portal.core.names import tidy_line
from safety_portal.core.refusals import Refused
from safety_portal.core.states import WrongState
from training.drills.kinds import Lacking
from training.drills.locks import lock_drill
from training.drills.models.change import LONGEST_FOUND, DrillFinding
from training.drills.models.drill import Drill
from training.drills.policies import can_act_on_finding

MOST_FOUND = 20


@unasked("Part of logging a drill, which asked.")
@unrecorded("Part of logging a drill, whose row says what lacked.")
def write_findings(*, drill: Drill, lacking: Sequence[str], found: str, by: User) -> None:
    """Write down what was found at a held drill, each thing once. Part of logging it."""
    lines = [line for each in found.splitlines() if (line := tidy_line(each))]
    if len(lines) > MOST_FOUND:
        raise Refused(f"Write {MOST_FOUND} things at most, a line each.", field="found")
    if too_long := next((line for line in lines if len(line) > LONGEST_FOUND), None):
        raise Refused(
            f"“{too_long[:40]}…” has {len(too_long)} letters; {LONGEST_FOUND} is the most a line.",
            field="found",
        )
    wrong = [(code, Lacking(code).label) for code in sorted(set(lacking))]
    for code, words in [*wrong, *(("", line) for line in lines)]:
        DrillFinding.objects.get_or_create(
            drill=drill,
            words=words,
            defaults={"lacking": code, "found_at": timezone.now(), "found_by": by},
        )


@transaction.atomic
def act_on_finding(
    *,
    finding: DrillFinding,
    what: str,
    owner: Person | Seat,
    due_on: date,
    how_checked: str,
    by: User,
) -> ActionItem:
    """Open the action item that mends what a drill showed; returns it. Audited.

    Raises WrongState where there is one already, Refused as open_item does.
    """
    require(can_act_on_finding(by, finding))
    drill = lock_drill(finding.drill)
    rows = DrillFinding.objects.select_for_update(no_key=True)
    now = rows.get(pk=finding.pk)
    if now.action_item_id:
        raise WrongState("There is an action item for this already.")
    now.action_item = open_item(
        coalition=drill.coalition,
        what=what,
        why=now.words,
        owner=owner,
        due_on=due_on,
        how_checked=how_checked,
        school=drill.coalition.school,
        origin_words=f"{drill.title} of {full_day(drill.drill_on)}: {now.words}"[:300],
        origin_address=drill.get_absolute_url(),
        origin_key=f"drill_finding:{now.pk}",
        by=by,
    )
    now.save(update_fields=["action_item"])
    item = now.action_item
    record(by=by, action="drill.acted_on", subject=drill, scope=drill.coalition, item=item.pk)
    return item
