"""A risk worksheet from a file, as pages."""

from typing import Any

from django.http import HttpRequest

from plans.risks.actions import importing
from plans.risks.comparison import Planned, RiskComparison, compare
from plans.risks.entries import ReadWorksheet
from plans.risks.forms import RiskFileForm
from plans.risks.models.risk_file import RiskFile
from plans.risks.queries import beside, buildings_known
from plans.risks.readers import tables
from plans.risks.readers.tables import FIELDS, read_worksheet
from plans.risks.scales import CRITERIA, Priority, suggested
from safety_portal.core.files.reading import read_table
from safety_portal.core.files.tables import Table
from safety_portal.core.imports.columns import UnknownColumns, choice, columns_in, sheet_of
from safety_portal.core.imports.forms import ColumnsForm, TableFileForm
from safety_portal.core.imports.preview import are, shared, tabs
from safety_portal.core.imports.views import Pages, TableImport
from safety_portal.core.look.wording import counted
from safety_portal.core.web.posting import posted

LABELS = {**FIELDS, "row": "Whole row"}
MOST = 200


class RiskImport(TableImport):
    """The worksheet of a place."""

    address = "risk_import"
    pages = Pages(
        choose="plans/risks/choose.html",
        columns="plans/risks/columns.html",
        preview="plans/risks/preview.html",
        imported="plans/risks/imported.html",
    )

    def file_form(self, request: Any) -> TableFileForm:
        """The form that asks for the building, too."""
        known = buildings_known(request.user, request.subject)
        return RiskFileForm(posted(request), request.FILES or None, buildings=known)

    def keep(self, request: Any, form: TableFileForm) -> tuple[RiskFile, bool]:
        """Keep a file that can be read, or whose columns can be chosen. Raises FileRefused."""
        upload = form.cleaned_data["file"]
        content = upload.read()
        is_known = True
        try:
            sheet = read_worksheet(content, {}).origin.sheet
        except UnknownColumns:
            sheet, is_known = read_table(content).origin.sheet, False
        file = importing.keep_risk_file(
            coalition=request.subject,
            building=form.cleaned_data["building"],
            name=upload.name,
            content=content,
            sheet=sheet,
            by=request.user,
        )
        return file, is_known

    def table(self, file: RiskFile) -> Table:
        """The table of the kept file."""
        return read_table(_content(file), sheet=sheet_of(file.mapping))

    def columns_form(self, request: HttpRequest, file: RiskFile, table: Table) -> ColumnsForm:
        """The form, filled with what was chosen or can be guessed."""
        return ColumnsForm(
            posted(request),
            labels=FIELDS,
            names=table.header,
            chosen=columns_in(file.mapping) or tables.likely_columns(table.header),
            needed=["hazard", *CRITERIA],
        )

    def check(self, file: RiskFile, table: Table, mapping: dict[str, str]) -> None:
        """Raise FileRefused where these columns are not enough, or stand twice."""
        tables.columns_of(table, mapping)

    def keep_choice(
        self, request: Any, file: RiskFile, *, sheet: str, columns: dict[str, str]
    ) -> None:
        """Keep which sheet and columns are read."""
        importing.choose_risk_columns(file=file, mapping=choice(sheet, columns), by=request.user)

    def read(self, file: RiskFile) -> ReadWorksheet:
        """The worksheet in the kept file. Raises FileRefused."""
        columns = {name: column for name, column in columns_in(file.mapping).items() if column}
        return read_worksheet(_content(file), columns, sheet=sheet_of(file.mapping))

    def shown(self, request: Any, file: RiskFile, document: ReadWorksheet) -> dict[str, Any]:
        """What the worksheet would change."""
        here = beside(file.coalition)
        return preview(compare(document, *here, building=file.building, name=file.name))

    def write(self, request: Any, file: RiskFile, document: ReadWorksheet, *, expected: str) -> str:
        """Write it."""
        counts = importing.import_risks(
            read=document, file=file, by=request.user, expected=expected
        ).counts
        return f"{counted(counts['created'] + counts['updated'], 'risk')} imported."

    def things(self, count: int, counts: dict[str, int]) -> str:
        """How many of what."""
        return counted(count, "risk")

    def sums(self, counts: dict[str, int]) -> list[tuple[str, ...]]:
        """The balance."""
        return balance(counts)

    def context(self, request: Any, file: RiskFile | None = None) -> dict[str, Any]:
        """The place it is about."""
        return {"coalition": file.coalition if file else request.subject}


def preview(comparison: RiskComparison) -> dict[str, Any]:
    """The context of the preview page."""
    counts = comparison.counts
    lines = [*comparison.new, *comparison.changed]
    number = counts["created"] + counts["updated"]
    skipped = [
        (f"Row {each.row:,}, {each.value}", each.reason) for each in comparison.skipped[:MOST]
    ]
    return {
        **shared(comparison, labels=LABELS, skipped=skipped),
        "heading": heading(counts),
        "sums": balance(counts),
        "tabs": tabs(
            ("new", "New and changed", number),
            ("refused", "Refused", counts["rejected"]),
            ("skipped", "Not used", counts["skipped"]),
        ),
        "lines": [_line(each) for each in lines[:MOST]],
        "more": max(0, len(lines) - MOST),
        "button": f"Import {counted(number, 'risk')}" if comparison.changes_something else "",
    }


def heading(counts: dict[str, int]) -> str:
    """The h1: "40 risks are new, 2 have changed, 1 row is refused"."""
    new, changed, refused = counts["created"], counts["updated"], counts["rejected"]
    parts = [f"{are(new, 'risk')} new"] if new else []
    if changed:
        noun = f"{changed:,}" if new else counted(changed, "risk")
        parts.append(f"{noun} {'has' if changed == 1 else 'have'} changed")
    if not parts:
        known = counts["unchanged"] and not refused
        parts.append("The file says what is here already" if known else "Nothing in it is new")
    return ", ".join([*parts, *([f"{are(refused, 'row')} refused"] if refused else [])])


def balance(counts: dict[str, int]) -> list[tuple[str, ...]]:
    """The sums: every row of the file in one of them."""
    return [
        ("Rows", f"{counts['rows']:,}", "all accounted for"),
        ("New", f"{counts['created']:,}"),
        ("Changed", f"{counts['updated']:,}"),
        ("Unchanged", f"{counts['unchanged']:,}"),
        ("Refused", f"{counts['rejected']:,}"),
        ("Not used", f"{counts['skipped']:,}", "each with its reason"),
    ]


def _line(planned: Planned) -> dict[str, Any]:
    """A row in words: what is here now, and what it would be."""
    here, weighed = planned.risk, planned.weighed
    decision = here.decision if here else None
    line: dict[str, Any] = {
        "title": planned.title,
        "building": planned.building,
        "is_new": here is None,
        "is_own": bool(planned.group),
        "before": decision.get_priority_display() if decision else "",
        "reason": weighed.reason if weighed else "",
        "after": "To decide",
    }
    if weighed:
        said = Priority(weighed.priority).label
        line["after"] = said if planned.is_decided else f"{said}, proposed"
        line["sum"] = suggested(weighed.scores)
    return line


def _content(file: RiskFile) -> bytes:
    return bytes(file.content or b"")


RISK_IMPORT = RiskImport()
