"""What every answer says to caches and to whom a page leads on: what was made for somebody, or sent to them, stays with them."""

from django.conf import settings

from safety_portal.secret_addresses import carries_secret

PRIVATE = "private, no-store"
# Says the host alone. Without even that (no-referrer) browsers send forms from nowhere, and Django refuses them.
HOST_ALONE = "strict-origin"


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


class KeepAddress:
    """What is loaded by or follows a page whose address carries a secret learns the host of it, not the address.

    Pages elsewhere say their whole address to this host, for the way back (SECURE_REFERRER_POLICY), and nothing to others.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if carries_secret(request.get_full_path()):
            response.headers["Referrer-Policy"] = HOST_ALONE
        return response
