"""What a phone sends from a walk: answered in JSON, whatever happens.

A script that is led to a page of words it cannot read would take it for an answer, and forget what
it keeps: so these two say 401, 403, 404, 409, 422 and 429 with a sentence, and never redirect.
"""

import json
from functools import wraps
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.timezone import is_aware
from django.views.decorators.http import require_POST

from plans.assessments.actions import walking
from plans.assessments.gates import View
from plans.assessments.models.answer import counting
from plans.assessments.models.assessment import Assessment
from plans.assessments.queries import answers_of
from safety_portal.core.accounts.requests import GatedRequest
from safety_portal.core.refusals import Refused
from safety_portal.core.states import WrongState
from safety_portal.core.web import rate_limits

# Somebody who comes out of a basement sends a whole walk at once, with its photos.
RATE = "1500/10m/key"
LARGEST = 64 * 1024
KEYS = {"key", "item", "answer", "note", "severity", "sureness", "answered_at", "photos"}


def in_json(gated: View) -> View:
    """The view behind its gate, with every refusal as {"sentence": ...}; 401 before signing in."""

    @wraps(gated)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not _is_of_sender(request):
            walk = reverse("assessment", kwargs={**kwargs})
            address = f"{reverse('account_login')}?{urlencode({'next': walk})}"
            sentence = "Sign in again; everything stays on this device until then."
            is_other = request.user.is_authenticated
            other = {"other_account": True} if is_other else {}
            return JsonResponse({"sign_in": address, "sentence": sentence} | other, status=401)
        try:
            return gated(request, *args, **kwargs)
        except Http404:
            return _refused(404, "There is no such walk, or it is not yours to see.")
        except PermissionDenied as denied:
            return _refused(403, str(denied))
        except WrongState as moved_on:
            return _refused(409, str(moved_on))
        except walking.NotThatPhoto as changed:
            return JsonResponse({"sentence": str(changed), "again": True}, status=422)
        except Refused as refused:
            return _refused(422, str(refused))

    return answered


def _is_of_sender(request: HttpRequest) -> bool:
    """Whether somebody is signed in, and is whom the page was made for that sends it.

    A page stays open on a phone while somebody else signs in on it: what the first one answered is
    not recorded in the name of the second.
    """
    sender = request.headers.get("X-Account", "")
    return request.user.is_authenticated and sender in ("", str(request.user.pk))


@require_POST
def receive_answer(
    request: GatedRequest[Assessment], coalition: str, assessment: int
) -> HttpResponse:
    """Keep an answer; the same one again is answered the same."""
    if limited := _limited(request):
        return limited
    said = _read(request)
    answer = walking.record_answer(assessment=request.subject, by=request.user, **said)
    counts = counting(answers_of(request.subject))[answer.item] == answer
    return JsonResponse(
        {
            "key": str(answer.key),
            "received_at": answer.received_at.isoformat(),
            "counts": counts,
            "answered_by": str(answer.answered_by),
        }
    )


@require_POST
def receive_photo(
    request: GatedRequest[Assessment], coalition: str, assessment: int
) -> HttpResponse:
    """Keep a photo, and say by which hash it is here."""
    if limited := _limited(request):
        return limited
    photo, sha256 = request.FILES.get("photo"), request.POST.get("sha256", "")
    if photo is None:
        raise Refused("No photo came. Send it as “photo”, with its “sha256”.")
    kept = walking.keep_photo(
        assessment=request.subject, sha256=sha256.lower(), photo=photo, by=request.user
    )
    return JsonResponse({"sha256": kept.sha256})


def _refused(status: int, sentence: str) -> JsonResponse:
    return JsonResponse({"sentence": sentence}, status=status)


def _limited(request: HttpRequest) -> HttpResponse | None:
    if rate_limits.count(f"walk:{request.user.pk}", RATE) is not None:
        return None
    response = _refused(429, "Too much at once. It goes on by itself in a minute.")
    response["Retry-After"] = "60"
    return response


def _read(request: HttpRequest) -> dict[str, Any]:
    """The arguments of record_answer that a body names; Refused with the name of what is wrong."""
    said = _object(_body(request))
    if unknown := sorted(said.keys() - KEYS):
        raise Refused(f"“{unknown[0][:60]}” is nothing an answer has.")
    texts = {
        name: _text(said, name, is_needed=name in ("item", "answer"))
        for name in ("item", "answer", "note", "sureness")
    }
    return {
        **texts,
        "key": _key(said.get("key")),
        "severity": _severity(said.get("severity")),
        "photos": _photos(said.get("photos")),
        "answered_at": _time(said.get("answered_at")),
    }


def _body(request: HttpRequest) -> bytes:
    """What was sent; nothing for a form, which is no answer."""
    return request.body if request.content_type == "application/json" else b""


def _object(body: bytes) -> dict[str, Any]:
    if len(body) > LARGEST:
        raise Refused("This answer is larger than an answer is. Send photos on their own.")
    try:
        said = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise Refused("This is not JSON.") from error
    if not isinstance(said, dict):
        raise Refused("An answer is a JSON object.")
    return said


def _text(said: dict[str, Any], name: str, *, is_needed: bool) -> str:
    value = said.get(name)
    if value is None and not is_needed:
        return ""
    if not isinstance(value, str) or "\0" in value or (is_needed and not value):
        raise Refused(f"“{name}” has to be text.")
    try:
        value.encode()
    except UnicodeEncodeError as error:
        raise Refused(f"“{name}” has half a character.") from error
    return value


def _key(value: object) -> UUID:
    try:
        return UUID(str(value))
    except ValueError as error:
        raise Refused("“key” has to be a UUID.") from error


def _severity(value: object) -> int | None:
    if value is None or (isinstance(value, int) and not isinstance(value, bool)):
        return value
    raise Refused("“severity” has to be a number from 1 to 4, or null.")


def _photos(value: object) -> list[str]:
    if value is None:
        return []
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise Refused("“photos” has to be a list of hashes.")
    return [each.lower() for each in value]


def _time(value: object) -> Any:
    try:
        moment = parse_datetime(value) if isinstance(value, str) else None
    except ValueError:
        moment = None
    if moment is None or not is_aware(moment):
        raise Refused("“answered_at” has to be a time with its zone, such as 2026-11-30T10:42:00Z.")
    if not 1970 <= moment.year <= 2100:
        raise Refused(f"The clock of this device says the year {moment.year}. Set it first.")
    return moment
