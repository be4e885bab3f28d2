"""Once the address is resolved and the account known: whether the reader looks as another role."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase

from coalitions.access import view_as
from coalitions.access.policies import LOOKING_ONLY
from safety_portal.core.authority import View

READ_ONLY = ("GET", "HEAD", "OPTIONS")


class ViewAsRole:
    """While an administrator looks as another role.

    Every page as that role, and nothing is changed.
    """

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: View, args: object, kwargs: object
    ) -> HttpResponseBase | None:
        """Put the access of the role in place of the reader's own.

        Refuse what would change something.
        """
        if view_as.KEY not in request.session or not request.user.is_authenticated:
            return None
        if not view_as.apply(request):
            return None
        match = request.resolver_match
        name = (match.url_name if match else "") or ""
        if request.method not in READ_ONLY and name not in (
            "coalition_view_as_stop",
            "account_logout",
            "web_csp_report",
        ):
            raise PermissionDenied(LOOKING_ONLY.reason)
        return None
