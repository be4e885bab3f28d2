"""People from a file, as pages: besides what every import has, roles and schools are decided on,
and people invited.
"""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone

from coalitions.coalition.tabs import page_context
from coalitions.invitations.actions.inviting_known import MOST_AT_ONCE, invite_known
from coalitions.invitations.queries import not_invited
from coalitions.rosters.actions import importing
from coalitions.rosters.comparing import preview_people
from coalitions.rosters.forms import PeopleFileForm
from coalitions.rosters.match_schools import Choices
from coalitions.rosters.readers import pending
from coalitions.rosters.views import preview
from coalitions.table_layouts import people_columns
from safety_portal.core.files.filetypes import FileRefused
from safety_portal.core.files.tables import Table
from safety_portal.core.imports.columns import SHEET, sheet_of
from safety_portal.core.imports.forms import ColumnsForm
from safety_portal.core.imports.kept import not_imported
from safety_portal.core.imports.views import Pages, TableImport
from safety_portal.core.look.wording import counted
from safety_portal.core.web.posting import posted

OF_CHOICES = ("role", "roles", "orgs", "same")


class PeopleImport(TableImport):
    """People of a coalition. Of the file only what was read of its staff is kept."""

    address = "roster"
    pages = Pages(
        choose="coalitions/rosters/choose.html",
        columns="coalitions/rosters/columns.html",
        preview="coalitions/rosters/preview.html",
        imported="coalitions/rosters/imported.html",
    )

    def file_form(self, request):
        """The form that takes a zip archive, too."""
        return PeopleFileForm(posted(request), request.FILES or None)

    def keep(self, request, form):
        """Keep what was read of a file. Raises FileRefused, for one without people too.

        Unknown columns are found out by the preview.
        """
        upload = form.cleaned_data["file"]
        content = pending.kept_of(upload.read(), name=upload.name, on=timezone.localdate())
        file = importing.keep_people_file(
            coalition=request.subject,
            name=upload.name,
            content=content,
            source=content["source"],
            by=request.user,
        )
        return file, True

    def table(self, file):
        """The header of the kept list; None of a delivery that says who is who."""
        kept = pending.list_in(file.content, sheet_of(file.choices))
        return kept and Table(
            tuple(kept["header"]), (), origin=pending.origin_of(file.content, kept)
        )

    def has_columns(self, file):
        """Whether it is a list, rather than a delivery that says who is who."""
        return pending.list_in(file.content) is not None

    def columns_form(self, request, file, table):
        """The form, without the columns that hold secrets."""
        return ColumnsForm(
            posted(request),
            labels=people_columns.FIELDS,
            names=[name for name in table.header if not people_columns.is_secret(name)],
            chosen=file.choices.get("columns") or people_columns.likely(table.header),
        )

    def check(self, file, table, mapping):
        """Raise FileRefused where nobody can be told apart by these columns."""
        pending.roster_in(file.content, mapping, table.origin.sheet)

    def keep_choice(self, request, file, *, sheet, columns):
        """Keep which sheet and columns are read."""
        choices = {"columns": columns, **({SHEET: sheet} if sheet else {})}
        importing.choose_for_people(file=file, choices=choices, by=request.user)

    def read(self, file):
        """The roster in what was kept. Raises FileRefused."""
        columns = file.choices.get("columns", {})
        return pending.roster_in(file.content, columns, sheet_of(file.choices))

    def shown(self, request, file, document):
        """What the roster would change, and what is to be decided first."""
        comparison = compared(file, document)
        form = preview.decide_form(comparison, file.choices)
        return {"form": form, **preview.preview(comparison)}

    def write(self, request, file, document, *, expected):
        """Write it; nobody is invited."""
        comparison = importing.import_people(
            roster=document,
            coalition=file.coalition,
            choices=choices_of(file),
            by=request.user,
            name=file.name,
            file=file,
            expected=expected,
        )
        changed = len(comparison.new) + len(comparison.changed)
        return f"{counted(changed, 'person', 'people')} imported. Nobody was invited."

    def things(self, count, counts):
        """How many of what."""
        return counted(count, "person", "people")

    def sums(self, counts):
        """The balance."""
        return preview.balance(counts)

    def context(self, request, file=None):
        """The pages of the coalition."""
        return page_context(request, file.coalition if file else request.subject, "people")

    def afterwards(self, file):
        """How many can be invited now."""
        today = timezone.localdate()
        return {"left": len(not_invited(coalition=file.coalition, source=file.source, on=today))}

    def decide(self, request, *, file, **place):
        """Keep what the words and organizations of the file mean, and look again."""
        file = not_imported(request.subject)
        try:
            document = self.read(file)
        except FileRefused:
            return redirect(self.url(request, "columns", file))
        comparison = compared(file, document)
        form = preview.decide_form(comparison, file.choices, posted(request))
        if not form.is_valid():
            context = {"origin": document.origin, **preview.preview(comparison)}
            return self.page(request, self.pages.preview, file=file, form=form, **context)
        choices = form.cleaned_data["choices"]
        importing.choose_for_people(file=file, choices=choices, by=request.user)
        messages.success(request, "Looked at the file again with these roles and schools.")
        return redirect(self.url(request, "", file))

    def invite(self, request, *, file, **place):
        """Invite those of this source who cannot sign in yet.

        The page that says how many, then the invitations.
        """
        file, on = request.subject, timezone.localdate()
        back = self.url(request, "", file)
        if request.method == "POST":
            sent = invite_known(coalition=file.coalition, source=file.source, by=request.user)
            messages.success(request, f"{counted(len(sent), 'invitation')} sent.")
            return redirect(back)
        left = not_invited(coalition=file.coalition, source=file.source, on=on)
        now = left[:MOST_AT_ONCE]
        context = {"now": now, "later": len(left) - len(now), "first": now[:12]}
        page = "coalitions/rosters/invite.html"
        return self.page(
            request, page, file=file, back_url=back, back="Back to the file", **context
        )


def compared(file, roster):
    """What the waiting file would change."""
    choices = choices_of(file)
    return preview_people(roster=roster, coalition=file.coalition, choices=choices)


def choices_of(file) -> Choices:
    """What was decided about the file."""
    return Choices(**{name: file.choices[name] for name in OF_CHOICES if name in file.choices})


PEOPLE_IMPORT = PeopleImport()
