"""Bring in a transcript: choose it and whose it is, look at what it would log, bring it in."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from safety_portal.core.files.filetypes import FileRefused
from safety_portal.core.files.reading import read_head, read_table
from safety_portal.core.look.wording import counted
from safety_portal.core.notices.nudge import nudge_on_commit
from safety_portal.core.states import WrongState
from training.records import policies
from training.records.queries import people_of
from training.records.views.recording import own_person
from training.transcripts.actions import importing, working
from training.transcripts.actions.importing import preview
from training.transcripts.forms import TrainingColumnsForm, TrainingFileForm
from training.transcripts.readers import columns as readers_columns
from training.transcripts.readers.transcripts import read_transcript, transcript_of
from training.transcripts.tasks import work_on_files
from training.transcripts.views import preview as views_preview

# Bytes: what is longer (some 6,000 rows) is worked on by a worker, not while somebody waits for the
# page.
LONG = 500_000


def bring(request, coalition):
    """Choose a file. One that is no table is refused at once.

    One with unknown columns is asked about first.
    """
    coalition, person = request.subject, own_person(request)
    people = (
        people_of(coalition, on=timezone.localdate())
        if policies.can_log_for_others(request.user, coalition)
        else None
    )
    form = TrainingFileForm(request.POST or None, request.FILES or None, people=people, own=person)
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        content = upload.read()
        try:
            is_known = _look_at(content)
        except FileRefused as refused:
            form.add_error("file", str(refused))
        else:
            file = importing.keep_training_file(
                coalition=coalition,
                person=form.person,
                name=upload.name,
                content=content,
                by=request.user,
            )
            if is_known and len(content) > LONG:
                _leave_to_worker(file, request.user)
            return redirect(
                "training_file" if is_known else "training_file_columns", coalition.slug, file.pk
            )
    context = {"coalition": coalition, "form": form}
    return render(
        request, "training/transcripts/bring.html", context, status=422 if form.errors else 200
    )


def _look_at(content: bytes) -> bool:
    """Whether the columns are known. Raises FileRefused for what is no table."""
    table = _table(content)
    try:
        readers_columns.columns_of(table, {})
    except readers_columns.UnknownColumns:
        return False
    return True


def _table(content: bytes):
    """The table of a file.

    Of a long one its header and first rows, which say as well which column is which.
    """
    return read_head(content) if len(content) > LONG else read_table(content)


def _leave_to_worker(file, by, *, seen=""):
    """Have a worker look at a long file, or bring it in as it was `seen`."""
    working.ask_worker(file=file, by=by, now=timezone.now(), seen=seen)
    nudge_on_commit(work_on_files)


def columns(request, coalition, file):
    """Say which column is which; GET the form, POST it."""
    file = waiting(request.subject)
    table = _table(bytes(file.content))
    form = TrainingColumnsForm(
        request.POST or None,
        labels=readers_columns.FIELDS,
        names=[name for name in dict.fromkeys(table.header) if name],
        chosen=file.mapping or readers_columns.likely(table),
        needed=readers_columns.NEEDED,
    )
    if request.method == "POST" and form.is_valid():
        mapping = form.cleaned_data["mapping"]
        try:
            transcript_of(table, mapping, on=timezone.localdate())
        except FileRefused as refused:
            form.add_error(None, str(refused))
        else:
            importing.choose_training_columns(file=file, mapping=mapping, by=request.user)
            if len(file.content) > LONG:
                _leave_to_worker(file, request.user)
            return redirect("training_file", coalition, file.pk)
    context = {"coalition": file.coalition, "form": form, "file": file}
    return render(
        request, "training/transcripts/columns.html", context, status=422 if form.errors else 200
    )


def look(request, coalition, file):
    """What the file would log, or once it has been brought in, what it did."""
    file = request.subject
    context = {"coalition": file.coalition, "file": file}
    if file.applied_at:
        return render(
            request,
            "training/transcripts/brought.html",
            {**context, "sums": views_preview.balance(file.counts)},
        )
    if hasattr(file, "work"):
        return _worked_on(request, file.work, context)
    today = timezone.localdate()
    try:
        transcript = read_transcript(bytes(file.content), file.mapping, on=today)
    except FileRefused:
        return redirect("training_file_columns", coalition, file.pk)
    comparison = preview(
        transcript=transcript, coalition=file.coalition, person=file.person, on=today
    )
    return render(
        request, "training/transcripts/look.html", {**context, **views_preview.preview(comparison)}
    )


def _worked_on(request, work, context):
    """How far the work on a long file is, or what came of it."""
    if work.done_at is None:
        return render(request, "training/transcripts/working.html", {**context, "work": work})
    if work.preview is None:
        return render(request, "training/transcripts/refused.html", {**context, "work": work})
    context |= {"refusal": work.refusal, **views_preview.kept(work.preview)}
    return render(request, "training/transcripts/look.html", context)


@require_POST
def bring_in(request, coalition, file):
    """Write what was shown, if it is still what was shown; of a long file a worker does."""
    file = waiting(request.subject)
    if hasattr(file, "work"):
        _leave_to_worker(file, request.user, seen=request.POST.get("seen", ""))
        return redirect("training_file", coalition, file.pk)
    today = timezone.localdate()
    comparison = importing.import_training(
        transcript=read_transcript(bytes(file.content), file.mapping, on=today),
        coalition=file.coalition,
        person=file.person,
        by=request.user,
        on=today,
        name=file.name,
        file=file,
        expected=request.POST.get("seen", ""),
    )
    changed = len(comparison.new) + len(comparison.changed)
    messages.success(request, f"{counted(changed, 'training')} brought in, to be verified.")
    return redirect("training_file", coalition, file.pk)


def waiting(file):
    """The file, which must not have been brought in. Raises WrongState."""
    if file.applied_at:
        raise WrongState(
            "This file has been brought in already. Bring it again to see what is new in it."
        )
    return file
