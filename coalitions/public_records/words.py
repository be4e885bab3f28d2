"""Where a request stands, and what a list says of all, in words."""

from datetime import date

from coalitions.public_records.lifecycle import RequestState
from coalitions.public_records.models.request import RecordsRequest
from safety_portal.core.look.wording import counted, due_in_words

DUE_SOON_DAYS = 2


def state_in_words(request: RecordsRequest, *, on: date) -> tuple[str, str]:
    """(color of a word, what it says): until when an open one is due, what became of another."""
    if request.is_open:
        return _color(request.due_on, on), due_in_words(request.due_on, on=on)
    answered = request.state == RequestState.ANSWERED
    return ("met" if answered else "quiet"), str(RequestState(request.state).label)


def _color(due_on: date, on: date) -> str:
    if due_on < on:
        return "overdue"
    return "due" if (due_on - on).days <= DUE_SOON_DAYS else "quiet"


def list_heading(waiting: int) -> str:
    """ "2 records requests wait for an answer"."""
    if not waiting:
        return "No records request waits for an answer"
    verb = "waits" if waiting == 1 else "wait"
    return f"{counted(waiting, 'records request')} {verb} for an answer"


def heading(chosen: int, kinds: int, request: RecordsRequest, *, on: date) -> str:
    """ "7 facts go in, 6 kinds of papers stay out; answer due in 2 days"."""
    goes, stays = "goes" if chosen == 1 else "go", "stays" if kinds == 1 else "stay"
    papers = counted(kinds, "kind of paper", "kinds of papers")
    said = f"{counted(chosen, 'fact')} {goes} in, {papers} {stays} out"
    state = state_in_words(request, on=on)[1].lower()
    return f"{said}; answer {state}" if request.is_open else f"{said}; {state}"
