"""A zip archive written piece by piece, that knows the SHA-256 of everything in it."""

import hashlib
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from typing import IO


@dataclass(frozen=True)
class Member:
    """A file of the archive: its length in bytes and the SHA-256 of its content."""

    name: str
    bytes: int
    sha256: str


class Archive:
    """`with Archive(file) as archive`; then `members` are what was written, in order.

    Holds a piece at a time, whatever the length.
    """

    def __init__(self, file: IO[bytes]) -> None:
        self._zip = zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED)
        self.members: list[Member] = []

    def __enter__(self) -> "Archive":
        return self

    def __exit__(self, *error: object) -> None:
        self._zip.close()

    def write(self, name: str, pieces: Iterable[bytes]) -> Member:
        """Write a file as its pieces come."""
        digest, length = hashlib.sha256(), 0
        with self._zip.open(name, "w", force_zip64=True) as file:
            for piece in pieces:
                file.write(piece)
                digest.update(piece)
                length += len(piece)
        member = Member(name, length, digest.hexdigest())
        self.members.append(member)
        return member
