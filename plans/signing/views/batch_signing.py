"""Several plans signed at once, from all coalitions of the signer."""

from dataclasses import dataclass

from django.contrib import messages
from django.shortcuts import redirect, render

from plans.signing.actions import batch_signing
from plans.signing.forms import BatchSigningForm
from plans.signing.queries import Waiting, asked_of, restricted_not_shown, waiting_for
from safety_portal.core.accounts.reauthentication import confirm_identity
from safety_portal.core.look.wording import counted
from safety_portal.core.refusals import Refused
from safety_portal.core.states import WrongState
from safety_portal.core.web.posting import done_by, posted, status_of

MOST = 300  # on one page; what is beyond waits until these are signed
GONE = "A plan that you ticked is not yours to sign any more. Nothing was signed; look at the list again."


@dataclass(frozen=True)
class PlanRow(Waiting):
    """What waits, with how many restricted sections of it the reader is not shown."""

    not_shown: int


def batch(request, coalition):
    """What waits for the reader's signature, each with a tick.

    POST signs the ticked ones under one name, all or none.
    """
    rows = _waiting(request.user)
    expected = sorted({row.signs_as for row in rows})
    form = BatchSigningForm(posted(request), account=request.user, expected=expected)
    if done_by(form, _sign, request=request):
        messages.success(request, f"You signed {counted(len(form.cleaned_data['plans']), 'plan')}.")
        return redirect("signing_to_sign", coalition)
    context = {
        "coalition": request.subject,
        "rows": rows[:MOST],
        "more": len(rows) - MOST,
        "form": form,
    }
    return render(request, "plans/signing/batch_signing.html", context, status=status_of(form))


def _waiting(user):
    """The rows, one more than a page shows, each with how much of its text the reader is not shown."""
    waiting = waiting_for(user, most=MOST + 1)
    hidden = restricted_not_shown([row.signature.edition_id for row in waiting], user)
    return [
        PlanRow(row.signature, row.holder, row.signs_as, hidden.get(row.signature.edition_id, 0))
        for row in waiting
    ]


def _sign(*, request, plans, typed_name, **proof):
    """Sign the plans that were ticked, as who proves to be the account."""
    if not (proven := confirm_identity(request, proof)):
        raise Refused(proven.reason, field="password")
    return batch_signing.sign_all(
        signatures=_ticked(request.user, plans),
        fingerprints=plans,
        typed_name=typed_name,
        by=request.user,
    )


def _ticked(user, fingerprints):
    """The signatures behind the ticks, as far as the account still sees their plans and is, or was,
    asked for them.
    """
    ticked = list(asked_of(user).filter(pk__in=fingerprints))
    if len(ticked) < len(fingerprints):
        raise WrongState(GONE)
    return ticked
