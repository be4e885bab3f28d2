"""Somebody opens the link of an invitation: accept it or decline it."""

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from coalitions.access import current_coalition
from coalitions.access.roles import RESTRICTED, levels
from coalitions.invitations.actions import accepting
from coalitions.invitations.forms.accepting import AcceptForm
from coalitions.invitations.lifecycle import InvitationState
from coalitions.invitations.locks import sentence_for
from coalitions.invitations.queries import has_account, invitation_of
from safety_portal.core.accounts.oidc.views import sign_ins
from safety_portal.core.web.posting import done_by, status_of

# What a round trip to an issuer is for that is begun here.
ACCEPT = "accept"


@method_decorator(never_cache, name="dispatch")
class InvitationPage(View):
    """Offers what fits who opened it.

    A new account, their own, or the way out for somebody else.
    """

    def get(self, request, token):
        invitation = invitation_of(token)
        closed = self.closed(request, invitation)
        return closed or self.page(request, invitation, self.form(request, invitation))

    def post(self, request, token):
        invitation = invitation_of(token)
        if closed := self.closed(request, invitation):
            return closed
        form = self.form(request, invitation, request.POST)
        if form is None or not form.is_valid():
            return self.page(request, invitation, form, status=422)
        if "with" in request.POST and not request.user.is_authenticated:
            issuer = sign_ins.issuer_or_404(request.POST["with"])
            pending = {"token": token, "name": form.cleaned_data["name"]}
            return sign_ins.go(request, issuer, process=ACCEPT, kept=pending)
        account = request.user if request.user.is_authenticated else None
        done = done_by(form, _accept, token=token, account=account)
        if done is None:
            return self.page(request, invitation, form, status=status_of(form))
        if account is None:
            get_adapter().login(request, done.result.person.account)
        return joined(request, done.result)

    def form(self, request, invitation, data=None):
        """The form for this reader, or None where another account is signed in or has to be."""
        if request.user.is_authenticated:
            mine = request.user.email == invitation.email
            initial = {"name": request.user.name or invitation.name}
            return (
                AcceptForm(data, invitation=invitation, with_password=False, initial=initial)
                if mine
                else None
            )
        if has_account(invitation.email):
            return None
        with_password = data is None or "with" not in data
        return AcceptForm(data, invitation=invitation, with_password=with_password)

    def closed(self, request, invitation):
        """The page for an invitation that can no longer be answered, or None."""
        state = invitation.state(timezone.now())
        if state == InvitationState.OPEN:
            return None
        if state == InvitationState.ACCEPTED and invitation.accepted_by_id == request.user.pk:
            return redirect(invitation.coalition)
        context = {
            "invitation": invitation,
            "state": state,
            "sentence": sentence_for(invitation, state),
        }
        return render(request, "coalitions/invitations/invitation_closed.html", context, status=410)

    def page(self, request, invitation, form, *, status=200):
        """The open invitation with `form`, or with who has to sign in."""
        context = {
            "invitation": invitation,
            "token": self.kwargs["token"],
            "form": form,
            "second_step": settings.SECOND_FACTOR_REQUIRED
            and RESTRICTED in levels(invitation.role),
            "other": request.user.is_authenticated and form is None,
        }
        return render(request, "coalitions/invitations/invitation.html", context, status=status)


def _accept(*, token, account, name, password=None, **promise):
    """Accept it with the account that is signed in, or with one that the password makes."""
    return accepting.accept(token=token, name=name, account=account, password=password)


def joined(request, membership):
    """To the coalition that the signed-in account has just become a member of."""
    current_coalition.remember(request, membership.coalition)
    messages.success(request, f"You are a member of {membership.coalition}.")
    return redirect(membership.coalition)


@never_cache
@require_POST
def decline(request, token):
    """Decline without an account or a reason."""
    invitation = invitation_of(token)
    accepting.decline(token=token)
    return render(
        request, "coalitions/invitations/invitation_declined.html", {"invitation": invitation}
    )


@never_cache
@require_POST
def sign_out_for(request, token):
    """End somebody else's session, so that the one who was invited can answer."""
    invitation_of(token)
    get_adapter().logout(request)
    return redirect("invitation", token=token)
