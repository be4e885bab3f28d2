"""What the commands of all imports have in common: the file, its sheet, its columns, whether to
write.
"""

from collections.abc import Iterable
from typing import Any

from django.core.management.base import CommandParser

from safety_portal.core.commands import OR_STANDARD_INPUT
from safety_portal.core.files.tables import Origin

KINDS = f"a workbook of Excel or OpenDocument, CSV, or a web page with a table; {OR_STANDARD_INPUT}"


def add_table_arguments(
    parser: CommandParser,
    *,
    fields: Iterable[str],
    mapping_help: str = "which column holds a field",
) -> None:
    """The options of a command that imports a table: --sheet, --map, --apply, --json."""
    parser.add_argument(
        "--sheet", default="", metavar="NAME", help="which sheet of a workbook; the fullest else"
    )
    parser.add_argument(
        "--map",
        nargs="+",
        action="extend",
        default=[],
        metavar="FIELD=COLUMN",
        help=f"{mapping_help}. Fields: {', '.join(fields)}",
    )
    parser.add_argument("--apply", action="store_true", help="write, all or nothing")
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def told_origin(origin: Origin) -> dict[str, Any]:
    """Where the table stood, for the JSON of a command."""
    return {
        "sheet": origin.sheet or None,
        "sheets": list(origin.sheets),
        "remarks": list(origin.remarks),
    }


def origin_lines(origin: Origin) -> list[str]:
    """The same for a person."""
    lines = list(origin.remarks)
    if len(origin.sheets) > 1:
        others = ", ".join(f"“{name}”" for name in origin.sheets if name != origin.sheet)
        lines.insert(
            0, f"Read from the sheet “{origin.sheet}”; --sheet reads another one: {others}."
        )
    return lines
