"""Seats: added, changed, left empty, sought for again."""

from django.contrib import messages
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from coalitions.coalition.tabs import form_page
from coalitions.seats import actions
from coalitions.seats.forms import EmptySeatForm, SeatForm
from safety_portal.core.web.posting import done_by, posted


def add_seat(request, coalition):
    """A seat of the coalition's own."""
    coalition = request.subject
    form = SeatForm(posted(request))
    if done := done_by(form, actions.add_seat, coalition=coalition, by=request.user):
        messages.success(request, f"Seat {done.result.title} added.")
        return redirect("membership_seats", coalition.slug)
    return form_page(request, "coalitions/seats/seat.html", coalition, "seats", form)


def change_seat(request, coalition, seat):
    """What a seat is called, who may take it, whether it signs."""
    seat = request.subject
    form = SeatForm(posted(request), seat=seat)
    if done_by(form, actions.change_seat, seat=seat, by=request.user):
        messages.success(request, f"Seat {seat.title} saved.")
        return redirect("membership_seats", coalition)
    return form_page(
        request, "coalitions/seats/seat.html", seat.coalition, "seats", form, seat=seat
    )


def leave_seat_empty(request, coalition, seat):
    """Say why nobody is looked for."""
    seat = request.subject
    form = EmptySeatForm(posted(request))
    if done_by(form, actions.leave_seat_empty, seat=seat, by=request.user):
        messages.success(
            request, f"The seat {seat.title} stays empty; it no longer counts as vacant."
        )
        return redirect("membership_seats", coalition)
    return form_page(
        request, "coalitions/seats/seat_empty.html", seat.coalition, "seats", form, seat=seat
    )


@require_POST
def seek_for_seat(request, coalition, seat):
    """Look for somebody again."""
    seat = actions.seek_for_seat(seat=request.subject, by=request.user)
    messages.success(request, f"The seat {seat.title} counts as vacant again.")
    return redirect("membership_seats", coalition)
