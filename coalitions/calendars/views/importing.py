"""A calendar from a file, as pages: a table, whose columns are chosen, or an iCalendar file."""

from typing import Any

from django.http import HttpRequest

from coalitions.calendars.actions import importing
from coalitions.calendars.comparing.comparison import compare
from coalitions.calendars.comparing.entries import ReadCalendar
from coalitions.calendars.forms import CalendarFileForm
from coalitions.calendars.models import CalendarFile
from coalitions.calendars.queries import years_of_district
from coalitions.calendars.readers import tables
from coalitions.calendars.readers.calendars import read_calendar
from coalitions.calendars.readers.icalendars import is_icalendar
from coalitions.calendars.views import preview
from coalitions.coalition.models import Coalition
from coalitions.coalition.tabs import page_context
from safety_portal.core.files.reading import read_table
from safety_portal.core.files.tables import Table
from safety_portal.core.imports.columns import UnknownColumns, choice, columns_in, sheet_of
from safety_portal.core.imports.forms import ColumnsForm, TableFileForm
from safety_portal.core.imports.views import Pages, TableImport
from safety_portal.core.look.wording import counted
from safety_portal.core.web.posting import posted


class CalendarImport(TableImport):
    """The calendar of a district."""

    address = "calendar_import"
    pages = Pages(
        choose="coalitions/calendars/choose.html",
        columns="coalitions/calendars/columns.html",
        preview="coalitions/calendars/preview.html",
        imported="coalitions/calendars/imported.html",
    )

    def file_form(self, request: HttpRequest) -> TableFileForm:
        """The form that takes an iCalendar file, too."""
        return CalendarFileForm(posted(request), request.FILES or None)

    def keep(self, request: Any, form: TableFileForm) -> tuple[CalendarFile, bool]:
        """Keep a file that can be read, or whose columns can be chosen. Raises FileRefused."""
        upload = form.cleaned_data["file"]
        content = upload.read()
        sheet, is_known = "", True
        try:
            sheet = read_calendar(content).origin.sheet
        except UnknownColumns:
            sheet, is_known = read_table(content).origin.sheet, False
        file = importing.keep_calendar_file(
            coalition=request.subject,
            name=upload.name,
            content=content,
            sheet=sheet,
            by=request.user,
        )
        return file, is_known

    def table(self, file: CalendarFile) -> Table | None:
        """The table of the kept file; None of an iCalendar file."""
        if not self.has_columns(file):
            return None
        return read_table(_content(file), sheet=sheet_of(file.mapping))

    def has_columns(self, file: CalendarFile) -> bool:
        """Whether it is a table."""
        return not is_icalendar(_content(file))

    def columns_form(self, request: HttpRequest, file: CalendarFile, table: Table) -> ColumnsForm:
        """The form, filled with what was chosen or can be guessed."""
        return ColumnsForm(
            posted(request),
            labels=tables.FIELDS,
            names=table.header,
            chosen=columns_in(file.mapping) or tables.likely_columns(table.header),
            needed=["what", "from"],
        )

    def check(self, file: CalendarFile, table: Table, mapping: dict[str, str]) -> None:
        """Raise FileRefused where these columns are not enough, or stand twice."""
        tables.columns_of(table, mapping)

    def keep_choice(
        self, request: Any, file: CalendarFile, *, sheet: str, columns: dict[str, str]
    ) -> None:
        """Keep which sheet and columns are read."""
        importing.choose_calendar_columns(
            file=file, mapping=choice(sheet, columns), by=request.user
        )

    def read(self, file: CalendarFile) -> ReadCalendar:
        """The calendar in the kept file. Raises FileRefused."""
        columns = {name: column for name, column in columns_in(file.mapping).items() if column}
        return read_calendar(_content(file), columns, sheet=sheet_of(file.mapping))

    def shown(self, request: Any, file: CalendarFile, document: ReadCalendar) -> dict[str, Any]:
        """What the calendar would change."""
        years = years_of_district(_coalition(file).district_id)
        return preview.preview(compare(document, years))

    def write(
        self, request: Any, file: CalendarFile, document: ReadCalendar, *, expected: str
    ) -> str:
        """Write it."""
        coalition = _coalition(file)
        comparison = importing.import_calendar(
            read=document,
            district=coalition.district,
            coalition=coalition,
            by=request.user,
            name=file.name,
            file=file,
            expected=expected,
        )
        counts = comparison.counts
        return f"{counted(counts['created'] + counts['updated'], 'row')} imported."

    def things(self, count: int, counts: dict[str, int]) -> str:
        """How many of what."""
        return counted(count, "row")

    def sums(self, counts: dict[str, int]) -> list[tuple[str, ...]]:
        """The balance."""
        return preview.balance(counts)

    def context(self, request: Any, file: CalendarFile | None = None) -> dict[str, Any]:
        """The pages of the coalition."""
        return page_context(request, _coalition(file) if file else request.subject, "calendar")


def _content(file: CalendarFile) -> bytes:
    return bytes(file.content or b"")


def _coalition(file: CalendarFile) -> Coalition:
    """That of a file which somebody brought by a page."""
    if file.coalition is None:
        raise ValueError("A file that a command imported is on no page.")
    return file.coalition


CALENDAR_IMPORT = CalendarImport()
