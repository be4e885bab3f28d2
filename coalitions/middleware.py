"""Before any page: whether the account needs its second step first, and whether the reader looks as another role."""

from allauth.mfa.adapter import get_adapter
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect

from coalitions import roles, seeing, standing
from coalitions.policies import LOOKING_ONLY

READ_ONLY = ("GET", "HEAD", "OPTIONS")
HAS_SECOND_FACTOR = "has_second_factor"
# What one may open without the second step: the way to set it up, to sign out, and what everybody may read.
OPEN = (
    "account_",
    "mfa_",
    "usersessions_",
    "invitation",
    "help",
    "privacy",
    "healthz",
    "readyz",
    "csp_report",
    "see_as_stop",
)
STAYS_ON = "Your role reads restricted sections, so the second step stays on. Set it up again on a new phone with a recovery code."


class _AfterUrl:
    """A middleware that decides when the address is resolved and the account known."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)


class SecondFactorRequired(_AfterUrl):
    """Lead an account that may read restricted sections to its second step before anything else.

    Off where settings.SECOND_FACTOR_REQUIRED is. Once seen, that the account has one is kept in the session: a second
    step cannot be turned off while it is needed.
    """

    def process_view(self, request, view, args, kwargs):
        """A redirect to setting it up, PermissionDenied for turning it off, or None."""
        if not settings.SECOND_FACTOR_REQUIRED or not needs_second_factor(request.user):
            return None
        name = request.resolver_match.url_name or ""
        if name == "mfa_deactivate_totp":
            raise PermissionDenied(STAYS_ON)
        if name.startswith(OPEN) or request.session.get(HAS_SECOND_FACTOR):
            return None
        if get_adapter().is_mfa_enabled(request.user):
            request.session[HAS_SECOND_FACTOR] = True
            return None
        messages.warning(
            request, "Your role reads restricted sections. Set up the second step first; it takes a minute."
        )
        return redirect("mfa_activate_totp")


def needs_second_factor(user):
    """Whether the account may read a restricted section anywhere, or runs the server."""
    if not user.is_authenticated:
        return False
    if user.is_superuser:
        return True
    return any(roles.RESTRICTED in roles.levels(hold.role) for hold in standing.standing_of(user).holds)


class SeeAsRole(_AfterUrl):
    """While an administrator looks as another role: every page as that role, and nothing is changed."""

    def process_view(self, request, view, args, kwargs):
        """Put the standing of the role in place of the reader's own; refuse what would change something."""
        if seeing.KEY not in request.session or not request.user.is_authenticated:
            return
        if not seeing.apply(request):
            return
        name = request.resolver_match.url_name or ""
        if request.method not in READ_ONLY and name not in ("see_as_stop", "account_logout", "csp_report"):
            raise PermissionDenied(LOOKING_ONLY.reason)
        return
