"""A district asks a school that has no plan for one."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from coalitions.coalition.locks import lock_coalition
from coalitions.coalition.models import Coalition
from plans.editions import mail
from plans.editions.lifecycle import EditionStatus
from plans.editions.models.edition import Edition
from plans.editions.policies import can_ask_for_plan
from plans.editions.queries import ASKED, asked_lately, writers_of
from safety_portal.core.accounts.models import User
from safety_portal.core.audit.record import record
from safety_portal.core.authority import require
from safety_portal.core.look.wording import day_in_words
from safety_portal.core.states import WrongState


@transaction.atomic
def ask_for_plan(*, coalition: Coalition, by: User, now: datetime) -> list[str]:
    """Ask the administrators of a school's coalition for its plan, by mail; returns their names.

    Raises WrongState where a plan is in force, nobody administers the coalition, or it was asked
    within the week.
    """
    require(can_ask_for_plan(by, coalition))
    coalition = lock_coalition(coalition)
    if Edition.objects.filter(plan__coalition=coalition, status=EditionStatus.IN_FORCE).exists():
        raise WrongState(f"{coalition} has a plan in force. Open it under Plans.")
    if asked := asked_lately(coalition, now=now):
        day = day_in_words(timezone.localtime(asked).date(), on=now.date())
        raise WrongState(f"{coalition} was asked {day}. It can be asked again a week after that.")
    writers = writers_of(coalition, on=now.date())
    if not writers:
        raise WrongState(
            f"Nobody administers {coalition} yet. Whoever was invited to has to accept first."
        )
    asking = record(by=by, action=ASKED, subject=coalition, scope=coalition)
    for membership in writers:
        mail.ask_for_plan(membership, by=by, asking=asking.pk)
    return [membership.person.name for membership in writers]
