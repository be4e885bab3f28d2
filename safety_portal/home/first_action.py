"""The strong button of a home page: what is most urgent for whoever opens it."""

from safety_portal.look.wording import due_state
from safety_portal.owed import DEMANDS


def first_action(owed, *, on):
    """(what the button says, its address) for the soonest of what is `owed`; None where nothing is late or due soon.

    Where several of its kind are done at once ("Sign 4 plans"), for all of them that are late or due soon.
    """
    pressing = [each for each in owed if due_state(each.due_on, on=on) != "current"]
    if not pressing:
        return None
    first = pressing[0]
    same = [each for each in pressing if each.kind == first.kind]
    together = DEMANDS[first.kind].together
    return together(same) if together and len(same) > 1 else (first.button, first.path)
