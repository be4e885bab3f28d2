"""Going to an issuer, and the sign-ins that one's own account is linked with."""

from allauth.account.utils import get_next_redirect_url
from allauth.core import ratelimit
from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from safety_portal.core.accounts.actions import linking as actions_linking
from safety_portal.core.accounts.oidc import exchange, linking
from safety_portal.core.accounts.oidc.exchange import Failed
from safety_portal.core.accounts.oidc.views import arriving
from safety_portal.core.states import WrongState
from safety_portal.core.web import errors


def issuer_or_404(code):
    """The issuer whose code stands in an address; Http404 for one that is not set up."""
    for issuer in settings.OIDC_ISSUERS:
        if issuer.code == code:
            return issuer
    raise Http404("No such way to sign in is set up here.")


@never_cache
def sign_in(request, issuer):
    """Ask before going to the issuer, for whoever follows a link; by POST, go."""
    found = issuer_or_404(issuer)
    next_url = get_next_redirect_url(request) or ""
    if request.method != "POST":
        return render(
            request, "core/accounts/issuer_sign_in.html", {"issuer": found, "next": next_url}
        )
    return go(request, found, process=arriving.SIGN_IN, next_url=next_url)


def go(request, issuer, *, process, next_url="", kept=None):
    """The page that leads on to the issuer at once.

    So many times a minute as one may try to sign in.

    A page and no redirect: the content policy lets forms lead nowhere else, and browsers hold every
    redirect that follows a form to it, those of the issuer to further hosts too. Going on from a
    page is a new navigation.
    """
    if not ratelimit.consume(request, action="login"):
        return errors.too_many(request, minutes=1)
    try:
        address = exchange.begin(request, issuer, process=process, next_url=next_url, kept=kept)
    except Failed as failure:
        return arriving.failed(request, issuer, failure)
    return render(request, "core/accounts/issuer_go.html", {"issuer": issuer, "address": address})


def sign_ins(request):
    """The sign-ins that are linked with one's own account, and those that could be."""
    linked = list(request.user.socialaccount_set.order_by("date_joined", "id"))
    if not linked and not settings.OIDC_ISSUERS:
        raise Http404
    held = {each.provider for each in linked}
    context = {
        "linked": [(each, linking.name_of(each)) for each in linked],
        "others": [issuer for issuer in settings.OIDC_ISSUERS if issuer.url not in held],
    }
    return render(request, "core/accounts/sign_ins.html", context)


@never_cache
@require_POST
def link(request, issuer):
    """Go to the issuer to link a sign-in there with one's own account."""
    found = issuer_or_404(issuer)
    return go(request, found, process=arriving.LINK, kept={"account": request.user.pk})


@require_POST
def unlink(request, sign_in):
    """Remove a linked sign-in of one's own, unless it is the only way in."""
    linked = get_object_or_404(request.user.socialaccount_set, pk=sign_in)
    name = linking.name_of(linked)
    try:
        with transaction.atomic():
            actions_linking.unlink(account=request.user, linked=linked, by=request.user)
            arriving.tell(request, request.user, "unlinked", name)
    except WrongState as why:
        messages.error(request, str(why))
    else:
        messages.success(
            request, f"Your account at {name} does not open your account here any more."
        )
    return redirect("account_sign_ins")
