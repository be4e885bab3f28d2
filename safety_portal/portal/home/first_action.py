"""The strong button of a home page: what is most urgent for whoever opens it."""

from collections.abc import Sequence
from datetime import date

from safety_portal.core.look.wording import due_state
from safety_portal.core.notices.obligation import Obligation
from safety_portal.portal.reminders.asking import KINDS


def first_action(owed: Sequence[Obligation], *, on: date) -> tuple[str, str] | None:
    """(what the button says, its address) for the first of what is `owed`, soonest first.

    None where it is not due soon.

    Where several of its kind are done at once ("Sign 4 plans"), for all of them. What runs out is
    renewed elsewhere: no button of the portal does it.
    """
    owed = [obligation for obligation in owed if not obligation.runs_out]
    if not owed or due_state(owed[0].due_on, on=on) == "current":
        return None
    first = owed[0]
    same = [obligation for obligation in owed if obligation.kind == first.kind]
    together = KINDS[first.kind].together
    return together(same) if together and len(same) > 1 else (first.button, first.path)
