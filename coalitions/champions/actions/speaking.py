"""A champion says where they spoke, and takes a line back."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from coalitions.champions.here import CarryHere
from coalitions.champions.models.talk import (
    LONGEST_ABOUT,
    LONGEST_AUDIENCE,
    MOST_PEOPLE,
    Talk,
)
from coalitions.champions.policies import can_log_talk, can_remove_talk
from coalitions.coalition.locks import lock_coalition
from safety_portal.core.accounts.models import User
from safety_portal.core.audit.record import record
from safety_portal.core.authority import require
from safety_portal.core.calendar.school_year import school_year_start
from safety_portal.core.names import tidy_line
from safety_portal.core.refusals import Refused
from safety_portal.core.states import WrongState


@transaction.atomic
def log_talk(
    *, here: CarryHere, held_on: date, audience: str, about: str, people: int, by: User
) -> Talk:
    """Write down that a champion spoke to about so many `people`; returns the line. Audited.

    Of this school year or the one before, not of a day to come. Raises Refused.
    """
    require(can_log_talk(by, here))
    today = timezone.localdate()
    first = school_year_start(today).replace(year=school_year_start(today).year - 1)
    if held_on > today:
        raise Refused("That day has not come yet. Log it when you spoke.", field="held_on")
    if held_on < first:
        raise Refused("Log talks of this school year and the one before.", field="held_on")
    if not 1 <= people <= MOST_PEOPLE:
        raise Refused(f"Write how many people, from 1 to {MOST_PEOPLE:,}.", field="people")
    heard = tidy_line(audience)[:LONGEST_AUDIENCE].strip()
    if not heard:
        raise Refused("Write where, or to whom.", field="audience")
    lock_coalition(here.coalition)
    line = {"membership": here.champion, "held_on": held_on, "audience": heard}
    if Talk.objects.filter(**line).exists():
        raise Refused("You logged that already.", field="audience")
    talk = Talk.objects.create(
        **line,
        about=tidy_line(about)[:LONGEST_ABOUT].strip(),
        people=people,
        logged_at=timezone.now(),
        logged_by=by,
    )
    record(by=by, action="talk.logged", subject=talk, scope=here.coalition, people=people)
    return talk


@transaction.atomic
def remove_talk(*, talk: Talk, by: User) -> None:
    """Take a line back that was wrong. Raises WrongState where it is gone already. Audited."""
    require(can_remove_talk(by, talk))
    lock_coalition(talk.coalition)
    now = Talk.objects.filter(pk=talk.pk).first()
    if now is None:
        raise WrongState("That line was removed already.")
    record(by=by, action="talk.removed", subject=now, scope=talk.coalition, people=now.people)
    now.delete()
