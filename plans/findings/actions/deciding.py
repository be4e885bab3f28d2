"""What becomes of a finding: an action item that mends it, or a decision not to act."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from coalitions.action_items.actions.opening import open_item
from coalitions.action_items.models import ActionItem
from coalitions.people.models import Person
from coalitions.seats.models import Seat
from plans.findings.models import Finding
from plans.findings.policies import can_act_on_finding, can_decide_finding
from plans.findings.queries import SHOWN_WITH
from plans.findings.standing import standing_of
from safety_portal.core.accounts.models import User
from safety_portal.core.audit.record import record
from safety_portal.core.authority import require
from safety_portal.core.look.wording import full_day
from safety_portal.core.names import tidy_line
from safety_portal.core.refusals import Refused
from safety_portal.core.states import WrongState

REASON_MOST = 500


@transaction.atomic
def open_action(
    *,
    finding: Finding,
    what: str,
    owner: Person | Seat,
    due_on: date,
    how_checked: str,
    by: User,
    now: datetime | None = None,
) -> ActionItem:
    """Open the restricted action item that mends a finding; returns it.

    A decision not to act ends with it. Raises WrongState where it is closed or has one already,
    Refused as open_item does.
    """
    require(can_act_on_finding(by, finding))
    finding = _locked(finding)
    if finding.action_item or finding.closed_at:
        raise WrongState(_standing(finding))
    finding.action_item = open_item(
        coalition=finding.coalition,
        what=what,
        why=finding.words[:1000],
        owner=owner,
        due_on=due_on,
        how_checked=how_checked,
        school=finding.coalition.school,
        is_restricted=True,
        origin_words=f"Found on {full_day(finding.found_on)}: {finding.title}"[:300],
        origin_address=finding.get_absolute_url(),
        origin_key=f"finding:{finding.pk}",
        by=by,
        now=now,
    )
    _tie(finding)
    _audit(finding, by, "finding.acted_on", item=finding.action_item.pk)
    return finding.action_item


@transaction.atomic
def decide_not_to_act(
    *, finding: Finding, reason: str, by: User, now: datetime | None = None
) -> Finding:
    """Record that nothing is done about a finding, and why.

    Raises WrongState where it is closed, decided or acted on already, Refused without a reason.
    """
    require(can_decide_finding(by, finding))
    reason = tidy_line(reason)
    if not reason:
        raise Refused("Say why nothing is done about it.", field="reason")
    if len(reason) > REASON_MOST:
        raise Refused(f"A reason has at most {REASON_MOST} letters.", field="reason")
    finding = _locked(finding)
    if finding.action_item or finding.closed_at or finding.not_acting_at:
        raise WrongState(_standing(finding))
    finding.not_acting_at, finding.not_acting_by = now or timezone.now(), by
    finding.not_acting_because = reason
    finding.save(update_fields=["not_acting_at", "not_acting_by", "not_acting_because"])
    _audit(finding, by, "finding.left_as_it_is")
    return finding


def _tie(finding: Finding) -> None:
    """Save the action item; a decision not to act, which stands in the audit rows, ends."""
    finding.not_acting_at = finding.not_acting_by = None
    finding.not_acting_because = ""
    finding.save(
        update_fields=["not_acting_at", "not_acting_by", "not_acting_because", "action_item"]
    )


def _locked(finding: Finding) -> Finding:
    rows = Finding.objects.select_for_update(no_key=True, of=("self",))
    return rows.select_related(*SHOWN_WITH).get(pk=finding.pk)


def _standing(finding: Finding) -> str:
    standing = standing_of(finding, on=timezone.localdate())
    return f"Look at it as it stands now: {standing.sentence}"


def _audit(finding: Finding, by: User, action: str, **detail: int) -> None:
    scope, evidence = finding.coalition_id, dict(detail)
    record(by=by, action=action, subject=finding, scope=scope, linked=evidence)
