"""Somebody comes back from an issuer.

To sign in, to link it, or to accept an invitation with it.
"""

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache

from coalitions.invitations.actions import accepting
from coalitions.invitations.models import Invitation
from coalitions.invitations.views.accepting import ACCEPT, joined
from safety_portal.core.accounts.oidc import exchange
from safety_portal.core.accounts.oidc.exchange import Failed
from safety_portal.core.accounts.oidc.views import arriving
from safety_portal.core.accounts.oidc.views.sign_ins import issuer_or_404
from safety_portal.core.refusals import Refused


@never_cache
def come_back(request, issuer):
    """The one address that issuers send people back to."""
    found = issuer_or_404(issuer)
    try:
        trip = exchange.finish(request, found)
    except Failed as failure:
        return _failed(request, found, failure)
    return _accept(request, trip) if trip.process == ACCEPT else arriving.arrive(request, trip)


def _failed(request, issuer, failure):
    if failure.state.get("process") != ACCEPT:
        return arriving.failed(request, issuer, failure)
    back = reverse("invitation", args=[failure.state["kept"]["token"]])
    return arriving.failed(request, issuer, failure, back=back, label="Back to the invitation")


def _accept(request, trip):
    """Accept the invitation that the round trip began from, or say on its page why not."""
    token = trip.kept["token"]
    try:
        membership = accepting.accept(token=token, name=trip.kept["name"], identity=trip.identity)
    except (Refused, Invitation.DoesNotExist) as why:
        # A link that was sent again meanwhile is nobody's: its page says so.
        if isinstance(why, Refused):
            messages.error(request, str(why))
        return redirect("invitation", token=token)
    account = membership.person.account
    arriving.prove(request, account, trip.identity, by_mail=True)
    get_adapter(request).login(request, account)
    return joined(request, membership)
