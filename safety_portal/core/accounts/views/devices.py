"""Where one is signed in, and signing out there."""

import time

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from safety_portal.core.accounts import sessions
from safety_portal.core.accounts.actions.ending_sessions import end_others, end_session
from safety_portal.core.accounts.requests import GatedRequest
from safety_portal.core.look.wording import counted, device_in_words


def devices(request: GatedRequest[None]) -> HttpResponse:
    """The sessions of one's own account. POST ends all but this one."""
    if request.method == "POST":
        ended = end_others(account=request.user, keep=request.session.session_key or "")
        messages.success(
            request,
            f"{counted(ended, 'other device')} signed out." if ended else "No other was signed in.",
        )
        return redirect("usersessions_list")
    open_ones = sessions.open_sessions(request.user, now=int(time.time()))
    this_one = request.session.session_key
    return render(
        request, "usersessions/usersession_list.html", {"sessions": open_ones, "this_one": this_one}
    )


@require_POST
def end(request: GatedRequest[None], session: int) -> HttpResponse:
    """Sign out one other device of one's own. This one is left by signing out."""
    others = sessions.others_of(request.user, than=request.session.session_key)
    ended = get_object_or_404(others, pk=session)
    end_session(session=ended, by=request.user)
    messages.success(request, f"{device_in_words(ended.user_agent)} is signed out.")
    return redirect("usersessions_list")
