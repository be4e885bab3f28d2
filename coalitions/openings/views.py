"""The log of who opened a school's pages, and what phones tell once they have a signal again."""

import json
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_POST

from coalitions.coalition.models import Coalition
from coalitions.coalition.tabs import page_context
from coalitions.openings import actions
from coalitions.openings.models import OpenedPage, OpeningWay
from coalitions.openings.policies import reads_all_openings
from coalitions.openings.queries import openings_of
from safety_portal.core.accounts.requests import GatedRequest
from safety_portal.core.paging import keyset_page
from safety_portal.core.refusals import Refused
from safety_portal.core.web import rate_limits

# Somebody who was a week without a signal tells all of it at once.
MOST, LARGEST, RATE = 200, 64 * 1024, "60/10m/key"


def openings(request: GatedRequest[Coalition], coalition: str) -> HttpResponse:
    """The openings that the reader may see, newest first; `way` narrows."""
    here = request.subject
    rows = openings_of(request.user, here)
    way = request.GET.get("way", "")
    if way in OpeningWay.values:
        rows = rows.filter(way=way)
    context = {
        **page_context(request, here, "openings"),
        "page": keyset_page(rows, request, by=("-id",)),
        "ways": OpeningWay.choices,
        "way": way,
        "sees_all": reads_all_openings(request.user, here),
    }
    return render(request, "coalitions/openings/openings.html", context)


@require_POST
def receive(request: GatedRequest[None]) -> HttpResponse:
    """Keep what a device showed without a signal: {"openings": [{"key", "coalition", "page",
    "opened_at"}]}; answers {"taken": [keys]}, always in JSON.

    A device holds what it told until its key comes back. What no school of the account's is taken,
    too, and nothing is kept of it: a device has nowhere else to send it.
    """
    if request.headers.get("X-Account", "") not in ("", str(request.user.pk)):
        return _refused(401, "Somebody else is signed in on this device by now.")
    if rate_limits.count(f"openings:{request.user.pk}", RATE) is None:
        return _refused(429, "Too much at once. It is sent again by itself.")
    try:
        told = _told(request)
    except Refused as refused:
        return _refused(422, str(refused))
    actions.receive_openings(told=told, by=request.user)
    return JsonResponse({"taken": [str(each.key) for each in told]})


def _refused(status: int, sentence: str) -> JsonResponse:
    return JsonResponse({"sentence": sentence}, status=status)


def _told(request: HttpRequest) -> list[actions.Told]:
    rows = _object(request).get("openings")
    if not isinstance(rows, list) or len(rows) > MOST:
        raise Refused(f"“openings” is a list of at most {MOST}.")
    return [_one(row) for row in rows]


def _object(request: HttpRequest) -> dict[str, Any]:
    body = request.body if request.content_type == "application/json" else b""
    try:
        said = json.loads(body) if len(body) <= LARGEST else None
    except (ValueError, RecursionError):
        said = None
    if not isinstance(said, dict):
        raise Refused("This is no JSON object of openings.")
    return said


def _one(row: Any) -> actions.Told:
    """An opening as a device tells it; Refused where it cannot be one."""
    said = row if isinstance(row, dict) else {}
    slug, page, at = (said.get(name) for name in ("coalition", "page", "opened_at"))
    try:
        key = UUID(str(said.get("key")))
    except ValueError:
        raise Refused("An opening has a UUID as its “key”.") from None
    if not isinstance(slug, str) or "\0" in slug or page not in OpenedPage.values:
        raise Refused("An opening names a coalition, and a page that there is.")
    return actions.Told(key, slug, OpenedPage(page), _moment(at))


def _moment(at: object) -> datetime:
    try:
        moment = parse_datetime(at) if isinstance(at, str) else None
    except ValueError:
        moment = None
    if moment is None or not timezone.is_aware(moment) or not 1970 <= moment.year <= 2100:
        raise Refused("“opened_at” has to be a time with its zone, such as 2026-11-30T10:42:00Z.")
    return moment
