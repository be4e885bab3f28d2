"""What importing a table would change here, as far as it is the same for every table."""

import dataclasses
import hashlib
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Refusal:
    """A row that cannot be used: the `field` at fault, why and what to do, and what stands there.

    `known` is what identifies the row as far as it could be read: what is refused is not missing.
    """

    row: int
    field: str
    reason: str
    value: str = ""
    known: dict[str, Any] = dataclasses.field(default_factory=dict)


class Comparison:
    """Base of what a noun compares. Its `previewed` is everything that would be written, as plain
    values; `counts` the balance, in which every row of the file is in one place.
    """

    previewed: tuple[Any, ...]
    counts: dict[str, int]

    @property
    def digest(self) -> str:
        """What somebody agrees to who has looked: another one means that something else would be
        written, because the world has moved on or the file is read otherwise.
        """
        return hashlib.sha256(repr((self.previewed, self.counts)).encode()).hexdigest()
