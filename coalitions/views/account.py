"""One's own account: name, memberships, the last sign-ins; and looking at the portal as another role."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from coalitions import actions, chosen, seeing
from coalitions.forms.account import NameForm
from coalitions.models import Membership
from coalitions.roles import GROUPS, Role
from coalitions.seating import name_designees
from coalitions.standing import standing_of
from coalitions.views.tabs import page_context, posted
from safety_portal.accounts.models import SignInEvent

LAST = 20


def account(request):
    """Name, memberships with the way out of each, and who signed in lately."""
    form = NameForm(posted(request), initial={"name": request.user.name})
    if form.is_valid():
        actions.rename(account=request.user, name=form.cleaned_data["name"], by=request.user)
        messages.success(request, "Your name is saved.")
        return redirect("account")
    today = timezone.localdate()
    memberships = Membership.objects.current(today).filter(person__account=request.user)
    memberships = list(memberships.select_related("coalition", "seat").order_by("coalition__name", "role", "id"))
    name_designees(memberships, on=today)
    context = {
        "form": form,
        "memberships": memberships,
        "signs_for": standing_of(request.user).signs_for.values(),
        "sign_ins": SignInEvent.objects.filter(account=request.user).order_by("-id")[:LAST],
    }
    return render(request, "coalitions/account.html", context, status=422 if form.errors else 200)


def see_as(request, coalition):
    """Choose the role to look as."""
    coalition = request.subject
    if request.method == "POST" and request.POST.get("role") in Role.values:
        seeing.begin(request, coalition=coalition, role=request.POST["role"])
        chosen.remember(request, coalition)
        return redirect("/")
    groups = [[(role.value, role.label) for role in members] for members in GROUPS.values()]
    return render(request, "coalitions/see_as.html", page_context(request, coalition, "settings", groups=groups))


@require_POST
def see_as_stop(request):
    """Look with one's own eyes again."""
    seeing.end(request)
    return redirect("/")
