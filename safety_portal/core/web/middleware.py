"""What holds for every request and every answer: text that is text, pages that stay with whom they
were made for, and addresses
that stay with whom they were sent to."""

import codecs

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import HttpResponseNotAllowed, UnreadablePostError

from safety_portal.core.web.secret_addresses import carries_secret

PRIVATE = "private, no-store"
# Says the host alone. Without even that (no-referrer) browsers send forms from nowhere, and Django
# refuses them.
HOST_ALONE = "strict-origin"


class KnownMethods:
    """Answer 405 to every way of asking but reading and posting.

    No page of ours means anything by another.

    Views that ask whether something is posted would take any other word for reading.
    """

    METHODS = ("GET", "HEAD", "POST")

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.method not in self.METHODS:
            return HttpResponseNotAllowed(self.METHODS)
        return self.get_response(request)


class KeepPrivate:
    """No cache, and no Back button after signing out, shows a page that was made for a session.

    Asked of the cookie, not of the account: it holds for error pages while the database is down,
    too. Pages that say something of their own about caches are left alone. Static files never come
    here: WhiteNoise answers before.
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
    """What is loaded by or follows a page whose address carries a secret learns the host of it, not
    the address.

    Pages elsewhere say their whole address to this host, for the way back (SECURE_REFERRER_POLICY),
    and nothing to others.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if carries_secret(request.get_full_path()):
            response.headers["Referrer-Policy"] = HOST_ALONE
        return response


class RefuseImpossibleText:
    """Answer 400 to a request with text that nothing keeps.

    PostgreSQL has no place for NUL, and no page of ours sends it.

    One place for all: path, query string, cookies and what is posted are looked at before any view
    asks the database with them, so that no list breaks off half-way either. Forms are UTF-8, as our
    pages are: decoded as something else, bytes become halves of characters, which cannot be kept or
    shown.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        """Refuse by what comes with every request, also one for an address that does not exist."""
        if request.encoding and codecs.lookup(request.encoding).name != "utf-8":
            raise BadRequest("The form is text in another encoding than UTF-8.")
        _refuse_nul(request.path_info, *_texts(request.GET), *request.COOKIES.values())
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        """Refuse by what is posted to an address there is.

        Files are read by who takes them, and so is what is no form.
        """
        try:
            _refuse_nul(*_texts(request.POST))
        except UnreadablePostError as broken_off:
            raise BadRequest("The form did not arrive whole.") from broken_off


def _texts(sent):
    """Names and values of a QueryDict."""
    return (text for name, values in sent.lists() for text in (name, *values))


def _refuse_nul(*texts):
    if any("\0" in text for text in texts):
        raise BadRequest("The address or the form holds a character that no text has.")
