"""Once the address is resolved and the account known: whether the reader looks as another role."""

from django.core.exceptions import PermissionDenied

from coalitions.access import view_as
from coalitions.access.policies import LOOKING_ONLY

READ_ONLY = ("GET", "HEAD", "OPTIONS")


class ViewAsRole:
    """While an administrator looks as another role.

    Every page as that role, and nothing is changed.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        """Put the access of the role in place of the reader's own.

        Refuse what would change something.
        """
        if view_as.KEY not in request.session or not request.user.is_authenticated:
            return
        if not view_as.apply(request):
            return
        name = request.resolver_match.url_name or ""
        if request.method not in READ_ONLY and name not in (
            "coalition_view_as_stop",
            "account_logout",
            "web_csp_report",
        ):
            raise PermissionDenied(LOOKING_ONLY.reason)
        return
