"""A request to join locked, and whether it is where somebody means it to be."""

from django.utils import timezone

from coalitions.champions.lifecycle import REQUEST_MOVES, RequestState
from coalitions.champions.models.asking import JoinRequest
from safety_portal.core.look.wording import full_day
from safety_portal.core.states import WrongState, check_move

GONE = "This request was deleted, as every request is after its days. Nothing is kept of it."


def lock_request(asked: JoinRequest) -> JoinRequest:
    """The request as it stands now, locked until the transaction ends. WrongState if it is gone."""
    rows = JoinRequest.objects.select_for_update(no_key=True, of=("self",)).select_related(
        "coalition__district", "coalition__school", "seat", "school", "decided_by"
    )
    now = rows.filter(pk=asked.pk).first()
    if now is None:
        raise WrongState(GONE)
    return now


def check_request_move(asked: JoinRequest, new: RequestState) -> None:
    """Raise WrongState, with where the request stands, unless it may become `new`."""
    check_move(REQUEST_MOVES, old=asked.state, new=new, sentence=where_it_stands(asked))


def where_it_stands(asked: JoinRequest) -> str:
    """ "Dana Whitlock invited them on November 17, 2026."."""
    if asked.decided_at is None:
        return f"This request stands elsewhere by now: {asked.get_state_display().lower()}."
    day = full_day(timezone.localdate(asked.decided_at))
    done = "invited them" if asked.state == RequestState.INVITED else "declined"
    return f"{asked.decided_by} {done} on {day}."
