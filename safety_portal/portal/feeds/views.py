"""One's own calendar: its address made, made anew, revoked; and what calendars read at it."""

from hashlib import sha256

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_POST, require_safe

from safety_portal.core.accounts.models import CalendarFeed, User
from safety_portal.core.accounts.requests import GatedRequest
from safety_portal.portal.feeds import actions
from safety_portal.portal.feeds.calendar import account_by_token, calendar_of


def own(request: GatedRequest[User]) -> HttpResponse:
    """Whether there is an address, and since when; a POST makes one and shows it this once."""
    address = ""
    if request.method == "POST":
        token = actions.make_feed(account=request.subject, by=request.user)
        address = settings.PORTAL_ADDRESS + reverse("feed_calendar", args=[token])
    feed = CalendarFeed.objects.filter(account=request.subject).first()
    response = render(
        request,
        "portal/feeds/own.html",
        {
            "address": address,
            "subscribe": f"webcal://{address.partition('://')[2]}" if address else "",
            "feed": feed,
        },
    )
    if address:
        patch_cache_control(response, no_store=True)
    return response


@require_POST
def revoke(request: GatedRequest[User]) -> HttpResponse:
    """Let the address answer no more."""
    if actions.revoke_feed(account=request.subject, by=request.user):
        messages.success(request, "The address answers no more. Remove it from your calendar, too.")
    return redirect("feed_own")


@require_safe
@sensitive_variables("token")
def calendar(request: HttpRequest, token: str) -> HttpResponseBase:
    """What a calendar reads: whoever knows the address, and nobody has to sign in."""
    account = account_by_token(token)
    if account is None:
        raise Http404("No calendar is at this address.")
    content = calendar_of(account, now=timezone.now()).encode()
    etag = f'"{sha256(content).hexdigest()[:32]}"'
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["ETag"] = etag
    response["Content-Disposition"] = 'inline; filename="safety-portal.ics"'
    patch_cache_control(response, private=True, no_cache=True)
    return get_conditional_response(request, etag=etag, response=response) or response
