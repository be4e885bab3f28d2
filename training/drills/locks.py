"""A drill locked with its coalition, and where it stands."""

from django.utils import timezone

from coalitions.coalition.locks import lock_coalition
from safety_portal.core.look.wording import clock, full_day
from safety_portal.core.states import WrongState, check_move
from training.drills.lifecycle import DRILL_MOVES, DrillState
from training.drills.models.drill import Drill


def lock_drill(drill: Drill) -> Drill:
    """The drill as it stands now, locked with its coalition until the transaction ends."""
    coalition = lock_coalition(drill.coalition)
    rows = Drill.objects.select_for_update(no_key=True, of=("self",))
    now = rows.select_related("leader__person", "logged_by", "canceled_by").get(pk=drill.pk)
    now.coalition = coalition
    return now


def where_it_stands(drill: Drill) -> str:
    """Where a drill stands, as a sentence, with who did what when."""
    if drill.is_planned:
        return f"This drill is planned for {full_day(drill.drill_on)}."
    done, at, who = (
        ("logged", drill.logged_at, drill.logged_by)
        if drill.is_held
        else ("canceled", drill.canceled_at, drill.canceled_by)
    )
    moment = timezone.localtime(at)
    return f"{who} {done} this drill on {full_day(moment.date())} at {clock(moment)}."


def check_drill_move(drill: Drill, new: DrillState) -> None:
    """Raise WrongState, with where it stands, unless it may become `new`."""
    check_move(DRILL_MOVES, old=drill.state, new=new, sentence=where_it_stands(drill))


def require_planned(drill: Drill) -> None:
    """Raise WrongState, with where it stands, unless it is to be held."""
    if not drill.is_planned:
        raise WrongState(where_it_stands(drill))
