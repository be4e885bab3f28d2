"""Taking a frozen edition back to review, putting it in force, retiring it."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone

from plans.editions import locks
from plans.editions.lifecycle import EditionStatus
from plans.editions.views.frame import because_form, frame_of
from plans.protocols.readership import Readership
from plans.signing.actions import freezing, publishing
from plans.signing.checklist import NO_PROTOCOL
from plans.signing.lifecycle import SignatureState
from plans.signing.queries import blockers, standing_signatures
from plans.signing.receipts import in_force_receipt, receipts_given
from safety_portal.core.web.posting import done_by, status_of


def thaw(request, coalition, plan, edition):
    """Ask once more before the signatures are voided; POST takes the edition back to review."""
    edition = request.subject
    form = because_form(
        request, "Why the text has to change", "Everybody who was asked to sign reads it."
    )
    if done_by(form, freezing.thaw, edition=edition, by=request.user):
        messages.success(
            request, f"Edition {edition.number} is back in review. Its signatures are void."
        )
        return redirect("workspace_edition", coalition, plan, edition.number)
    if not form.is_bound:
        locks.require_status(edition, EditionStatus.AWAITING_SIGNATURES)
    rows = list(standing_signatures(edition))
    context = {
        "form": form,
        "is_destructive": True,
        "signed": [row for row in rows if row.state == SignatureState.SIGNED],
        "votes": edition.approvals.standing(),
        "others": [row for row in rows if row.state != SignatureState.SIGNED and row.membership_id],
    }
    return render(
        request,
        "plans/signing/publish_thaw.html",
        frame_of(edition, "signing_signatures") | context,
        status=status_of(form),
    )


def put_in_force(request, coalition, plan, edition):
    """Ask once more before an edition comes into force; POST does it."""
    edition = request.subject
    locks.check(edition, EditionStatus.IN_FORCE)
    if request.method == "POST":
        in_force = publishing.put_in_force(edition=edition, by=request.user)
        messages.success(
            request, f"Edition {edition.number} is in force. Receipt {in_force_receipt(in_force)}."
        )
        return redirect("workspace_edition", coalition, plan, edition.number)
    on = timezone.localdate()
    _, readers = Readership(edition, on=on).counts()
    context = {
        "missing": blockers(edition, on=on),
        "rows": standing_signatures(edition),
        "replaces": edition.plan.editions.in_force().first(),
        "readers": readers,
        "has_protocols": edition.sections.present().exclude(protocol_for=[]).exists(),
        "no_protocol": NO_PROTOCOL,
        "receipts": receipts_given(edition),
    }
    return render(
        request, "plans/signing/publish.html", frame_of(edition, "signing_signatures") | context
    )


def retire(request, coalition, plan, edition):
    """Ask once more before an edition in force ends without a successor."""
    edition = request.subject
    form = because_form(
        request, "Why this plan no longer holds", "Kept in the record of this plan."
    )
    if done_by(form, publishing.retire, edition=edition, by=request.user):
        messages.success(request, f"Edition {edition.number} is retired.")
        return redirect("workspace_edition", coalition, plan, edition.number)
    if not form.is_bound:
        locks.check(edition, EditionStatus.RETIRED)
    return render(
        request,
        "plans/signing/publish_retire.html",
        frame_of(edition) | {"form": form, "is_destructive": True},
        status=status_of(form),
    )
