"""Somebody comes back from an issuer: signed in, linked, or told why not."""

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect, render
from django.urls import reverse

from safety_portal.core.accounts.actions import linking as actions_linking
from safety_portal.core.accounts.events import note
from safety_portal.core.accounts.models import Outcome
from safety_portal.core.accounts.oidc import exchange, linking
from safety_portal.core.accounts.oidc.exchange import Failed, Trip
from safety_portal.core.accounts.oidc.issuers import Issuer
from safety_portal.core.states import WrongState

SIGN_IN, LINK = "sign_in", "link"
# How a round trip failed -> status, h1 and sentence; ISSUER is its name.
FAILURES = {
    exchange.CANCELLED: (
        200,
        "You came back without signing in",
        "Nothing was changed. Begin again, or take another way.",
    ),
    exchange.STALE: (
        400,
        "This sign-in has run out",
        "It was begun more than 10 minutes ago or in another browser, or was used already. Begin again.",
    ),
    exchange.UNREACHABLE: (
        503,
        "ISSUER does not answer",
        "Nobody was signed in, and nothing was changed. Try again in a few minutes, or take another way.",
    ),
    exchange.UNUSABLE: (
        502,
        "The answer of ISSUER could not be used",
        "Nobody was signed in, and nothing was changed. If it happens again, tell the operator of this portal when it was.",
    ),
}
NOBODY = (
    "No account here is linked with your account at ISSUER. If you have one here, sign in another way and link it on the page"
    " Linked sign-ins. If you have none, ask an administrator of your coalition for an invitation."
)


def arrive(request, trip: Trip):
    """Answer a round trip that ended well and was begun to sign in or to link."""
    return link(request, trip) if trip.process == LINK else sign_in(request, trip)


def sign_in(request, trip: Trip):
    """Sign in to the account of the identity, through the second step where it has one.

    Or say that there is none.
    """
    identity = trip.identity
    account = linking.account_of(identity) or _found_by_address(request, identity)
    if account is None:
        note(request, Outcome.NOT_LINKED, address=identity.email, through=identity.issuer.name)
        return refused(
            request, identity.issuer, heading="You are not signed in", sentence=NOBODY, status=403
        )
    if not account.is_active:
        note(request, Outcome.CLOSED, account=account, through=identity.issuer.name)
        return redirect("account_inactive")
    if request.user.is_authenticated:
        get_adapter(request).logout(request)
    prove(request, account, identity)
    return perform_login(
        request, account, email_verification="none", redirect_url=trip.next or None
    )


def prove(request, account, identity, *, by_mail=False):
    """Note in the session that the issuer said so.

    Who begins a session from it writes its name beside the sign-in.

    `by_mail` says that the mailbox was shown to be theirs as well, by the link of an invitation:
    for some minutes that counts as showing that it is still them (reauthentication.still_you).
    """
    told = {"provider": identity.issuer.name, "uid": identity.subject} | (
        {"reauthenticated": True} if by_mail else {}
    )
    record_authentication(request, account, method="socialaccount", **told)


def _found_by_address(request, identity):
    """The account that the address finds; it is linked and told.

    None where the address is not enough, or nobody's.
    """
    account = linking.account_at(identity)
    if account:
        with transaction.atomic():
            actions_linking.link(account=account, identity=identity, by=account)
            tell(request, account, "linked", identity.issuer.name)
    return account


def link(request, trip: Trip):
    """Link the identity with the account that asked for it, which must still be the one that is
    signed in.
    """
    identity = trip.identity
    if not request.user.is_authenticated or request.user.pk != trip.kept.get("account"):
        return failed(request, identity.issuer, Failed(exchange.STALE))
    try:
        with transaction.atomic():
            actions_linking.link(account=request.user, identity=identity, by=request.user)
            tell(request, request.user, "linked", identity.issuer.name)
    except WrongState as why:
        messages.error(request, str(why))
    else:
        messages.success(request, f"You can sign in with {identity.issuer.name} from now on.")
    return redirect("account_sign_ins")


def tell(request, account, done, name):
    """Owe the owner a mail that a sign-in was "linked" or "unlinked", with when and from where."""
    adapter = get_adapter(request)
    context = {"issuer": name, "user": account}
    adapter.send_own_mail(f"socialaccount/email/sign_in_{done}", account, context)


def failed(request, issuer: Issuer, failure: Failed, *, back="", label=""):
    """One plain page for a round trip that failed, with the way back to where it began."""
    status, heading, sentence = FAILURES[failure.kind]
    if failure.state.get("process") == LINK:
        back, label = reverse("account_sign_ins"), "Back to your linked sign-ins"
    return refused(
        request, issuer, heading=heading, sentence=sentence, status=status, back=back, label=label
    )


def refused(request, issuer: Issuer, *, heading, sentence, status, back="", label=""):
    """The page that says why nobody was signed in. ISSUER in the words becomes its name.

    The way out is signing in if not given.
    """
    context = {
        "heading": heading.replace("ISSUER", issuer.name),
        "sentence": sentence.replace("ISSUER", issuer.name),
        "back": back or reverse("account_login"),
        "label": label or "Back to signing in",
    }
    return render(request, "core/accounts/issuer_refused.html", context, status=status)
