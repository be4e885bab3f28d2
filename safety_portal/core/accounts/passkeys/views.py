"""Passkeys: sign in with one, answer with one, add, rename and remove them.

What a browser asks of them, as JSON.
"""

from allauth.account.adapter import get_adapter
from allauth.account.utils import get_next_redirect_url
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from allauth.mfa.webauthn import views as webauthn
from django.conf import settings
from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import redirect
from django.urls import reverse, reverse_lazy
from django.utils.http import urlencode
from django.views.decorators.http import require_POST

from safety_portal.core.accounts.passkeys import challenges
from safety_portal.core.web import rate_limits


class SignIn(webauthn.LoginWebAuthnView):
    """Sign in with a passkey alone.

    Asked for JSON it answers with a challenge; what is refused leads back to the door.
    """

    def get(self, request, *args, **kwargs):
        rate = settings.MFA_RATE_LIMITS.get("passkey_question", "")
        if not rate_limits.count(f"passkey_question {rate_limits.network_of(request)}", rate):
            return JsonResponse({}, status=429)
        if not get_adapter().is_ajax(request):
            return redirect("account_login")
        return JsonResponse(challenges.ask(request, challenges.SIGN_IN))

    def form_invalid(self, form):
        return _refused(self.request, form, "account_login")


class SecondStep(AuthenticateView):
    """A code or a passkey after the password."""

    def get_context_data(self, **kwargs):
        context, account = super().get_context_data(**kwargs), self.stage.login.user
        return context | {
            "has_app": is_mfa_enabled(account, [Authenticator.Type.TOTP]),
            "has_passkey": challenges.has_any(account),
            "js_data": challenges.ask(self.request, challenges.SECOND_STEP, account),
        }


class Again(webauthn.ReauthenticateWebAuthnView):
    """A passkey once more, before something that is worth protecting."""

    def get_context_data(self, **kwargs):
        question = challenges.ask(self.request, challenges.AGAIN, self.request.user)
        return super().get_context_data(**kwargs) | {"js_data": question}

    def form_invalid(self, form):
        return _refused(self.request, form, "mfa_reauthenticate_webauthn")


class Add(webauthn.AddWebAuthnView):
    """Add a passkey that signs in by itself."""

    def get_context_data(self, **kwargs):
        # Not the parent's: it would read a refused answer again, as one to the question that is
        # made here.
        context = super(webauthn.AddWebAuthnView, self).get_context_data(**kwargs)
        question = challenges.ask_for_new(self.request, self.request.user)
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
    whether it is still them."""
    return JsonResponse(challenges.ask(request, challenges.IN_A_FORM, request.user))


def _refused(request, form, back):
    """Back to the page that asked, with the reason on it and what was to come next kept."""
    for sentence in form.errors.get("credential", []):
        messages.error(request, sentence)
    come_next = get_next_redirect_url(request)
    return redirect(reverse(back) + (f"?{urlencode({'next': come_next})}" if come_next else ""))
