"""A request locked with its coalition, and whether it waits for an answer still."""

from coalitions.coalition.locks import lock_coalition
from coalitions.public_records.models.request import RecordsRequest
from safety_portal.core.look.wording import full_day
from safety_portal.core.states import WrongState


def lock_request(request: RecordsRequest) -> RecordsRequest:
    """The request as it stands now, locked with its coalition until the transaction ends."""
    coalition = lock_coalition(request.coalition)
    now = RecordsRequest.objects.select_for_update(no_key=True, of=("self",)).get(pk=request.pk)
    now.coalition = coalition
    return now


def where_it_stands(request: RecordsRequest) -> str:
    """Where a closed request stands, as a sentence."""
    words = {"answered": "was answered", "withdrawn": "was taken back"}
    done = words.get(request.state, "waits for an answer")
    day = f" on {full_day(request.closed_on)}" if request.closed_on else ""
    return f"This request {done}{day}."


def require_open(request: RecordsRequest) -> None:
    """Raise WrongState, with where it stands, unless it waits for an answer."""
    if not request.is_open:
        raise WrongState(where_it_stands(request))
