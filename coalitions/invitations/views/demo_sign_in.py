"""The demo's way in: one button a role. Answers 404 anywhere else."""

from allauth.account.adapter import get_adapter
from allauth.account.views import LoginView
from django.conf import settings
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from coalitions.access.roles import Role
from coalitions.memberships.models.membership import Membership
from safety_portal.core.accounts.models import User


def demo_sign_ins():
    """(label, e-mail) of the demo district's first account in each role, in the order of roles.

    Empty outside the demo.
    """
    if not settings.DEMO:
        return []
    of_demo = {
        "person__district__nces_id": settings.DEMO_DISTRICT,
        "person__account__is_active": True,
    }
    held = Membership.objects.current(timezone.localdate()).filter(**of_demo)
    first = held.order_by("role", "id").distinct("role").select_related("person__account")
    by_role = {membership.role: membership for membership in first}
    found = [by_role[role] for role in Role.values if role in by_role]
    return [
        (f"{each.get_role_display()}: {each.person.name}", each.person.account.email)
        for each in found
    ]


class SignIn(LoginView):
    """allauth's page; in the demo with the buttons below it."""

    def get_context_data(self, **kwargs):
        demo = {
            "demo_sign_ins": demo_sign_ins(),
            "second_factor_required": settings.SECOND_FACTOR_REQUIRED,
        }
        return super().get_context_data(**kwargs) | demo


@require_POST
def demo_sign_in(request):
    """Sign in as one of those the page offers, without a password."""
    if not settings.DEMO:
        raise Http404
    email = request.POST.get("email", "")
    if email not in {offered for _, offered in demo_sign_ins()}:
        raise Http404
    account = get_object_or_404(User, email=email, is_active=True)
    get_adapter().login(request, account)
    return redirect("/")
