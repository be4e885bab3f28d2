"""Before any page: whether the account needs its second step first.

Who reads restricted sections does, by role or by name.
"""

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect

from coalitions.access import roles
from coalitions.access.grants import access_of
from plans.editions.models.section import Section

HAS_SECOND_FACTOR = "has_second_factor"
TURNING_OFF = ("mfa_deactivate_totp", "mfa_remove_webauthn")


class SecondFactorRequired:
    """Lead an account that may read restricted sections to its second step before anything else.

    Off where settings.SECOND_FACTOR_REQUIRED is. Open without it is what its line in a urls.py
    declares so (authority.gate, before_second_step); what declares nothing, such as other people's
    views, is not. Once seen, that the account has one is kept in the session: a second step cannot
    be turned off while it is needed.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        """A redirect to setting it up, PermissionDenied for turning it off, or None."""
        turning_off = request.resolver_match.url_name in TURNING_OFF
        is_open = getattr(view, "before_second_step", False) and not turning_off
        if not settings.SECOND_FACTOR_REQUIRED or is_open:
            return None
        if request.session.get(HAS_SECOND_FACTOR) and not turning_off:
            return None
        if not (why := why_needed(request.user)):
            return None
        if not get_adapter().is_mfa_enabled(request.user):
            messages.warning(request, f"{why}. Set up the second step first; it takes a minute.")
            return redirect("mfa_index")
        if turning_off and is_the_last(request.user):
            raise PermissionDenied(
                f"{why}, so the second step stays on. Add another passkey, or the app, before."
            )
        request.session[HAS_SECOND_FACTOR] = True
        return None


def is_outside(request):
    """Whether the account has to set its second step up first, so that nothing opens to it but what
    is declared open.
    """
    view = request.resolver_match.func if request.resolver_match else None
    if not settings.SECOND_FACTOR_REQUIRED or not getattr(view, "before_second_step", False):
        return False
    if request.session.get(HAS_SECOND_FACTOR) or not why_needed(request.user):
        return False
    return not get_adapter().is_mfa_enabled(request.user)


def is_the_last(user):
    """Whether the account has one passkey or the app, and nothing besides."""
    return (
        Authenticator.objects.filter(user=user)
        .exclude(type=Authenticator.Type.RECOVERY_CODES)
        .count()
        <= 1
    )


def why_needed(user):
    """Why the account needs a second step, as the beginning of a sentence; "" where it does not.

    It runs the server, reads restricted sections by a role, or is a reviewer to whom one is put
    until the round closes.
    """
    if not user.is_authenticated:
        return ""
    if user.is_superuser:
        return "You run this server"
    if any(roles.RESTRICTED in roles.levels(grant.role) for grant in access_of(user).grants):
        return "Your role reads restricted sections"
    if Section.objects.put_to(user).filter(sensitivity=roles.RESTRICTED).exists():
        return "You are asked to review a restricted section"
    return ""
