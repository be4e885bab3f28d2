"""The one way to post a form: valid, done, or shown again with why not and all that was typed.

A view reads:

    form = SeatForm(posted(request))
    if done := done_by(form, actions.add_seat, coalition=coalition, by=request.user):
        messages.success(request, f"Seat {done.result.title} added.")
        return redirect("seats", coalition.slug)
    return render(request, "seat.html", {"form": form}, status=status_of(form))
"""

from dataclasses import dataclass
from typing import Any

from django.forms import ValidationError

from safety_portal.core.refusals import Refused
from safety_portal.core.states import WrongState

# The code of a refusal on a form whose thing has moved on meanwhile.
MOVED_ON = "moved_on"


@dataclass(frozen=True)
class Done:
    """That an action was done, and what it returned."""

    result: Any


def posted(request):
    """What a form is bound to: the POST, also an empty one; None for a page only looked at."""
    return request.POST if request.method == "POST" else None


def uploaded(request):
    """The files that come with what `posted` gives."""
    return request.FILES if request.method == "POST" else None


def done_by(form, action, /, **arguments):
    """Do an action with `arguments` and what a valid form says; returns Done.

    None where the form was not posted, is not valid, or the action refuses: that is then said at
    the field which the refusal names, else above the form.
    """
    if not form.is_valid():
        return None
    try:
        return Done(action(**arguments, **form.cleaned_data))
    except Refused as refused:
        refuse(form, refused)
        return None


def refuse(form, refused):
    """Say a refusal on a form: at its field, or above all where the form shows no such field.

    A form that has another place for it, such as a line of a list, has a `refuse` of its own.
    """
    if hasattr(form, "refuse"):
        form.refuse(refused)
        return
    shown = {field.name for field in form.visible_fields()}
    code = MOVED_ON if isinstance(refused, WrongState) else "refused"
    said = ValidationError(str(refused), code=code)
    form.add_error(refused.field if refused.field in shown else None, said)


def status_of(form):
    """The status of a page with a form: 409 where its thing moved on, 422 refused, 200 else."""
    errors = [error for each in form.errors.as_data().values() for error in each]
    if any(error.code == MOVED_ON for error in errors):
        return 409
    return 422 if errors else 200
