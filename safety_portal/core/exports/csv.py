"""CSV out (RFC 4180, UTF-8 with BOM so that Excel reads the accents)."""

import csv
import io
import itertools
from collections.abc import Iterable, Iterator

from django.http import StreamingHttpResponse

# A spreadsheet takes a cell that begins so for a formula (OWASP ASVS 1.2.10; the full-width forms
# are ours).
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠")


def safe_cell(value: object) -> str:
    """The text of a cell, with an apostrophe before what a spreadsheet would run.

    Numbers stay numbers.
    """
    text = "" if value is None else str(value).replace("\0", "")
    if text.startswith(FORMULA_STARTS) and not _is_number(text):
        return f"'{text}"
    return text


def _is_number(text: str) -> bool:
    return (
        text.lstrip("+-").replace(".", "", 1).isascii()
        and text.lstrip("+-").replace(".", "", 1).isdigit()
    )


def csv_response(
    name: str, header: list[str], rows: Iterable[Iterable[object]]
) -> StreamingHttpResponse:
    """Stream `rows` (iterables of cells) under `header` as an attachment called `name`.

    The first row is fetched before anything is answered: what the database refuses is an error
    page, no file that breaks off.
    """
    rows = iter(rows)
    first = list(itertools.islice(rows, 1))
    response = StreamingHttpResponse(
        csv_lines(header, itertools.chain(first, rows)), content_type="text/csv; charset=utf-8"
    )
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response


def csv_lines(header: list[str], rows: Iterable[Iterable[object]]) -> Iterator[str]:
    """The text of a CSV line by line: byte order mark, `header`, then `rows` as they come."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    yield "\N{BYTE ORDER MARK}"
    for cells in itertools.chain([header], rows):
        writer.writerow([safe_cell(cell) for cell in cells])
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
