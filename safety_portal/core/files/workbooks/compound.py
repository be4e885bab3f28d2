"""A compound file, in which old Office files are kept: one stream of it, by its name. As [MS-CFB]
lays it out.
"""

import struct
from collections.abc import Iterator

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_END = 0xFFFFFFFA  # from here on a number is no sector
_OF_HEADER, _ENTRY = 109, 128


class Damaged(Exception):
    """The file points to where nothing is."""


def names_of(data: bytes) -> list[str]:
    """The names of the streams. Raises Damaged."""
    return [name for name, _, _ in _CompoundFile(data).entries]


def stream_of(data: bytes, *names: str) -> bytes:
    """The first stream that has one of the names, in whatever case; b"" where none has. Raises
    Damaged.
    """
    file = _CompoundFile(data)
    wanted = {name.casefold() for name in names}
    found = next((entry for entry in file.entries if entry[0].casefold() in wanted), None)
    return file.stream(found[1], found[2]) if found else b""


class _CompoundFile:
    """Sectors and the chains they make. A chain is never longer than the file."""

    def __init__(self, data: bytes):
        if not data.startswith(MAGIC) or len(data) < 512:
            raise Damaged
        self.data = data
        shift, self.small_shift = struct.unpack_from("<HH", data, 30)
        if shift not in (9, 12) or self.small_shift not in range(4, 10):
            raise Damaged
        self.size = 1 << shift
        (self.directory_start,) = struct.unpack_from("<I", data, 48)
        self.cutoff, self.small_start = struct.unpack_from("<II", data, 56)
        self.table = self._table()
        self.entries = list(self._entries())

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self.size
        found = self.data[start : start + self.size]
        if not found:
            raise Damaged
        return found.ljust(self.size, b"\0")

    def _numbers(self, number: int) -> tuple[int, ...]:
        return struct.unpack(f"<{self.size // 4}I", self._sector(number))

    def _table(self) -> list[int]:
        """Number of a sector -> the next one of its chain."""
        sectors = list(struct.unpack_from(f"<{_OF_HEADER}I", self.data, 76))
        (further,) = struct.unpack_from("<I", self.data, 68)
        most = len(self.data) // self.size + 1
        while further < _END and len(sectors) <= most:
            *more, further = self._numbers(further)
            sectors += more
        table: list[int] = []
        for number in sectors:
            if number < _END and len(table) <= most:
                table += self._numbers(number)
        return table

    def _chain(self, start: int, table: list[int]) -> list[int]:
        found: list[int] = []
        while start < _END:
            if start >= len(table) or len(found) > len(table):
                raise Damaged
            found.append(start)
            start = table[start]
        return found

    def _read(self, start: int) -> bytes:
        return b"".join(map(self._sector, self._chain(start, self.table)))

    def _entries(self) -> Iterator[tuple[str, int, int]]:
        """(name, first sector, size) of every stream; the first is that of the small ones."""
        directory = self._read(self.directory_start)
        self.small = b""
        for at in range(0, len(directory) - _ENTRY + 1, _ENTRY):
            (length, kind) = struct.unpack_from("<HB", directory, at + 64)
            start, size = struct.unpack_from("<II", directory, at + 116)
            if kind == 5:
                self.root = (start, size)
            elif kind == 2:
                name = directory[at : at + max(0, min(length, 64) - 2)]
                yield name.decode("utf-16-le", errors="replace"), start, size

    def stream(self, start: int, size: int) -> bytes:
        """The bytes of a stream; a small one lies in pieces within that of the root."""
        if size >= self.cutoff:
            return self._read(start)[:size]
        table: list[int] = []
        for number in self._chain(self.small_start, self.table):
            table += self._numbers(number)
        small = self._read(self.root[0]) if hasattr(self, "root") else b""
        length = 1 << self.small_shift
        pieces = (small[n * length : (n + 1) * length] for n in self._chain(start, table))
        return b"".join(pieces)[:size]
