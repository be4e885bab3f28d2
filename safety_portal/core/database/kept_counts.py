"""Numbers that take long to count.

Counted once in so many seconds by each process, and in between as they were then.
"""

import time
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

Counts = TypeVar("Counts")


def always(numbers: object) -> bool:
    """Keep whatever was counted."""
    return True


class KeptCounts(Generic[Counts]):
    """What was counted last, by key."""

    def __init__(self) -> None:
        self._counted: dict[Hashable, tuple[float, Counts]] = {}

    def of(
        self,
        key: Hashable,
        count: Callable[[], Counts],
        *,
        seconds: float,
        is_kept: Callable[[Counts], bool] = always,
    ) -> Counts:
        """What `count()` returned for the key at most so many `seconds` ago.

        Counts where that is longer ago, or never was, or was nothing that `is_kept` says is worth
        keeping.
        """
        now = time.monotonic()
        if kept := self._counted.get(key):
            at, numbers = kept
            if now - at <= seconds:
                return numbers
        numbers = count()
        for old in [old for old, (at, _) in self._counted.items() if now - at > seconds]:
            self._counted.pop(old, None)
        if is_kept(numbers):
            self._counted[key] = now, numbers
        return numbers
