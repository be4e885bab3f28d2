"""What every answer says to caches: a page made for somebody stays with them."""

from django.conf import settings

PRIVATE = "private, no-store"


class KeepPrivate:
    """No cache, and no Back button after signing out, shows a page that was made for a session.

    Asked of the cookie, not of the account: it holds for error pages while the database is down, too. Pages that say
    something of their own about caches are left alone. Static files never come here: WhiteNoise answers before.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        cookie = settings.SESSION_COOKIE_NAME
        if cookie in request.COOKIES or cookie in response.cookies:
            response.headers.setdefault("Cache-Control", PRIVATE)
        return response
