"""The demo's way in: one button a role. Answers 404 anywhere else."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.views import LoginView
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from coalitions.invitations.demo import accounts_of_demo, demo_sign_ins


class SignIn(LoginView):
    """allauth's page; in the demo with the buttons below it."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        demo = {
            "demo_sign_ins": demo_sign_ins(),
            "second_factor_required": settings.SECOND_FACTOR_REQUIRED,
        }
        return super().get_context_data(**kwargs) | demo


@require_POST
def demo_sign_in(request: HttpRequest) -> HttpResponse:
    """Sign in as one of those the page offers, without a password."""
    if not settings.DEMO:
        raise Http404
    email = request.POST.get("email", "")
    if email not in {offered for _, offered in demo_sign_ins()}:
        raise Http404
    account = get_object_or_404(accounts_of_demo(), email=email)
    get_adapter().login(request, account)
    return redirect("/")
