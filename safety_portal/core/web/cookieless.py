"""Pages that are the same for everybody: they read no cookie and set none.

So a cache may keep one answer for all of its readers, and who only reads leaves no trace.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

# A cache keeps them, and asks each time whether they still hold: what is taken back is gone at
# once.
ASK_EACH_TIME = "public, no-cache"
# What will be answered otherwise in a moment is kept by nobody.
TOO_MUCH_OR_BROKEN = 429


class WithoutCookies:
    """Answer for settings.COOKIELESS_PATHS as if no browser had a cookie, and give none out.

    Nobody is signed in there, so a form that another site sends for somebody does nothing in their
    name: it needs no token against forgery, which would need a cookie.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not request.path_info.startswith(settings.COOKIELESS_PATHS):
            return self.get_response(request)
        request.COOKIES = {}
        request.META.pop("HTTP_COOKIE", None)
        # What CsrfViewMiddleware asks.
        request.__dict__["csrf_processing_done"] = True
        response = self.get_response(request)
        response.cookies.clear()
        _forget_cookies(response)
        if response.status_code < TOO_MUCH_OR_BROKEN:
            response.headers.setdefault("Cache-Control", ASK_EACH_TIME)
        return response


def _forget_cookies(response: HttpResponseBase) -> None:
    """Take Cookie out of what the answer varies by."""
    varies = [each.strip() for each in response.headers.get("Vary", "").split(",") if each.strip()]
    kept = [each for each in varies if each.lower() != "cookie"]
    if kept:
        response.headers["Vary"] = ", ".join(kept)
    elif varies:
        del response.headers["Vary"]
