"""A receipt: where a chain ended at some moment, short enough for paper.

Whoever kept one notices a chain made anew.

"12-1042-3F9A-22C1-77DE-0B1A-94C2": the scope, the place in its chain, and the first 20 digits of
the hash there. Eighty bits: to make another chain with the same ones at the same place takes some
10^24 tries.
"""

import re
from dataclasses import dataclass

from safety_portal.core.audit.models import Link

DIGITS = 20
SHAPE = re.compile(r"(\d{1,18})-(\d{1,18})-([0-9A-F]{4}(?:-?[0-9A-F]{4}){4})")


@dataclass(frozen=True)
class Receipt:
    """The hash that stood at `place` of the chain of `scope` begins with `digits`, upper-case."""

    scope: int
    place: int
    digits: str

    def __str__(self) -> str:
        groups = (self.digits[start : start + 4] for start in range(0, DIGITS, 4))
        return "-".join([str(self.scope), str(self.place), *groups])

    def is_of(self, link: Link | None) -> bool:
        """Whether a Link (None: there is none) is the one this receipt was made of."""
        return link is not None and link.hash[:DIGITS].upper() == self.digits

    def link(self) -> Link | None:
        """The Link that stands at its place now, None where the chain does not reach so far."""
        return Link.objects.filter(scope=self.scope, place=self.place).first()


def receipt_of(scope: int, place: int, digest: str) -> Receipt:
    """The Receipt of what stands at a place of a chain."""
    return Receipt(scope, place, digest[:DIGITS].upper())


def read_receipt(text: str) -> Receipt | None:
    """A typed receipt, whatever its case and spaces; None where it is none."""
    match = SHAPE.fullmatch(re.sub(r"[\s‐-―]+", "-", text.strip()).upper())
    return Receipt(int(match[1]), int(match[2]), match[3].replace("-", "")) if match else None
