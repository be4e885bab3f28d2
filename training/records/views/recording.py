"""Logging a training, and one record: correct it, withdraw it, its certificate."""

from datetime import timedelta

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone

from coalitions.access.grants import standing_of
from coalitions.access.policies import can_administer
from coalitions.people.models import Person
from safety_portal.core.audit.models import AuditRow
from safety_portal.core.files.uploads import serve
from safety_portal.core.look.wording import done_in_words, hours_in_words
from training.records import policies
from training.records.actions import recording
from training.records.forms.recording import CorrectForm, LogForm, ReasonForm
from training.records.lifecycle import RecordState
from training.records.likely_courses import courses_for
from training.records.queries import verifiers_of

TWICE = timedelta(minutes=2)


def log(request, coalition):
    """Log a training: GET the form, POST it."""
    coalition, person = request.subject, own_person(request)
    for_others = policies.can_log_for_others(request.user, coalition)
    today, roles = timezone.localdate(), standing_of(request.user).roles_in(coalition)
    likely, others = courses_for(person=person, coalition=coalition, roles=roles, on=today)
    form = LogForm(
        request.POST or None,
        request.FILES or None,
        likely=likely,
        others=others,
        people=people_of(coalition) if for_others else None,
        on=today,
    )
    if request.method == "POST" and form.is_valid():
        record = _log(request, form, coalition, person)
        if record:
            _say_logged(request, record)
            return redirect("training_record", coalition.slug, record.pk)
    hours = {
        str(course.pk): str(course.hours or "") for course in [*(c for c, _ in likely), *others]
    }
    context = {"coalition": coalition, "form": form, "hours": hours}
    return render(
        request, "training/records/log.html", context, status=422 if form.is_bound else 200
    )


def _log(request, form, coalition, person):
    given = form.cleaned_data
    try:
        return recording.log_training(
            person=given.get("person") or person,
            coalition=coalition,
            course=given["course"],
            held_on=given["held_on"],
            hours=given["hours"],
            certificate=given["certificate"],
            note=given["note"],
            by=request.user,
            on=form.on,
        )
    except recording.Unacceptable as error:
        form.add_error(error.field if error.field in form.fields else None, str(error))
    except recording.AlreadyLogged as error:
        if (
            error.record.entered_by_id == request.user.pk
            and error.record.entered_at > timezone.now() - TWICE
        ):
            return error.record  # a double click: the first one counted
        form.add_error(
            None, f"{error} Open it under Training to correct it, or choose another course or day."
        )
    return None


def _say_logged(request, record):
    whose = "" if record.person.account_id == request.user.pk else f" for {record.person}"
    messages.success(
        request, f"Training logged{whose}. {hours_in_words(record.hours)} for {record.course}."
    )


def own_person(request):
    """The reader as a person of the coalition's district."""
    return Person.objects.of_account(request.user).get(district_id=request.subject.district_id)


def people_of(coalition):
    """Current members, each once, by name."""
    members = coalition.memberships.current(timezone.localdate()).values("person_id")
    return Person.objects.filter(pk__in=members, district=coalition.district_id).order_by(
        "name", "pk"
    )


def record(request, coalition, record):
    """One record: what it says, what became of it, its history."""
    found = request.subject
    history = list(AuditRow.objects.about(found)[:20])
    for row in history:
        row.words = done_in_words(row.action)
    context = {
        "coalition": found.coalition,
        "record": found,
        "history": history,
        "may_change": policies.can_change_record(request.user, found),
        "may_decide": policies.can_decide_record(request.user, found),
        "verifiers": verifiers_of(found.coalition, trained=found.person, on=timezone.localdate()),
        "may_invite": can_administer(request.user, found.coalition),
        "is_open": found.state == RecordState.TO_VERIFY,
        "is_withdrawn": found.state == RecordState.WITHDRAWN,
    }
    return render(request, "training/records/record.html", context)


def correct(request, coalition, record):
    """Change a record: GET the form, POST it.

    A stale form is answered with 409 and keeps what was typed.
    """
    found = request.subject
    form = CorrectForm(request.POST or None, request.FILES or None, record=found)
    status = 200
    if request.method == "POST" and form.is_valid():
        status = _correct(request, form, found)
        if status == 302:
            messages.success(request, "Correction saved. An administrator verifies it again.")
            return redirect("training_record", found.coalition.slug, found.pk)
    context = {"coalition": found.coalition, "record": found, "form": form}
    return render(
        request,
        "training/records/correct.html",
        context,
        status=422 if status == 200 and form.is_bound else status,
    )


def _correct(request, form, found):
    given = dict(form.cleaned_data)
    try:
        recording.correct_record(record=found, by=request.user, on=timezone.localdate(), **given)
    except recording.Unacceptable as error:
        form.add_error(error.field, str(error))
        return 422
    except recording.AlreadyLogged as error:
        form.add_error(None, str(error))
        return 422
    except recording.Stale as error:
        form.data = form.data.copy()
        form.data["version"] = error.record.version
        form.add_error(
            None,
            f"{error} It now says {error.record.course}, {hours_in_words(error.record.hours)}. Save again to keep yours.",
        )
        return 409
    return 302


def withdraw(request, coalition, record):
    """Take a record back, with a reason."""
    found = request.subject
    form = ReasonForm(
        request.POST or None, button="Withdraw this record", label_text="Why is it withdrawn"
    )
    if request.method == "POST" and form.is_valid():
        recording.withdraw_record(record=found, reason=form.cleaned_data["reason"], by=request.user)
        messages.success(request, f"{found.course} withdrawn. It stays in the history.")
        return redirect("training_own", found.coalition.slug)
    context = {"coalition": found.coalition, "record": found, "form": form}
    return render(
        request, "training/records/withdraw.html", context, status=422 if form.is_bound else 200
    )


def certificate(request, coalition, record):
    """The file attached to a record."""
    found = request.subject
    if not found.certificate:
        raise Http404
    kind = "application/pdf" if found.certificate.name.endswith(".pdf") else "image/jpeg"
    kind = "image/png" if found.certificate.name.endswith(".png") else kind
    return serve(found.certificate, name=found.certificate_name, content_type=kind)
