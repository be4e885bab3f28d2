"""Forms for everybody that set no cookie.

Django's proof that a form is ours is a cookie; where nobody is signed in and nothing is done in
anybody's name, there is nothing that another site could borrow by it. What is left is that another
site's page makes its visitors' browsers send the form, past a limit by network address: browsers
say where a form comes from, and one from elsewhere is refused.
"""

from collections.abc import Callable
from functools import wraps
from urllib.parse import urlsplit

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

View = Callable[..., HttpResponse]
# Of Sec-Fetch-Site: from a page of ours, or typed and reloaded by hand.
FROM_HERE = ("same-origin", "none")
FROM_ELSEWHERE = "This form was sent from a page of another site. Open it here and send it again."


def without_token(view: View) -> View:
    """Take what is posted without the token of a cookie, from our own pages only.

    For views that read no session and act in nobody's name. Raises PermissionDenied.
    """

    @csrf_exempt
    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if request.method == "POST" and not is_from_here(request):
            raise PermissionDenied(FROM_ELSEWHERE)
        return view(request, *args, **kwargs)

    return guarded


def is_from_here(request: HttpRequest) -> bool:
    """Whether the browser says that a page of ours sent it; programs say nothing, and may."""
    if site := request.headers.get("Sec-Fetch-Site"):
        return site in FROM_HERE
    origin = request.headers.get("Origin")
    return origin is None or urlsplit(origin).netloc == request.get_host()
