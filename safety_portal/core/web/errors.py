"""The pages for when something is refused or fails.

What is the matter, in a sentence, and the way out.

400, 413, 429, 500 and 503 ask the database nothing, so they also appear when it is down.
"""

import sys

from django.core.exceptions import (
    BadRequest,
    RequestDataTooBig,
    TooManyFieldsSent,
    TooManyFilesSent,
)
from django.db import InterfaceError, OperationalError
from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import is_valid_path
from django.utils.http import url_has_allowed_host_and_scheme

from safety_portal.core.refusals import Refused
from safety_portal.core.states import WrongState

TOO_LARGE = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)


def _bare(code, **context):
    """Render errors/<code>.html without the request.

    No context processor runs, nothing is asked of the database.
    """
    return HttpResponse(render_to_string(f"errors/{code}.html", context), status=code)


def _way_back(request):
    """Return the page the reader came from if it is ours, else the home page."""
    came_from = request.META.get("HTTP_REFERER", "")
    is_ours = url_has_allowed_host_and_scheme(came_from, allowed_hosts={request.get_host()})
    return came_from if is_ours else "/"


def handler400(request, exception=None):
    """The request makes no sense (400), or is larger than the portal takes (413).

    What is raised as a BadRequest says in a sentence what is the matter; all else says too much.
    """
    if isinstance(exception, TOO_LARGE):
        return too_large(request)
    return _bare(400, sentence=str(exception) if isinstance(exception, BadRequest) else "")


def handler403(request, exception=None):
    """Not allowed: the reason is the text the policy gave."""
    return render(request, "errors/403.html", {"reason": str(exception or "")}, status=403)


def handler404(request, exception=None):
    """Nothing here, or nothing this reader may know of; the page says the same of both."""
    return render(request, "errors/404.html", status=404)


def handler429(request):
    """Too many tries; allauth finds this handler by its name in urls.py."""
    return too_many(request)


def handler500(request):
    """Something broke here; a database that does not answer is 503, because trying again helps."""
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        return unavailable(request)
    return _bare(500)


def csrf_failure(request, reason=""):
    """The form was opened too long ago, or cookies are off.

    Nothing was saved, and the words are still one Back away.
    """
    return render(request, "errors/403_csrf.html", status=403)


def conflict(request, sentence, *, url="", link=""):
    """409: the thing has moved on.

    `sentence` says how it stands; `url` and `link` are the next step, if there is one.
    """
    context = {"sentence": sentence, "url": url, "link": link, "back": _way_back(request)}
    return render(request, "errors/409.html", context, status=409)


def too_large(request, *, limit_megabytes=None):
    """413.

    More was sent than the portal takes; `limit_megabytes` is the limit of the form that was sent,
    if known.
    """
    return _bare(413, limit_megabytes=limit_megabytes)


def too_many(request, *, minutes=None):
    """429: too many tries; `minutes` to wait, if known."""
    response = _bare(429, minutes=minutes)
    if minutes:
        response["Retry-After"] = str(minutes * 60)
    return response


def unavailable(request):
    """503: a part the page needs does not answer just now."""
    response = _bare(503)
    response["Retry-After"] = "60"
    return response


class ButtonsOnlyMiddleware:
    """Give a page to whoever opens an address that only takes what a button sends, as one does who
    had to sign in on the way.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        """Answer 405 with the way to the page above.

        What was posted to a page that is only read stays as it was answered.
        """
        response = self.get_response(request)
        if response.status_code != 405 or request.method != "GET":
            return response
        page = render(request, "errors/405.html", {"above": _page_above(request.path)}, status=405)
        page["Allow"] = response["Allow"]
        return page


def _page_above(path):
    """The nearest address above that is a page of the portal; home where there is none."""
    parts = path.strip("/").split("/")[:-1]
    while parts:
        address = f"/{'/'.join(parts)}/"
        if is_valid_path(address):
            return address
        parts.pop()
    return "/"


def refused(request, sentence):
    """422: what was asked for is not done. `sentence` says why; what was typed is one Back away."""
    context = {"sentence": sentence, "back": _way_back(request)}
    return render(request, "errors/422.html", context, status=422)


class RefusedMiddleware:
    """Turn a refusal that no form shows, raised anywhere in a view, into its own page.

    Never "forbidden", and never a crash.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        """Answer a WrongState with 409, another refusal with 422; leave other exceptions alone."""
        if isinstance(exception, WrongState):
            return conflict(request, str(exception))
        return refused(request, str(exception)) if isinstance(exception, Refused) else None
