"""Long tables row by row.

A file of a million rows takes the memory of one, and nothing that is not asked for is kept.
"""

import codecs
import io
import itertools
from collections.abc import Iterator
from typing import BinaryIO

from safety_portal.core.files import delimited, filetypes, no_table, tables
from safety_portal.core.files.filetypes import FileRefused

MAX_BYTES = 250 * 1024 * 1024
MAX_ROWS = 1_500_000
# The header stands among the first so many records; whole lines of about so many characters tell
# the delimiter.
HEAD_RECORDS = 30
BUFFER = 65_536
SAMPLE_LINES = 200


class Counted(io.RawIOBase):
    """A file that is refused once more of it was read than allowed, whatever a zip archive says of
    its size.
    """

    def __init__(self, file: BinaryIO, limit: int):
        super().__init__()
        self.file, self.left, self.limit = file, limit, limit

    def readable(self):
        return True

    def readinto(self, buffer):
        read = self.file.read(len(buffer))
        self.left -= len(read)
        if self.left < 0:
            raise FileRefused(
                f"This file has more than {self.limit // 1048576} MB, which is more than is read; import it in parts."
            )
        buffer[: len(read)] = read
        return len(read)


def read_rows(file: BinaryIO, *, limit=MAX_BYTES) -> tuple[tuple[str, ...], Iterator[tables.Row]]:
    """The header of a delimited file and its rows, as they are read.

    Raises FileRefused, also from within the rows.
    """
    buffered = io.BufferedReader(Counted(file, limit), BUFFER)
    head = buffered.peek(filetypes.HEAD)[: filetypes.HEAD]
    refuse_no_table(head)
    lines = lines_of(buffered, head)
    sample = list(itertools.islice(lines, SAMPLE_LINES))
    delimiter = delimited.delimiter_of("".join(sample))
    records = delimited.records_of(itertools.chain(sample, lines, [delimited.END_MARK]), delimiter)
    return below_header(tables.numbered(records))


def refuse_no_table(head: bytes):
    """Raise FileRefused for an empty file and for what is known to be no delimited text."""
    if not head:
        raise FileRefused("This file is empty.")
    no_table.refuse_known_types(head)
    no_table.refuse_no_list(filetypes.without_zeros(filetypes.decode(head)))


def lines_of(buffered: io.BufferedReader, head: bytes) -> Iterator[str]:
    """The lines with their ends, decoded as filetypes.decode does.

    Raises FileRefused for one that no table has.
    """
    mark, encoding = next(
        (
            (mark, encoding)
            for mark, encoding in filetypes.BYTE_ORDER_MARKS
            if head.startswith(mark)
        ),
        (b"", filetypes.utf16_without_mark(head) or "utf-8"),
    )
    buffered.read(len(mark))
    is_utf8 = codecs.lookup(encoding).name == "utf-8"
    text = io.TextIOWrapper(
        buffered, encoding, errors="surrogateescape" if is_utf8 else "replace", newline=""
    )
    for number in itertools.count(1):
        line = text.readline(delimited.MAX_LINE + 1)
        if len(line) > delimited.MAX_LINE:
            raise FileRefused(
                f"Line {number:,} is more than {delimited.MAX_LINE:,} characters long, so this is no table."
            )
        if not line:
            return
        if "\x00" in line:
            line = line.replace("\x00", "")
        yield line if line.isascii() or not is_utf8 else line.translate(filetypes.WINDOWS)


def below_header(
    numbered: Iterator[tuple[int, list[str]]],
) -> tuple[tuple[str, ...], Iterator[tables.Row]]:
    """Find the header among the first records; the rows below it are fitted as they are read."""
    first = list(itertools.islice(numbered, HEAD_RECORDS))
    kept = [(number, cells) for number, cells in first if cells]
    place, header = tables.header_of(kept)
    rest = itertools.chain(kept[place + 1 :], numbered)
    return header, fitted_rows(rest, len(header))


def fitted_rows(numbered: Iterator[tuple[int, list[str]]], width: int) -> Iterator[tables.Row]:
    """The filled rows as wide as the header. Raises FileRefused for too many."""
    for number, cells in numbered:
        if number > MAX_ROWS:
            raise FileRefused(f"This file has more than {MAX_ROWS:,} rows; import it in parts.")
        if cells:
            yield tables.fitted(number, cells, width)
