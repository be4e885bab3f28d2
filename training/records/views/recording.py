"""Logging a training, and one record: correct it, withdraw it, its certificate."""

from datetime import timedelta

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone

from coalitions.access.grants import access_of
from coalitions.people.models import Person
from safety_portal.core.files.uploads import serve
from safety_portal.core.look.wording import done_in_words, hours_in_words
from safety_portal.core.refusals import Refused
from safety_portal.core.states import WrongState
from safety_portal.core.web.posting import done_by, posted, status_of, uploaded
from training.records import policies
from training.records.actions import recording
from training.records.forms.recording import CorrectForm, LogForm, ReasonForm
from training.records.lifecycle import RecordState
from training.records.likely_courses import courses_for
from training.records.queries import history_of, people_of, verifiers_of

TWICE = timedelta(minutes=2)


def log(request, coalition):
    """Log a training: GET the form, POST it."""
    coalition, person = request.subject, own_person(request)
    for_others = policies.can_log_for_others(request.user, coalition)
    today, roles = timezone.localdate(), access_of(request.user).roles_in(coalition)
    likely, others = courses_for(person=person, coalition=coalition, roles=roles, on=today)
    form = LogForm(
        posted(request),
        uploaded(request),
        likely=likely,
        others=others,
        people=people_of(coalition, on=timezone.localdate()) if for_others else None,
        on=today,
    )
    said = {"own": person, "coalition": coalition, "by": request.user, "on": today}
    if done := done_by(form, _log, **said):
        _say_logged(request, done.result)
        return redirect("record", coalition.slug, done.result.pk)
    hours = {
        str(course.pk): str(course.hours or "") for course in [*(c for c, _ in likely), *others]
    }
    context = {"coalition": coalition, "form": form, "hours": hours}
    return render(request, "training/records/log.html", context, status=status_of(form))


def _log(*, own, coalition, by, on, course, held_on, hours, certificate, note, person=None, **days):
    """Log it for whom the form names, or oneself; a double click gets what the first one made."""
    try:
        return recording.log_training(
            person=person or own,
            coalition=coalition,
            course=course,
            held_on=held_on,
            hours=hours,
            certificate=certificate,
            note=note,
            by=by,
            on=on,
        )
    except recording.AlreadyLogged as error:
        logged = error.record
        if logged.entered_by_id == by.pk and logged.entered_at > timezone.now() - TWICE:
            return logged
        ways = "Open it under Training to correct it, or choose another course or day."
        raise Refused(f"{error} {ways}") from error


def _say_logged(request, record):
    whose = "" if record.person.account_id == request.user.pk else f" for {record.person}"
    messages.success(
        request, f"Training logged{whose}. {hours_in_words(record.hours)} for {record.course}."
    )


def own_person(request):
    """The reader as a person of the coalition's district."""
    return Person.objects.of_account(request.user).get(district_id=request.subject.district_id)


def record(request, coalition, record):
    """One record: what it says, what became of it, its history."""
    training = request.subject
    history = [(row, done_in_words(row.action)) for row in history_of(training)]
    context = {
        "coalition": training.coalition,
        "record": training,
        "history": history,
        "verifiers": verifiers_of(
            training.coalition, trained=training.person, on=timezone.localdate()
        ),
        "is_open": training.state == RecordState.TO_VERIFY,
        "is_withdrawn": training.state == RecordState.WITHDRAWN,
    }
    return render(request, "training/records/record.html", context)


def correct(request, coalition, record):
    """Change a record: GET the form, POST it.

    A stale form is answered with 409 and keeps what was typed.
    """
    training = request.subject
    form = CorrectForm(posted(request), uploaded(request), record=training)
    if done_by(form, _correct, form=form, record=training, by=request.user):
        messages.success(request, "Correction saved. An administrator verifies it again.")
        return redirect("record", training.coalition.slug, training.pk)
    context = {"coalition": training.coalition, "record": training, "form": form}
    return render(request, "training/records/correct.html", context, status=status_of(form))


def _correct(*, form, record, by, **said):
    """Correct it; a form that was opened before another change may be sent once more."""
    try:
        return recording.correct_record(record=record, by=by, on=timezone.localdate(), **said)
    except recording.Stale as stale:
        form.data = form.data.copy()
        form.data["version"] = stale.record.version
        now = f"{stale.record.course}, {hours_in_words(stale.record.hours)}"
        raise WrongState(f"{stale} It now says {now}. Save again to keep yours.") from stale


def withdraw(request, coalition, record):
    """Take a record back, with a reason."""
    training = request.subject
    words = {"button": "Withdraw this record", "label_text": "Why is it withdrawn"}
    form = ReasonForm(posted(request), **words)
    if done_by(form, recording.withdraw_record, record=training, by=request.user):
        messages.success(request, f"{training.course} withdrawn. It stays in the history.")
        return redirect("record_own", training.coalition.slug)
    context = {"coalition": training.coalition, "record": training, "form": form}
    return render(request, "training/records/withdraw.html", context, status=status_of(form))


def certificate(request, coalition, record):
    """The file attached to a record."""
    training = request.subject
    if not training.certificate:
        raise Http404
    kind = "application/pdf" if training.certificate.name.endswith(".pdf") else "image/jpeg"
    kind = "image/png" if training.certificate.name.endswith(".png") else kind
    return serve(training.certificate, name=training.certificate_name, content_type=kind)
