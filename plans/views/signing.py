"""Freezing, signing, declining, waiving, thawing, putting in force."""

from datetime import timedelta

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from coalitions.models import Designation, Person
from coalitions.roles import RESTRICTED
from plans import policies
from plans.actions import freezing, moving, reviewing, signing
from plans.actions.signers import state_in_words
from plans.checklist import checklist
from plans.differences import between, since_last_signature
from plans.forms.reviewing import DueForm
from plans.forms.signing import PaperForm, SignForm
from plans.lifecycle import EditionStatus, SignatureState
from plans.models import Comment, Section
from plans.receipts import receipts_given
from plans.signatures import blockers_of, holders_by_seat, not_asked, signatures_to_show, signing_seats
from plans.verification.verdicts import verdict_of
from plans.views.approving import votes_on_page
from plans.views.asking import because_form, did, frame_of, posted
from plans.views.beside import step_to_sign
from safety_portal import uploads
from safety_portal.accounts.reauthentication import confirm_identity
from safety_portal.authority import require
from safety_portal.look.wording import counted

SIGNING_TAKES = timedelta(days=14)


def freeze(request, coalition, plan, edition):
    """Ask once more before freezing, with what a computer can see and whom it asks; POST freezes."""
    edition = request.subject
    moving.check(edition, EditionStatus.AWAITING_SIGNATURES)
    on = timezone.localdate()
    form = DueForm(request.POST or None, initial={"due_on": on + SIGNING_TAKES})
    form.fields["due_on"].label = "Sign by"
    if request.method == "POST" and form.is_valid() and did(form, _freeze, edition, form, request.user):
        messages.success(request, f"Edition {edition.number} is frozen. Its signers are asked by e-mail.")
        return redirect("signatures", coalition, plan, edition.number)
    held = holders_by_seat(edition.plan.coalition, on=on)
    seats = [(seat, held.get(seat.pk, [])) for seat in signing_seats(edition.plan.coalition)]
    round_ = reviewing.open_round(edition)
    waiting = round_.reviewers.filter(decision="").count() if round_ else 0
    context = {
        "lines": checklist(edition),
        "seats": seats,
        "asked": sum(len(holders) for _, holders in seats),
        "round": round_,
        "waiting": waiting,
        "is_early": bool(waiting),
        "form": form,
    }
    return render(request, "plans/sign_freeze.html", frame_of(edition, "review_ask" if round_ else "edition") | context)


def signatures(request, coalition, plan, edition):
    """Everybody's signatures on a frozen edition, the votes of its board, its fingerprint, and what is missing."""
    edition = request.subject
    if not edition.content_hash:
        moving.require_status(edition, EditionStatus.AWAITING_SIGNATURES)
    on = timezone.localdate()
    rows, voided = signatures_to_show(edition, on=on)
    is_waiting = edition.status == EditionStatus.AWAITING_SIGNATURES
    may_edit = policies.can_edit(request.user, edition.plan)
    held = holders_by_seat(edition.plan.coalition, on=on) if is_waiting else {}
    for row in rows:
        row.may_ask_again = bool(
            may_edit
            and is_waiting
            and row.state in (SignatureState.ASKED, SignatureState.DECLINED, SignatureState.WAIVED)
            and signing.has_changed_hands(row, held)
        )
    context = {
        "rows": rows,
        "today": on,
        "own": step_to_sign(request.user, rows, [coalition, plan, edition.number]) if is_waiting else [],
        "on_paper": _waited_for(rows) if may_edit and is_waiting else [],
        "voided": voided,
        "signed": sum(row.state == SignatureState.SIGNED for row in rows),
        "missing": blockers_of(edition, rows, held) if is_waiting else [],
        # All else that is missing stands in its own row.
        "not_asked": not_asked(rows, held),
        "verdict": verdict_of(edition, anew="again" in request.GET),
        "receipts": receipts_given(edition),
        "may_edit": may_edit,
        "is_waiting": is_waiting,
        **votes_on_page(edition),
    }
    return render(request, "plans/sign_signatures.html", frame_of(edition) | context)


def _waited_for(rows):
    """Those whom somebody is asked for: a vacant seat is not."""
    return [row for row in rows if row.state == SignatureState.ASKED and row.membership_id]


def sign(request, coalition, plan, edition, signature):
    """The signer's page. POST signs the text whose fingerprint the page showed."""
    signature = request.subject
    edition = signature.edition
    designation = _designation(signature)
    is_designee = bool(designation and designation.designee.person.account_id == request.user.pk)
    signer = designation.designee if is_designee else signature.membership
    expected = signer.person.name if signer else ""
    form = SignForm(
        request.POST or None,
        account=request.user,
        expected=expected,
        initial={"fingerprint": edition.content_hash},
    )
    if request.method == "POST":
        require(policies.can_sign(request.user, signature))
        if form.is_valid() and did(form, _sign, request, signature, form.cleaned_data):
            messages.success(request, f"You signed edition {edition.number}.")
            return redirect("sign", coalition, plan, edition.number, signature.pk)
    may_sign = policies.can_sign(request.user, signature)
    is_open = signature.state == SignatureState.ASKED and edition.status == EditionStatus.AWAITING_SIGNATURES
    context = _what_is_signed(request.user, edition) | {
        "signature": signature,
        "form": form if may_sign and is_open else None,
        "designation": designation,
        "is_designee": is_designee,
        "standing": state_in_words(signature) if signature.state != SignatureState.ASKED else "",
        "may_edit": policies.can_edit(request.user, edition.plan),
    }
    return render(request, "plans/sign.html", frame_of(edition) | context)


def decline(request, coalition, plan, edition, signature):
    """Say why the seat does not sign."""
    form = because_form(
        request, "Why you do not sign", "The administrators read it and answer. Shown beside the signatures."
    )
    if posted(
        request, form, lambda because: signing.decline(signature=request.subject, reason=because, by=request.user)
    ):
        messages.success(request, "You declined. The administrators are told and will answer.")
        return redirect("sign", coalition, plan, edition, request.subject.pk)
    return _of_signature(request, "plans/sign_decline.html", form, "sign", signature)


def answer(request, coalition, plan, edition, signature):
    """Answer a decline; the holder of the seat is asked again."""
    form = because_form(request, "Your answer", "What you did about it, or why the text stays. The signer reads it.")
    if posted(
        request,
        form,
        lambda because: signing.answer_decline(signature=request.subject, answer=because, by=request.user),
    ):
        messages.success(request, f"Answered. {request.subject.signer_name} is asked again.")
        return redirect("signatures", coalition, plan, edition)
    return _of_signature(request, "plans/sign_answer.html", form)


def waive(request, coalition, plan, edition, signature):
    """Record why nobody signs for a vacant seat."""
    form = because_form(request, "Why nobody signs for this seat", "Printed on the signature page.")
    if posted(request, form, lambda because: signing.waive(signature=request.subject, reason=because, by=request.user)):
        messages.success(request, f"The seat {request.subject.seat_title} is waived.")
        return redirect("signatures", coalition, plan, edition)
    return _of_signature(request, "plans/sign_waive.html", form)


@require_POST
def ask_again(request, coalition, plan, edition, signature):
    """Ask whoever holds the seat now."""
    rows = signing.ask_present_holder(signature=request.subject, by=request.user)
    names = ", ".join(row.signer_name for row in rows if row.signer_name)
    messages.success(request, f"{names} is asked to sign." if names else "The seat is vacant now and needs a waiver.")
    return redirect("signatures", coalition, plan, edition)


def page(request, coalition, plan, edition, signature):
    """The page to print and sign by hand: the statement, the fingerprint, a line."""
    signature = request.subject
    moving.require_status(signature.edition, EditionStatus.AWAITING_SIGNATURES)
    receipts = receipts_given(signature.edition)
    context = {"designation": _designation(signature), "receipts": receipts}
    return _of_signature(request, "plans/sign_page.html", None, **context)


def paper(request, coalition, plan, edition, signature):
    """Record a signature given on the printed page, with its scan."""
    signature = request.subject
    moving.require_status(signature.edition, EditionStatus.AWAITING_SIGNATURES)
    if signature.state != SignatureState.ASKED:
        return redirect("signatures", coalition, plan, edition)
    form = PaperForm(
        request.POST or None,
        request.FILES or None,
        fingerprint=signature.content_hash,
        expected=signature.signer_name,
        designee=_designation(signature),
        initial={"signed_on": timezone.localdate()},
    )
    if (
        request.method == "POST"
        and form.is_valid()
        and did(form, _sign_on_paper, request, signature, form.cleaned_data)
    ):
        messages.success(request, f"The signature for the seat {signature.seat_title} is recorded.")
        return redirect("signatures", coalition, plan, edition)
    return _of_signature(request, "plans/sign_paper.html", form)


def scan(request, coalition, plan, edition, signature):
    """Stream the scan of a signature on paper."""
    signature = request.subject
    if not signature.scan:
        raise Http404
    return uploads.serve_document(signature.scan, name=f"signature-{signature.pk}")


def _of_signature(request, template, form, *back, **context):
    frame = frame_of(request.subject.edition, *(back or ("signatures",)))
    return render(request, template, frame | {"signature": request.subject, "form": form} | context)


def _designation(signature):
    """Who may sign for the holder of the seat today, or None."""
    rows = Designation.objects.current(timezone.localdate()).filter(holder=signature.membership_id)
    return rows.select_related("designee__person", "holder__person").first()


def _freeze(edition, form, by):
    freezing.freeze(edition=edition, due_on=form.cleaned_data["due_on"], by=by)


def _sign(request, signature, cleaned):
    proven = confirm_identity(request, cleaned)
    if not proven:
        raise ValidationError({"password": proven.reason})
    signing.sign(
        signature=signature,
        typed_name=cleaned["typed_name"],
        by=request.user,
        fingerprint=cleaned["fingerprint"],
    )


def _sign_on_paper(request, signature, cleaned):
    signing.sign_on_paper(
        signature=signature,
        signed_on=cleaned["signed_on"],
        typed_name=cleaned["typed_name"],
        scan=cleaned["scan"],
        by=request.user,
    )


def _what_is_signed(user, edition):
    """For the signer: what changed since the last signature, the comments, who has signed, what is not shown."""
    last, changed = since_last_signature(edition, user)
    if last is None and edition.based_on_id:
        changed = [found.section for found in between(edition, edition.based_on)]
    readable = set(Section.objects.visible_to(user).filter(edition=edition).values_list("pk", flat=True))
    sections = dict(edition.sections.present().values_list("pk", "sensitivity"))
    comments = Comment.objects.filter(section__edition=edition, made_by=user, answers__isnull=True)
    resolved = comments.filter(resolved_at__isnull=False).count()
    rows, _ = signatures_to_show(edition, on=timezone.localdate()) if edition.content_hash else ([], [])
    return {
        "last": last,
        "changed": changed,
        "changed_restricted": sum(section.is_restricted for section in changed),
        "not_shown": sum(level == RESTRICTED for pk, level in sections.items() if pk not in readable),
        "sections_count": len(sections),
        "comments": comments.count(),
        "comments_resolved": resolved,
        "rows": rows,
        "signed": sum(row.state == SignatureState.SIGNED for row in rows),
        "signed_in_words": counted(sum(row.state == SignatureState.SIGNED for row in rows), "seat"),
        "in_force": edition.plan.editions.in_force().first(),
        "telephone": _telephone(edition),
    }


def _telephone(edition):
    """Under which number the district knows who froze the text, "" where it knows none."""
    known = (
        Person.objects.of_account(edition.frozen_by)
        .filter(district=edition.plan.coalition.district_id)
        .exclude(phone="")
    )
    return known.values_list("phone", flat=True).first() or ""
