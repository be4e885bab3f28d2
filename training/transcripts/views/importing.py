"""Training from a file, as pages: whose it is, and long files that a worker reads and imports."""

from django.shortcuts import redirect
from django.utils import timezone

from safety_portal.core.files.reading import read_head, read_table
from safety_portal.core.files.workbooks.kinds import kind_of
from safety_portal.core.imports.columns import UnknownColumns, choice, columns_in, sheet_of
from safety_portal.core.imports.forms import ColumnsForm
from safety_portal.core.imports.kept import not_imported
from safety_portal.core.imports.views import Pages, TableImport
from safety_portal.core.look.wording import counted
from safety_portal.core.notices.nudge import nudge_on_commit
from safety_portal.core.web.posting import posted
from training.records import policies
from training.records.queries import people_of
from training.records.views.recording import own_person
from training.transcripts.actions import importing, working
from training.transcripts.comparison import compare
from training.transcripts.forms import TrainingFileForm
from training.transcripts.readers import columns as readers_columns
from training.transcripts.readers.transcripts import read_transcript, transcript_of
from training.transcripts.tasks import work_on_files
from training.transcripts.views import preview

# Bytes: what is longer (some 6,000 rows) is worked on by a worker, not while somebody waits for the
# page. A workbook is packed.
LONG, LONG_PACKED = 500_000, 100_000


class TrainingImport(TableImport):
    """Trainings of one member, or of those that each row names."""

    address = "transcript"
    pages = Pages(
        choose="training/transcripts/choose.html",
        columns="training/transcripts/columns.html",
        preview="training/transcripts/preview.html",
        imported="training/transcripts/imported.html",
    )

    def file_form(self, request):
        """The form that asks whose training it is, too."""
        coalition = request.subject
        may_name = policies.can_log_for_others(request.user, coalition)
        return TrainingFileForm(
            posted(request),
            request.FILES or None,
            people=people_of(coalition, on=timezone.localdate()) if may_name else None,
            own=own_person(request),
        )

    def keep(self, request, form):
        """Keep a file; leave a long one whose columns are known to a worker. Raises FileRefused."""
        upload = form.cleaned_data["file"]
        content = upload.read()
        table = head_of(content, refuse=readers_columns.but_trainings)
        is_known = knows_columns(table)
        file = importing.keep_training_file(
            coalition=request.subject,
            person=form.person,
            name=upload.name,
            content=content,
            sheet=table.origin.sheet,
            by=request.user,
        )
        if is_known and is_long(content):
            leave_to_worker(file, request.user)
        return file, is_known

    def table(self, file):
        """The header of the kept file with its first rows at least."""
        return head_of(bytes(file.content), sheet=sheet_of(file.mapping))

    def columns_form(self, request, file, table):
        """The form, filled with what was chosen or can be guessed."""
        return ColumnsForm(
            posted(request),
            labels=readers_columns.FIELDS,
            names=table.header,
            chosen=columns_in(file.mapping) or readers_columns.likely(table),
            needed=readers_columns.NEEDED,
        )

    def check(self, file, table, mapping):
        """Raise FileRefused where these columns are not enough."""
        transcript_of(table, mapping, on=timezone.localdate())

    def keep_choice(self, request, file, *, sheet, columns):
        """Keep which columns are read; of a long file a worker looks at it with them."""
        mapping = choice(sheet, columns)
        importing.choose_training_columns(file=file, mapping=mapping, by=request.user)
        content = bytes(file.content)
        if is_long(content) and (columns or knows_columns(head_of(content, sheet=sheet))):
            leave_to_worker(file, request.user)

    def read(self, file):
        """The transcript in the kept file. Raises FileRefused."""
        content, mapping = bytes(file.content), file.mapping
        today, sheet = timezone.localdate(), sheet_of(mapping)
        return read_transcript(content, columns_in(mapping), sheet=sheet, on=today)

    def why_not_read(self, file):
        """Why the file cannot be read; of a long one its preview says it."""
        return "" if is_long(bytes(file.content)) else super().why_not_read(file)

    def shown(self, request, file, document):
        """What the transcript would log."""
        today = timezone.localdate()
        given = {"coalition": file.coalition, "person": file.person, "on": today}
        return preview.preview(compare(document, **given))

    def preview(self, request, *, file, **place):
        """What the file would log, how far a worker is with it, or what it did."""
        file = request.subject
        if not file.applied_at and hasattr(file, "work"):
            return self.worked_on(request, file)
        return super().preview(request, file=file.pk, **place)

    def worked_on(self, request, file):
        """How far the work on a long file is, or what came of it."""
        work = file.work
        if work.done_at is None:
            return self.page(request, "training/transcripts/working.html", file=file, work=work)
        if work.preview is None:
            return self.page(request, "training/transcripts/refused.html", file=file, work=work)
        context = {"refusal": work.refusal, **preview.kept(work.preview)}
        return self.page(request, self.pages.preview, file=file, **context)

    def apply(self, request, *, file, **place):
        """Write what was shown, if it is still what was shown; of a long file a worker does."""
        file = not_imported(request.subject)
        if not hasattr(file, "work"):
            return super().apply(request, file=file.pk, **place)
        leave_to_worker(file, request.user, seen=request.POST.get("seen", ""))
        return redirect(self.url(request, "", file))

    def write(self, request, file, document, *, expected):
        """Write it, to be verified."""
        comparison = importing.import_training(
            transcript=document,
            coalition=file.coalition,
            person=file.person,
            by=request.user,
            on=timezone.localdate(),
            name=file.name,
            file=file,
            expected=expected,
        )
        changed = len(comparison.new) + len(comparison.changed)
        return f"{counted(changed, 'training')} imported, to be verified."

    def things(self, count, counts):
        """How many of what."""
        return counted(count, "training")

    def sums(self, counts):
        """The balance."""
        return preview.balance(counts)

    def context(self, request, file=None):
        """Where it is."""
        return {"coalition": file.coalition if file else request.subject}


def head_of(content: bytes, **which):
    """The table of a file; of a long one its header and first rows, which say as well which column
    is which.
    """
    return (read_head if is_long(content) else read_table)(content, **which)


def is_long(content: bytes) -> bool:
    """Whether a worker reads the file."""
    return len(content) > (LONG_PACKED if kind_of(content) else LONG)


def knows_columns(table) -> bool:
    """Whether its columns are known. Raises FileRefused for a table that belongs elsewhere."""
    try:
        readers_columns.columns_of(table, {})
    except UnknownColumns:
        return False
    return True


def leave_to_worker(file, by, *, seen=""):
    """Have a worker look at a long file, or import it as it was `seen`."""
    working.ask_worker(file=file, by=by, now=timezone.now(), seen=seen)
    nudge_on_commit(work_on_files.name)


TRAINING_IMPORT = TrainingImport()
