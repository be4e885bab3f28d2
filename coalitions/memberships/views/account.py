"""One’s own account: name, memberships, the last sign-ins."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone

from coalitions.access.grants import access_of
from coalitions.memberships.queries import own_memberships
from coalitions.memberships.seat_holders import Holder, designations_of
from coalitions.people import actions
from coalitions.people.forms import NameForm
from safety_portal.core.web.posting import done_by, posted, status_of

LAST = 20


def account(request):
    """Name, memberships with the way out of each, and who signed in lately."""
    form = NameForm(posted(request), initial={"name": request.user.name})
    if done_by(form, actions.rename, account=request.user, by=request.user):
        messages.success(request, "Your name is saved.")
        return redirect("membership_account")
    today = timezone.localdate()
    memberships = own_memberships(request.user, on=today)
    memberships = list(
        memberships.select_related("coalition", "seat").order_by("coalition__name", "role", "id")
    )
    signers = designations_of(memberships, on=today)
    context = {
        "form": form,
        "memberships": [Holder(member, signers.get(member.pk)) for member in memberships],
        "signs_for": access_of(request.user).signs_for.values(),
        "sign_ins": request.user.sign_in_events.order_by("-id")[:LAST],
    }
    return render(request, "coalitions/memberships/account.html", context, status=status_of(form))
