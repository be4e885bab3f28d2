"""Several plans signed in one sitting, from all coalitions of the signer."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.shortcuts import redirect, render

from plans.editions.models.edition import Edition
from plans.editions.views.frame import did
from plans.signing.actions import batch_signing
from plans.signing.forms import SittingForm
from plans.signing.models import Signature
from plans.signing.queries import restricted_not_shown, waiting_for
from safety_portal.core.accounts.reauthentication import confirm_identity
from safety_portal.core.look.wording import counted
from safety_portal.core.states import WrongState

MOST = 300  # on one page; what is beyond waits until these are signed
GONE = "A plan that you ticked is not yours to sign any more. Nothing was signed; look at the list again."


def several(request, coalition):
    """What waits for the reader's signature, each with a tick.

    POST signs the ticked ones under one name, all or none.
    """
    rows = _waiting(request.user)
    data = request.POST if request.method == "POST" else None
    form = SittingForm(data, account=request.user, expected=sorted({row.signs_as for row in rows}))
    if (
        request.method == "POST"
        and form.is_valid()
        and did(form, _sign, request, form.cleaned_data)
    ):
        messages.success(request, f"You signed {counted(len(form.cleaned_data['plans']), 'plan')}.")
        return redirect("to_sign", coalition)
    for row in rows:
        row.is_ticked = row.pk in form.ticked
    context = {
        "coalition": request.subject,
        "rows": rows[:MOST],
        "more": len(rows) - MOST,
        "form": form,
    }
    status = 409 if form.non_field_errors() else 422 if form.errors else 200
    return render(request, "plans/signing/sign_several.html", context, status=status)


def _waiting(user):
    """The rows, one more than a page shows, each with how much of its text the reader is not shown."""
    rows = waiting_for(user, most=MOST + 1)
    hidden = restricted_not_shown([row.edition_id for row in rows], user)
    for row in rows:
        row.not_shown = hidden.get(row.edition_id, 0)
    return rows


def _sign(request, cleaned):
    proven = confirm_identity(request, cleaned)
    if not proven:
        raise ValidationError({"password": proven.reason})
    try:
        batch_signing.sign_all(
            signatures=_ticked(request.user, cleaned["plans"]),
            fingerprints=cleaned["plans"],
            typed_name=cleaned["typed_name"],
            by=request.user,
        )
    except WrongState as refused:
        raise ValidationError(str(refused)) from refused


def _ticked(user, fingerprints):
    """The signatures behind the ticks, as far as the account still sees their plans and is, or was,
    asked for them.
    """
    mine = Q(membership__person__account=user) | Q(
        membership__designations__designee__person__account=user
    )
    rows = Signature.objects.filter(mine, edition__in=Edition.objects.visible_to(user))
    found = list(rows.filter(pk__in=fingerprints).distinct())
    if len(found) < len(fingerprints):
        raise ValidationError(GONE)
    return found
