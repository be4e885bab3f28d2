"""Verifying what others logged, several at once, and sending one back."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from safety_portal.core.values import whole_number
from safety_portal.core.web.posting import done_by, posted, status_of
from training.records.actions import verifying
from training.records.forms.recording import ReasonForm
from training.records.models import TrainingRecord
from training.records.queries import WAITING, verifiers_of, waiting_records


def to_verify(request, coalition):
    """What waits for an administrator, oldest entry first."""
    coalition = request.subject
    waiting = waiting_records(coalition)
    page = WAITING.page(request, coalition=coalition.pk)
    mine = next(
        (record.person for record in page if record.person.account_id == request.user.pk), None
    )
    others = verifiers_of(coalition, trained=mine, on=timezone.localdate()) if mine else []
    context = {
        "coalition": coalition,
        "page": page,
        "own_id": request.user.pk,
        "count": waiting.count(),
        "without_proof": sum(not record.certificate for record in page),
        "others": others,
    }
    return render(request, "training/records/verify.html", context)


@require_POST
def verify(request, coalition):
    """Verify the ticked records."""
    coalition = request.subject
    ids = {
        key for value in request.POST.getlist("record") if (key := whole_number(value)) is not None
    }
    chosen = TrainingRecord.objects.visible_to(request.user).filter(coalition=coalition, pk__in=ids)
    verified = verifying.verify_records(records=list(chosen), by=request.user)
    count = len(verified)
    left = len(ids) - count
    sentence = f"{count} {'record' if count == 1 else 'records'} verified."
    if left:
        sentence += (
            f" {left} left out: yours to be verified by another administrator, or decided already."
        )
    (messages.success if count else messages.warning)(
        request, sentence if ids else "Tick the records you verify."
    )
    return redirect("record_to_verify", coalition.slug)


def send_back(request, coalition, record):
    """Return a record with a reason."""
    training = request.subject
    words = {"button": "Return this record", "label_text": "What is missing or wrong"}
    form = ReasonForm(posted(request), **words)
    if done_by(form, verifying.return_record, record=training, by=request.user):
        messages.success(
            request,
            f"Returned to {training.entered_by or training.person}. They are told the reason.",
        )
        return redirect("record_to_verify", training.coalition.slug)
    context = {
        "coalition": training.coalition,
        "record": training,
        "form": form,
        "back": reverse("record_to_verify", args=[coalition]),
    }
    return render(request, "training/records/return.html", context, status=status_of(form))
