"""Import a plan from a Word file: choose it, and make the draft.

In between its passages are placed (placing).
"""

import tempfile

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from plans.word_in.actions.importing import import_plan, keep_word_file
from plans.word_in.forms import WordFileForm
from plans.word_in.preview import preview
from plans.word_in.readers.plan_file import read_plan_file
from plans.word_in.readers.word.document import WordRefused
from plans.word_in.views.mapping import decided
from safety_portal.core.look.wording import counted
from safety_portal.core.refusals import Refused
from safety_portal.core.web.posting import done_by, posted, status_of, uploaded


def choose(request, coalition):
    """Choose a file and a title. A file that is none, or holds nothing, is refused at once and not
    kept.
    """
    coalition = request.subject
    form = WordFileForm(posted(request), uploaded(request))
    if done := done_by(form, _look, coalition=coalition):
        imported, content = done.result
        return _go_on(request, coalition, imported, content, form.cleaned_data["title"])
    context = {"coalition": coalition, "form": form}
    return render(request, "plans/word_in/import.html", context, status=status_of(form))


def _look(*, coalition, title, file):
    """(what importing the file would do, its bytes)."""
    content = file.read()
    try:
        parsed_plan = read(coalition, content, file.name)
    except WordRefused as unreadable:
        raise Refused(str(unreadable), field="file") from unreadable
    return preview(coalition=coalition, title=title, parsed_plan=parsed_plan), content


def _go_on(request, coalition, imported, content, title):
    """To the preview; or to the plan that has this very file already."""
    if imported.is_unchanged:
        messages.info(
            request, "This file has been imported already. Nothing was changed; this is its plan."
        )
        return redirect("workspace_plan", coalition.slug, imported.edition.plan_id)
    file = keep_word_file(
        coalition=coalition,
        title=title,
        content=content,
        parsed_plan=imported.parsed_plan,
        by=request.user,
    )
    return redirect("word_in_file", coalition.slug, file.pk)


def read(coalition, content, name):
    """The plan in the bytes of a file. Raises WordRefused."""
    with tempfile.NamedTemporaryFile(suffix=".docx") as file:
        file.write(content)
        file.flush()
        return read_plan_file(file.name, scope=coalition.scope, name=name)


@require_POST
def make(request, coalition, file):
    """Make the plan with its draft, after what was chosen on the page.

    The kept file is not needed any more.
    """
    file = request.subject
    decided(request, file)
    parsed_plan = read(file.coalition, bytes(file.content), file.file_name)
    imported = import_plan(
        coalition=file.coalition,
        title=file.title,
        parsed_plan=parsed_plan,
        by=request.user,
        word_file=file,
    )
    if imported.is_unchanged:
        messages.info(
            request, "This file has been imported already. Nothing was changed; this is its plan."
        )
    else:
        made = imported.edition.sections.count()
        messages.success(
            request, f"Draft of edition 1 made: {counted(made, 'section')} from {file.file_name}."
        )
    return redirect("workspace_plan", file.coalition.slug, imported.edition.plan_id)
