"""Passkeys: sign in with one, answer with one, add, rename and remove them.

What a browser asks of them, as JSON.
"""

from allauth.account.utils import get_next_redirect_url
from allauth.core.internal import ratelimit
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from allauth.mfa.webauthn import views as webauthn
from allauth.mfa.webauthn.internal import auth
from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import redirect
from django.urls import reverse, reverse_lazy
from django.utils.http import urlencode
from django.views.decorators.http import require_POST

from safety_portal.core.accounts import passkeys


class SignIn(webauthn.LoginWebAuthnView):
    """Sign in with a passkey alone. Asked for JSON it answers with a challenge.

    What is refused leads back to the door.
    """

    def get(self, request, *args, **kwargs):
        if not ratelimit.consume(
            request, app="allauth.mfa", action="passkey_question", limit_get=True
        ):
            return JsonResponse({}, status=429)
        return super().get(request, *args, **kwargs)

    def form_invalid(self, form):
        return _refused(self.request, form, "account_login")


class SecondStep(AuthenticateView):
    """A code or a passkey after the password."""

    def get_context_data(self, **kwargs):
        context, account = super().get_context_data(**kwargs), self.stage.login.user
        has_app = is_mfa_enabled(account, [Authenticator.Type.TOTP])
        return context | {"has_app": has_app, "has_passkey": passkeys.has_any(account)}


class Again(webauthn.ReauthenticateWebAuthnView):
    """A passkey once more, before something that is worth protecting."""

    def form_invalid(self, form):
        return _refused(self.request, form, "mfa_reauthenticate_webauthn")


class Add(webauthn.AddWebAuthnView):
    """Add a passkey that signs in by itself."""

    def get_context_data(self, **kwargs):
        # Not the parent's: it would check a refused answer a second time, against the challenge
        # made for the next.
        context = super(webauthn.AddWebAuthnView, self).get_context_data(**kwargs)
        question = {
            "creation_options": auth.begin_registration(self.request.user, passwordless=True)
        }
        return context | {"js_data": question, "is_mfa_enabled": is_mfa_enabled(self.request.user)}


class Rename(webauthn.EditWebAuthnView):
    """Give a passkey of one's own another name."""

    pk_url_kwarg = "passkey"
    success_url = reverse_lazy("mfa_index")

    def form_valid(self, form):
        messages.success(self.request, f"The passkey is called {form.cleaned_data['name']} now.")
        return super().form_valid(form)


class Remove(webauthn.RemoveWebAuthnView):
    """Remove a passkey of one's own."""

    pk_url_kwarg = "passkey"
    success_url = reverse_lazy("mfa_index")


@require_POST
def question(request):
    """What a browser asks a passkey of the signed-in account, inside a form that wants to know
    whether it is still them.
    """
    return JsonResponse(passkeys.ask(request))


def _refused(request, form, back):
    """Back to the page that asked, with the reason on it and what was to come next kept."""
    for sentence in form.errors.get("credential", []):
        messages.error(request, sentence)
    come_next = get_next_redirect_url(request)
    return redirect(reverse(back) + (f"?{urlencode({'next': come_next})}" if come_next else ""))
