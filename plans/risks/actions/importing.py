"""Import a risk worksheet, and keep the file of it between looking and importing."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from coalitions.coalition.locks import lock_coalition
from coalitions.coalition.models import Coalition
from plans.risks.actions.choosing import own_hazard
from plans.risks.actions.weighing import keep_weighing
from plans.risks.comparison import Planned, RiskComparison, compare
from plans.risks.entries import ReadWorksheet
from plans.risks.locks import locked_risk
from plans.risks.models.risk import OwnHazard, Risk
from plans.risks.models.risk_file import RiskFile
from plans.risks.policies import can_choose_hazards
from plans.risks.queries import beside, known_building
from safety_portal.core.accounts.models import User
from safety_portal.core.audit.record import record_each
from safety_portal.core.authority import require
from safety_portal.core.imports.actions import keep_choice, keep_file, record_import
from safety_portal.core.imports.columns import choice
from safety_portal.core.imports.kept import lock_waiting, refuse_changed

LOOK_AGAIN = (
    "The risks here have changed since you looked. Nothing was written; look again at what is new."
)


@transaction.atomic
def import_risks(
    *,
    read: ReadWorksheet,
    file: RiskFile,
    by: User,
    expected: str | None = None,
    now: datetime | None = None,
) -> RiskComparison:
    """Write the risks of a worksheet, all or nothing; returns what was done.

    A row with a priority is a decision, one without is a proposal, one without scores only puts the
    hazard on the list. What is here and not in the file stays. The same file again writes nothing.
    Raises PermissionDenied, and WrongState if the file was imported already or if what it would
    change is no longer what the preview said (`expected`).
    """
    require(can_choose_hazards(by, file.coalition))
    coalition, now = lock_coalition(file.coalition), now or timezone.now()
    lock_waiting(file)
    comparison = compare(read, *beside(coalition), building=file.building, name=file.name)
    refuse_changed(comparison, expected=expected, sentence=LOOK_AGAIN)
    written = [
        _write(planned, coalition, by, now) for planned in (*comparison.new, *comparison.changed)
    ]
    record_each(
        {"by": by, "action": "risk.imported", "subject": risk, "scope": coalition, "detail": {}}
        for risk in written
    )
    record_import(
        files=RiskFile.objects, file=file, name=file.name, by=by, counts=comparison.counts,
        action="risk_file.imported", scope=coalition, has_changed=comparison.changes_something,
    )  # fmt: skip
    return comparison


def _write(planned: Planned, coalition: Coalition, by: User, now: datetime) -> Risk:
    """Put a row on the list, and what it says of it; returns the risk."""
    risk = locked_risk(planned.risk) if planned.risk else _risk(planned, coalition, by, now)
    if planned.weighed:
        keep_weighing(
            risk=risk, weighed=planned.weighed, people=[], is_decided=planned.is_decided, by=by,
            now=now,
        )  # fmt: skip
    if risk.set_aside_at:
        risk.set_aside_at = risk.set_aside_by = None
        risk.set_aside_because = ""
        risk.save(update_fields=["set_aside_at", "set_aside_by", "set_aside_because"])
    return risk


def _risk(planned: Planned, coalition: Coalition, by: User, now: datetime) -> Risk:
    own: OwnHazard | None = planned.own
    if planned.group:
        own = own_hazard(
            coalition=coalition, title=planned.title, group=planned.group, annex="", by=by, now=now
        )
    building = known_building(coalition, planned.building)
    risk = Risk(coalition=coalition, building=building, hazard_code=planned.code, own_hazard=own)
    risk.chosen_at, risk.chosen_by = now, by
    risk.save(force_insert=True)
    return risk


def keep_risk_file(
    *,
    coalition: Coalition,
    building: str,
    name: str,
    content: bytes,
    by: User,
    sheet: str = "",
    now: datetime | None = None,
) -> RiskFile:
    """Keep an uploaded worksheet, of which `sheet` is proposed, until it is imported; returns it.

    At most 24 hours, one for an account in a coalition. Raises PermissionDenied, Refused for a
    building that is none. Audited.
    """
    require(can_choose_hazards(by, coalition))
    kept: RiskFile = keep_file(
        files=RiskFile.objects.filter(coalition=coalition), name=name, by=by, now=now,
        action="risk_file.kept", scope=coalition, detail={"bytes": len(content)},
        coalition=coalition, building=known_building(coalition, building), content=content,
        mapping=choice(sheet, {}),
    )  # fmt: skip
    return kept


def choose_risk_columns(*, file: RiskFile, mapping: Mapping[str, str], by: User) -> RiskFile:
    """Say which column of a kept file holds which field (field -> column), and which sheet is read.

    Raises PermissionDenied, WrongState. Audited.
    """
    require(can_choose_hazards(by, file.coalition))
    chosen: RiskFile = keep_choice(
        file=file, field="mapping", choice=dict(mapping), by=by,
        action="risk_file_columns.chosen", scope=file.coalition_id,
        detail={"mapping": dict(mapping)},
    )  # fmt: skip
    return chosen
