"""Before any page: whether the account needs its second step first. Who reads restricted sections does, by role or by name."""

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect

from coalitions import roles
from coalitions.standing import standing_of
from plans.models import Section

HAS_SECOND_FACTOR = "has_second_factor"
TURNING_OFF = ("mfa_deactivate_totp", "mfa_remove_webauthn")
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


class SecondFactorRequired:
    """Lead an account that may read restricted sections to its second step before anything else.

    Off where settings.SECOND_FACTOR_REQUIRED is. Once seen, that the account has one is kept in the session: a second
    step cannot be turned off while it is needed.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        """A redirect to setting it up, PermissionDenied for turning it off, or None."""
        name = request.resolver_match.url_name or ""
        turning_off = name in TURNING_OFF
        if not settings.SECOND_FACTOR_REQUIRED or (name.startswith(OPEN) and not turning_off):
            return None
        if request.session.get(HAS_SECOND_FACTOR) and not turning_off:
            return None
        if not (why := why_needed(request.user)):
            return None
        if turning_off and is_the_last(request.user):
            raise PermissionDenied(f"{why}, so the second step stays on. Add another passkey, or the app, before.")
        if get_adapter().is_mfa_enabled(request.user):
            request.session[HAS_SECOND_FACTOR] = True
            return None
        messages.warning(request, f"{why}. Set up the second step first; it takes a minute.")
        return redirect("mfa_index")


def is_the_last(user):
    """Whether the account has one passkey or the app, and nothing besides."""
    return Authenticator.objects.filter(user=user).exclude(type=Authenticator.Type.RECOVERY_CODES).count() <= 1


def why_needed(user):
    """Why the account needs a second step, as the beginning of a sentence; "" where it does not.

    It runs the server, reads restricted sections by a role, or is a reviewer to whom one is put until the round closes.
    """
    if not user.is_authenticated:
        return ""
    if user.is_superuser:
        return "You run this server"
    if any(roles.RESTRICTED in roles.levels(hold.role) for hold in standing_of(user).holds):
        return "Your role reads restricted sections"
    if Section.objects.put_to(user).filter(sensitivity=roles.RESTRICTED).exists():
        return "You are asked to review a restricted section"
    return ""
