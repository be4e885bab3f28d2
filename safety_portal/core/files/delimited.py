"""Delimited text: comma, semicolon, tab or bar, and which of them it is."""

import csv
import io
from collections import Counter
from collections.abc import Iterator

from safety_portal.core.files.filetypes import FileRefused

MAX_LINE = 1_000_000
DELIMITERS = ",;\t|"
SAMPLE_ROWS = 200
# Closes the text for the CSV reader: if the last record is not this line alone, a quotation mark
# swallowed it.
END_MARK = "end-of-table"


def delimited_rows(text: str) -> Iterator[list[str]]:
    """The records of delimited text, blank ones included (they count as rows).

    Raises FileRefused.
    """
    return records_of(lines_of(f"{text}\n{END_MARK}"), delimiter_of(text))


def records_of(lines: Iterator[str], delimiter: str) -> Iterator[list[str]]:
    """The records in `lines`, of which the last has to be END_MARK.

    Raises FileRefused for a quotation mark gone wrong.
    """
    reader = csv.reader(lines, delimiter=delimiter)
    record, count = None, 0
    try:
        for following in reader:
            if record is not None:
                yield record
            record = following
            count += 1
    except csv.Error:
        raise FileRefused(
            f"Row {count + 1:,} has a cell of more than {csv.field_size_limit():,} characters; "
            'most likely a quotation mark (") is missing there.'
        ) from None
    if record != [END_MARK]:
        raise FileRefused(
            f'A quotation mark (") in row {count:,} is opened and never closed; close it or leave it out.'
        )


def lines_of(text: str) -> Iterator[str]:
    """The lines with their ends, whichever of the three kinds.

    Raises FileRefused for one that no table has.
    """
    for number, line in enumerate(io.StringIO(text, newline=""), start=1):
        if len(line) > MAX_LINE:
            raise FileRefused(
                f"Line {number:,} is {len(line):,} characters long, so this is no table of rows."
            )
        yield line


def delimiter_of(text: str) -> str:
    """The delimiter under which most of the first rows have the same number of cells, and the more
    cells the better.
    """
    # The sample must not end inside a row, nor be one endless line.
    sample = text[:200_000]

    def evenness(delimiter: str) -> tuple[int, int]:
        reader = csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)
        widths: Counter[int] = Counter()
        try:
            for record, _ in zip(reader, range(SAMPLE_ROWS), strict=False):
                widths[len(record)] += len(record) > 1
        except csv.Error:
            pass  # an overlong cell under this delimiter; the rows before it count
        return max(((rows, width) for width, rows in widths.items()), default=(0, 0))

    return max(DELIMITERS, key=evenness)
