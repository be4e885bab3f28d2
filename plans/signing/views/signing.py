"""The signatures of an edition, and one of them: sign, decline, waive, on paper."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from coalitions.access.roles import RESTRICTED
from coalitions.memberships.signing_seats import holders_by_seat
from plans.approvals.views import votes_on_page
from plans.comments.queries import own_comments
from plans.editions import locks
from plans.editions.lifecycle import EditionStatus
from plans.editions.models.section import Section
from plans.editions.views.frame import because_form, frame_of
from plans.history.differences import between
from plans.signing.actions import signing
from plans.signing.differences import since_last_signature
from plans.signing.forms import PaperForm, SignForm
from plans.signing.lifecycle import SignatureState
from plans.signing.queries import (
    blockers_of,
    designation_for,
    has_changed_hands,
    not_asked,
    signatures_to_show,
    telephone_of,
)
from plans.signing.receipts import receipts_given
from plans.signing.signers import check_open, check_same_text, state_in_words
from plans.signing.verification.verdicts import verdict_of
from plans.signing.views.own_signature import step_to_sign
from safety_portal.core.accounts.reauthentication import confirm_identity
from safety_portal.core.authority import may
from safety_portal.core.files import uploads
from safety_portal.core.refusals import Refused
from safety_portal.core.web.posting import done_by, posted, status_of, uploaded


def signatures(request, coalition, plan, edition):
    """Everybody's signatures on a frozen edition, the votes of its board, its fingerprint, and what
    is missing.
    """
    edition = request.subject
    if not edition.content_hash:
        locks.require_status(edition, EditionStatus.AWAITING_SIGNATURES)
    on = timezone.localdate()
    rows, voided = signatures_to_show(edition, on=on)
    is_waiting = edition.status == EditionStatus.AWAITING_SIGNATURES
    given = [row.signature for row in rows]
    holders = holders_by_seat(edition.plan.coalition, on=on) if is_waiting else {}
    context = {
        "rows": rows,
        "today": on,
        "own": step_to_sign(request.user, given, [coalition, plan, edition.number])
        if is_waiting
        else [],
        "changed_hands": _changed_hands(given, holders) if is_waiting else [],
        "on_paper": _on_paper(request.user, given) if is_waiting else [],
        "voided": voided,
        "signed": sum(row.state == SignatureState.SIGNED for row in given),
        "missing": blockers_of(edition, given, holders) if is_waiting else [],
        # All else that is missing stands in its own row.
        "not_asked": not_asked(given, holders),
        "verdict": verdict_of(edition, anew="again" in request.GET),
        "receipts": receipts_given(edition),
        "is_waiting": is_waiting,
        **votes_on_page(edition),
    }
    return render(request, "plans/signing/sign_signatures.html", frame_of(edition) | context)


def _changed_hands(signatures, held):
    """Keys of those that somebody else has to give now (`held`: holders_by_seat), so that the seat
    is asked again.
    """
    asked = (SignatureState.ASKED, SignatureState.DECLINED, SignatureState.WAIVED)
    rows = [row for row in signatures if row.state in asked]
    return [row.pk for row in rows if has_changed_hands(row, held)]


def _on_paper(user, signatures):
    """Those that the reader may record from paper: somebody is asked for them, no vacant seat."""
    waiting = [row for row in signatures if row.state == SignatureState.ASKED]
    return [row for row in waiting if row.membership_id and may(user, "signing_paper", row)]


def sign(request, coalition, plan, edition, signature):
    """The signer's page. POST signs the text whose fingerprint the page showed."""
    signature = request.subject
    edition = signature.edition
    designation = designation_for(signature, on=timezone.localdate())
    is_designee = bool(designation and designation.designee.person.account_id == request.user.pk)
    signer = designation.designee if is_designee else signature.membership
    expected = signer.person.name if signer else ""
    initial = {"fingerprint": edition.content_hash}
    form = SignForm(posted(request), account=request.user, expected=expected, initial=initial)
    if form.is_bound:
        # What was read is not what stands here now: the form would only say so again.
        check_open(signature, edition, SignatureState.SIGNED)
        check_same_text(signature, edition, form.data.get("fingerprint") or edition.content_hash)
    if done_by(form, _sign, request=request, signature=signature):
        messages.success(request, f"You signed edition {edition.number}.")
        return redirect("signing_sign", coalition, plan, edition.number, signature.pk)
    may_sign = may(request.user, "signing_sign", signature, posting=True)
    is_open = (
        signature.state == SignatureState.ASKED
        and edition.status == EditionStatus.AWAITING_SIGNATURES
    )
    context = _what_is_signed(request.user, edition) | {
        "signature": signature,
        "form": form if may_sign and is_open else None,
        "designation": designation,
        "is_designee": is_designee,
        "standing": state_in_words(signature) if signature.state != SignatureState.ASKED else "",
    }
    return render(
        request, "plans/signing/sign.html", frame_of(edition) | context, status=status_of(form)
    )


def decline(request, coalition, plan, edition, signature):
    """Say why the seat does not sign."""
    form = because_form(
        request,
        "Why you do not sign",
        "The administrators read it and answer. Shown beside the signatures.",
    )
    if done_by(
        form,
        lambda because: signing.decline(signature=request.subject, reason=because, by=request.user),
    ):
        messages.success(request, "You declined. The administrators are told and will answer.")
        return redirect("signing_sign", coalition, plan, edition, request.subject.pk)
    return _of_signature(
        request, "plans/signing/sign_decline.html", form, "signing_sign", signature
    )


def answer(request, coalition, plan, edition, signature):
    """Answer a decline; the holder of the seat is asked again."""
    form = because_form(
        request, "Your answer", "What you did about it, or why the text stays. The signer reads it."
    )
    if done_by(
        form,
        lambda because: signing.answer_decline(
            signature=request.subject, answer=because, by=request.user
        ),
    ):
        messages.success(request, f"Answered. {request.subject.signer_name} is asked again.")
        return redirect("signing_signatures", coalition, plan, edition)
    return _of_signature(request, "plans/signing/sign_answer.html", form)


def waive(request, coalition, plan, edition, signature):
    """Record why nobody signs for a vacant seat."""
    form = because_form(request, "Why nobody signs for this seat", "Printed on the signature page.")
    if done_by(
        form,
        lambda because: signing.waive(signature=request.subject, reason=because, by=request.user),
    ):
        messages.success(request, f"The seat {request.subject.seat_title} is waived.")
        return redirect("signing_signatures", coalition, plan, edition)
    return _of_signature(request, "plans/signing/sign_waive.html", form)


@require_POST
def ask_again(request, coalition, plan, edition, signature):
    """Ask whoever holds the seat now."""
    rows = signing.ask_present_holder(signature=request.subject, by=request.user)
    names = ", ".join(row.signer_name for row in rows if row.signer_name)
    messages.success(
        request,
        f"{names} is asked to sign." if names else "The seat is vacant now and needs a waiver.",
    )
    return redirect("signing_signatures", coalition, plan, edition)


def page(request, coalition, plan, edition, signature):
    """The page to print and sign by hand: the statement, the fingerprint, a line."""
    signature = request.subject
    locks.require_status(signature.edition, EditionStatus.AWAITING_SIGNATURES)
    receipts = receipts_given(signature.edition)
    context = {
        "designation": designation_for(signature, on=timezone.localdate()),
        "receipts": receipts,
    }
    return _of_signature(request, "plans/signing/sign_page.html", None, **context)


def paper(request, coalition, plan, edition, signature):
    """Record a signature given on the printed page, with its scan."""
    signature = request.subject
    locks.require_status(signature.edition, EditionStatus.AWAITING_SIGNATURES)
    if signature.state != SignatureState.ASKED:
        return redirect("signing_signatures", coalition, plan, edition)
    form = PaperForm(
        posted(request),
        uploaded(request),
        fingerprint=signature.content_hash,
        expected=signature.signer_name,
        designee=designation_for(signature, on=timezone.localdate()),
        initial={"signed_on": timezone.localdate()},
    )
    if done_by(form, _sign_on_paper, signature=signature, by=request.user):
        messages.success(request, f"The signature for the seat {signature.seat_title} is recorded.")
        return redirect("signing_signatures", coalition, plan, edition)
    return _of_signature(request, "plans/signing/sign_paper.html", form)


def scan(request, coalition, plan, edition, signature):
    """Stream the scan of a signature on paper."""
    signature = request.subject
    if not signature.scan:
        raise Http404
    return uploads.serve_document(signature.scan, name=f"signature-{signature.pk}")


def _of_signature(request, template, form, *back, **context):
    frame = frame_of(request.subject.edition, *(back or ("signing_signatures",)))
    context |= frame | {"signature": request.subject, "form": form}
    return render(request, template, context, status=status_of(form) if form else 200)


def _sign(*, request, signature, typed_name, fingerprint, **proof):
    """Sign as who proves to be the account."""
    if not (proven := confirm_identity(request, proof)):
        raise Refused(proven.reason, field="password")
    return signing.sign(
        signature=signature, typed_name=typed_name, by=request.user, fingerprint=fingerprint
    )


def _sign_on_paper(*, printed, **told):
    """Record the page; which text was printed on it, the form has compared."""
    return signing.sign_on_paper(**told)


def _what_is_signed(user, edition):
    """For the signer.

    What changed since the last signature, the comments, who has signed, what is not shown.
    """
    last, changed = since_last_signature(edition, user)
    if last is None and edition.based_on_id:
        changed = [difference.section for difference in between(edition, edition.based_on)]
    readable = set(
        Section.objects.visible_to(user).filter(edition=edition).values_list("pk", flat=True)
    )
    sections = dict(edition.sections.present().values_list("pk", "sensitivity"))
    comments = own_comments(user, edition)
    resolved = comments.filter(resolved_at__isnull=False).count()
    rows, _ = (
        signatures_to_show(edition, on=timezone.localdate()) if edition.content_hash else ([], [])
    )
    return {
        "last": last,
        "changed": changed,
        "changed_restricted": sum(section.is_restricted for section in changed),
        "not_shown": sum(
            level == RESTRICTED for pk, level in sections.items() if pk not in readable
        ),
        "sections_count": len(sections),
        "comments": comments.count(),
        "comments_resolved": resolved,
        "rows": rows,
        "signed": sum(row.signature.state == SignatureState.SIGNED for row in rows),
        "in_force": edition.plan.editions.in_force().first(),
        "telephone": telephone_of(edition),
    }
