"""The pages of every import: a file, its columns, what it would change, importing it."""

from dataclasses import dataclass

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse

from safety_portal.core.files.filetypes import FileRefused
from safety_portal.core.files.tables import Table
from safety_portal.core.imports.columns import UnknownColumns
from safety_portal.core.imports.forms import ColumnsForm, SheetForm, TableFileForm
from safety_portal.core.imports.kept import not_imported
from safety_portal.core.web.posting import posted


@dataclass(frozen=True)
class Pages:
    """The templates of one import. Each extends the one of its name in core/imports."""

    choose: str
    columns: str
    preview: str
    imported: str


class TableImport:
    """One import as its pages. A noun makes one object of a subclass, which says what differs.

    `address` is how the names of its addresses begin: ADDRESS_new, ADDRESS, ADDRESS_columns and
    ADDRESS_bring_in. The gate has put the kept file, or the place it is for, into request.subject.
    """

    address: str
    pages: Pages

    # ---------------------------------------------------------- what a noun says

    def file_form(self, request) -> TableFileForm:
        """The form that asks for the file."""
        return TableFileForm(posted(request), request.FILES or None)

    def keep(self, request, form) -> tuple[object, bool]:
        """Keep the file of a valid form; returns it, and whether its columns are known.

        Raises FileRefused.
        """
        raise NotImplementedError

    def table(self, file) -> Table | None:
        """The header of the kept file, by its chosen sheet; None of a file without columns to
        choose.
        """
        raise NotImplementedError

    def has_columns(self, file) -> bool:
        """Whether the columns of the kept file can be chosen."""
        return True

    def columns_form(self, request, file, table: Table) -> ColumnsForm:
        """The form that asks which column is which."""
        raise NotImplementedError

    def check(self, file, table: Table, mapping: dict[str, str]):
        """Raise FileRefused where the file cannot be read by these columns."""
        raise NotImplementedError

    def keep_choice(self, request, file, *, sheet: str, columns: dict[str, str]):
        """Keep which sheet and which columns are read."""
        raise NotImplementedError

    def read(self, file):
        """The kept file as what is compared, with its `origin`. Raises FileRefused."""
        raise NotImplementedError

    def shown(self, request, file, document) -> dict:
        """The context of the preview: what the document would change."""
        raise NotImplementedError

    def write(self, request, file, document, *, expected: str) -> str:
        """Import what was `expected`; returns the sentence that says so."""
        raise NotImplementedError

    def sums(self, counts: dict) -> list[tuple]:
        """The balance of an import as it is shown."""
        raise NotImplementedError

    def things(self, count: int, counts: dict) -> str:
        """ "12 people": how many of what was imported."""
        raise NotImplementedError

    def context(self, request, file=None) -> dict:
        """What every page of this import needs besides."""
        return {}

    def afterwards(self, file) -> dict:
        """What the page of a file that was imported needs besides."""
        return {}

    # ---------------------------------------------------------- the pages

    def choose(self, request, **place):
        """Choose a file. One that is no table is refused at once, one with unknown columns asked
        about.
        """
        form = self.file_form(request)
        if request.method == "POST" and form.is_valid():
            try:
                file, is_known = self.keep(request, form)
            except FileRefused as refused:
                form.add_error("file", str(refused))
            else:
                return redirect(self.url(request, "" if is_known else "columns", file))
        return self.page(request, self.pages.choose, form=form)

    def columns(self, request, *, file, **place):
        """Say which column is which, or read another sheet; GET the form, POST it."""
        file = not_imported(request.subject)
        table = self.table(file)
        if table is None:
            return redirect(self.url(request, "", file))
        if "sheet" in request.POST:
            return self.choose_sheet(request, file, table)
        form = self.columns_form(request, file, table)
        if request.method == "POST" and form.is_valid():
            mapping = form.cleaned_data["mapping"]
            try:
                self.check(file, table, mapping)
            except FileRefused as refused:
                form.add_error(None, str(refused))
            else:
                self.keep_choice(request, file, sheet=table.origin.sheet, columns=mapping)
                return redirect(self.url(request, "", file))
        context = {
            "form": form,
            "file": file,
            "origin": table.origin,
            "why": self.why_not_read(file),
        }
        return self.page(request, self.pages.columns, **context)

    def choose_sheet(self, request, file, table: Table):
        """Read another sheet of the workbook, with its own columns."""
        form = SheetForm(request.POST, sheets=table.origin.sheets)
        if form.is_valid():
            self.keep_choice(request, file, sheet=form.cleaned_data["sheet"], columns={})
        else:
            messages.error(request, "The workbook has no such sheet. Choose one of those listed.")
        return redirect(self.url(request, "", file))

    def preview(self, request, *, file, **place):
        """What the file would change, or once it has been imported, what it did."""
        file = request.subject
        if file.applied_at:
            return self.imported(request, file)
        try:
            document = self.read(file)
        except FileRefused:
            return redirect(self.url(request, "columns", file))
        context = {"origin": document.origin, **self.shown(request, file, document)}
        return self.page(request, self.pages.preview, file=file, **context)

    def imported(self, request, file):
        """What a file did."""
        count = file.counts["created"] + file.counts["updated"]
        done = f"{self.things(count, file.counts)} {'was' if count == 1 else 'were'} imported"
        context = {"file": file, "heading": done, "sums": self.sums(file.counts)}
        return self.page(request, self.pages.imported, **context, **self.afterwards(file))

    def apply(self, request, *, file, **place):
        """Write what was shown, if it is still what was shown; a file read by then is not kept."""
        file = not_imported(request.subject)
        try:
            document = self.read(file)
        except FileRefused:
            return redirect(self.url(request, "columns", file))
        seen = request.POST.get("seen", "")
        messages.success(request, self.write(request, file, document, expected=seen))
        return redirect(self.url(request, "", file))

    # ---------------------------------------------------------- what they share

    def why_not_read(self, file) -> str:
        """Why a file cannot be read as it is, in one sentence; "" where it can, or where the page
        asks.
        """
        try:
            self.read(file)
        except UnknownColumns:
            return ""
        except FileRefused as refused:
            return str(refused)
        return ""

    def url(self, request, step: str, file=None) -> str:
        """The address of a step: "new", "columns", "apply", or "" for the file itself."""
        place = {
            name: value for name, value in request.resolver_match.kwargs.items() if name != "file"
        }
        name = f"{self.address}_{step}" if step else self.address
        return reverse(name, kwargs={**place, "file": file.pk} if file else place)

    def page(self, request, template: str, *, form=None, file=None, **context):
        """A page of the import; 422 where a form was refused."""
        links = {"new": self.url(request, "new")}
        if file:
            steps = {"preview": "", "columns": "columns", "apply": "apply"}
            links |= {name: self.url(request, step, file) for name, step in steps.items()}
            context.setdefault("has_columns", bool(not file.applied_at and self.has_columns(file)))
        context = {
            **self.context(request, file),
            "form": form,
            "file": file,
            "links": links,
            **context,
        }
        status = 422 if form is not None and form.errors else 200
        return render(request, template, context, status=status)
