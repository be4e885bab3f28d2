"""Say which hazards are weighed at a place, add one that the catalogue has not, set one aside."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from coalitions.coalition.locks import lock_coalition
from coalitions.coalition.models import Coalition
from plans.risks.catalogue import annex_titles, by_name, catalogue
from plans.risks.locks import locked_risk
from plans.risks.models.risk import OwnHazard, Risk
from plans.risks.policies import can_choose_hazards, can_decide
from plans.risks.queries import known_building
from plans.risks.scales import Group
from safety_portal.core.accounts.models import User
from safety_portal.core.audit.record import record, record_each
from safety_portal.core.authority import require, unasked
from safety_portal.core.files.tables import bare_name
from safety_portal.core.names import tidy_line
from safety_portal.core.refusals import Refused

# Of one place; a worksheet of more is no list that a team weighs.
MOST_OWN = 100
REASON_MOST, TITLE_MOST = 500, 120


@transaction.atomic
def choose_hazards(
    *,
    coalition: Coalition,
    building: str,
    hazards: Sequence[str],
    by: User,
    now: datetime | None = None,
) -> list[Risk]:
    """Choose hazards of the catalogue (codes) to be weighed; returns those that are new here.

    What is chosen already stays as it is; what was set aside comes back. Raises Refused for none,
    and for a code that is none.
    """
    require(can_choose_hazards(by, coalition))
    if not hazards:
        raise Refused("Choose at least one threat or hazard.", field="hazards")
    if unknown := [code for code in hazards if code not in catalogue()]:
        raise Refused(f"“{unknown[0][:40]}” is no hazard of the catalogue.", field="hazards")
    coalition, building = lock_coalition(coalition), known_building(coalition, building)
    here = {
        risk.hazard_code: risk
        for risk in Risk.objects.filter(coalition=coalition, building__iexact=building)
    }
    chosen = [code for code in dict.fromkeys(hazards) if code not in here]
    back = [here[code] for code in hazards if code in here and here[code].set_aside_at]
    new = [_risk(coalition, building, code, by, now or timezone.now()) for code in chosen]
    Risk.objects.bulk_create(new)
    _bring_back(back)
    record_each(
        {"by": by, "action": "risk.chosen", "subject": risk, "scope": coalition, "detail": {}}
        for risk in (*new, *back)
    )
    return [*new, *back]


def _risk(coalition: Coalition, building: str, code: str, by: User, now: datetime) -> Risk:
    return Risk(
        coalition=coalition, building=building, hazard_code=code, chosen_at=now, chosen_by=by
    )


def _bring_back(risks: Sequence[Risk]) -> None:
    Risk.objects.filter(pk__in=[risk.pk for risk in risks]).update(
        set_aside_at=None, set_aside_by=None, set_aside_because=""
    )


@transaction.atomic
def add_own_hazard(
    *,
    coalition: Coalition,
    title: str,
    group: str,
    annex: str,
    building: str,
    by: User,
    now: datetime | None = None,
) -> Risk:
    """Add a hazard that the catalogue has not, and choose it; returns the Risk.

    One of the same title here is chosen instead. Raises Refused for no title, one that the
    catalogue has, a group or annex that is none.
    """
    require(can_choose_hazards(by, coalition))
    title, now = tidy_line(title), now or timezone.now()
    _check_own(title, group, annex)
    coalition, building = lock_coalition(coalition), known_building(coalition, building)
    own = own_hazard(coalition=coalition, title=title, group=group, annex=annex, by=by, now=now)
    risk = Risk.objects.filter(
        coalition=coalition, building__iexact=building, own_hazard=own
    ).first()
    if risk is None:
        risk = Risk(coalition=coalition, building=building, own_hazard=own)
        risk.chosen_at, risk.chosen_by = now, by
        risk.save(force_insert=True)
    elif risk.set_aside_at:
        _bring_back([risk])
    else:
        return risk
    record(by=by, action="risk.chosen", subject=risk, scope=coalition)
    return risk


@unasked("A step of adding or importing a hazard, which has asked and holds the coalition's lock.")
def own_hazard(
    *, coalition: Coalition, title: str, group: str, annex: str, by: User, now: datetime
) -> OwnHazard:
    """The own hazard of a title, added where there is none. Raises Refused for too many."""
    rows = OwnHazard.objects.filter(coalition=coalition)
    if own := rows.filter(title__iexact=title).first():
        return own
    if rows.count() >= MOST_OWN:
        raise Refused(
            f"{coalition} has {MOST_OWN} hazards of its own. Weigh one of those instead.",
            field="title",
        )
    own = OwnHazard.objects.create(
        coalition=coalition, title=title, group=group, annex=annex, added_at=now, added_by=by
    )
    record(by=by, action="own_hazard.added", subject=own, scope=coalition, group=group)
    return own


def _check_own(title: str, group: str, annex: str) -> None:
    if not title:
        raise Refused("Say what it is called.", field="title")
    if len(title) > TITLE_MOST:
        raise Refused(f"A title has at most {TITLE_MOST} letters.", field="title")
    if known := by_name().get(bare_name(title)):
        raise Refused(f"The catalogue has this as “{known.title}”. Choose it there.", field="title")
    if group not in Group.values:
        raise Refused("Choose what kind of hazard it is.", field="group")
    if annex and annex not in annex_titles():
        raise Refused("Choose an annex of the list, or none.", field="annex")


@transaction.atomic
def set_aside(*, risk: Risk, reason: str, by: User, now: datetime | None = None) -> Risk:
    """Take a risk off the list, with the reason; its history stays. Twice is once.

    Deciding on it again, or choosing it, brings it back. Raises Refused without a reason.
    """
    require(can_decide(by, risk))
    reason = tidy_line(reason)
    if not reason:
        raise Refused("Say why it is not weighed here.", field="reason")
    if len(reason) > REASON_MOST:
        raise Refused(f"A reason has at most {REASON_MOST} letters.", field="reason")
    risk = locked_risk(risk)
    if risk.set_aside_at:
        return risk
    risk.set_aside_at, risk.set_aside_by = now or timezone.now(), by
    risk.set_aside_because = reason
    risk.save(update_fields=["set_aside_at", "set_aside_by", "set_aside_because"])
    record(by=by, action="risk.set_aside", subject=risk, scope=risk.coalition_id)
    return risk
