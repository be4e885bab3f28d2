"""Asking to join, for everybody: no account, no cookie, confirmed by the link of a mail."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from coalitions.champions.actions import asking
from coalitions.champions.carrying.things import next_public_meeting
from coalitions.champions.carrying.vacancies import open_seats
from coalitions.champions.forms import ConfirmForm, JoinForm
from coalitions.champions.lifecycle import CONFIRM_WITHIN, RequestState
from coalitions.champions.models.asking import JoinRules
from coalitions.champions.queries import (
    asked_by_link,
    named_answerer,
    open_rules_or_404,
    rules_of,
    schools_to_choose,
)
from coalitions.champions.words import answerer_words, join_heading, room_words
from coalitions.coalition.models import Coalition
from coalitions.meetings.wording import day_and_hours, place_words
from safety_portal.core.web import rate_limits
from safety_portal.core.web.posting import done_by, posted, status_of

# Whole schools share one network address. What is asked for one address is mailed to it, whoever
# typed it: so few a day, and who types more is answered as before.
BY_NETWORK, BY_ADDRESS = "20/h", "3/d"
THROTTLED = (
    "Too many requests came from your network in the last hour. Try again tomorrow, or write to the"
    " office of {name}."
)


@never_cache
def join(request: HttpRequest, coalition: str) -> HttpResponse:
    """The form; what follows is the same page for everybody who sent it, known or not."""
    rules, today = open_rules_or_404(coalition), timezone.localdate()
    place = rules.coalition
    if "asked" in request.GET:
        return render(request, "coalitions/champions/asked.html", _page(rules))
    seats = open_seats(place, on=today)
    form = JoinForm(posted(request), seats=seats, schools=schools_to_choose(place))
    if form.is_bound and form.is_valid():
        if _is_throttled(request):
            form.add_error(None, THROTTLED.format(name=place.name))
            return _form(request, rules, form, status=429)
        if _is_mailed_enough(place, form) or done_by(form, asking.ask_to_join, coalition=place):
            return redirect(f"{request.path}?asked")
    return _form(request, rules, form, room=room_words(place.name, seats), status=status_of(form))


def _is_throttled(request: HttpRequest) -> bool:
    network = rate_limits.network_of(request)
    return rate_limits.count(f"join {network}", BY_NETWORK) is None


def _is_mailed_enough(place: Coalition, form: JoinForm) -> bool:
    what = f"join {place.pk} {form.cleaned_data['email']}"
    return rate_limits.count(what, BY_ADDRESS) is None


def _form(
    request: HttpRequest, rules: JoinRules, form: JoinForm, *, status: int, room: str = ""
) -> HttpResponse:
    context = _page(rules) | {"form": form, "room": room}
    return render(request, "coalitions/champions/join.html", context, status=status)


def _page(rules: JoinRules) -> dict[str, object]:
    place = rules.coalition
    member = named_answerer(rules, on=timezone.localdate())
    meeting = next_public_meeting(place, now=timezone.now())
    return {
        "place": place,
        "rules": rules,
        "heading": join_heading(rules, member),
        "answerer": answerer_words(member, has_title=True),
        "confirm_days": CONFIRM_WITHIN.days,
        "meeting": meeting,
        "meets": f"{day_and_hours(meeting)}, {place_words(meeting)}" if meeting else "",
    }


@never_cache
def confirm(request: HttpRequest, join_link: str) -> HttpResponse:
    """What was asked, and yes. Only a click on the page confirms, never opening the link."""
    asked = asked_by_link(join_link)
    form = ConfirmForm(posted(request))
    if done := done_by(form, asking.confirm_by_link, token=join_link):
        asked = done.result
    rules, today = rules_of(asked.coalition), timezone.localdate()
    context = {
        "place": asked.coalition,
        "asked": asked,
        "is_asked": asked.state != RequestState.UNCONFIRMED,
        "is_decided": asked.decided_at is not None,
        "answerer": answerer_words(named_answerer(rules, on=today)),
        "rules": rules,
        "join_link": join_link,
    }
    status = status_of(form)
    return render(request, "coalitions/champions/confirm.html", context, status=status)
