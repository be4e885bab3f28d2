"""Numbers that take long to count.

Counted once in so many seconds by each process, and in between as they were then.
"""

import time
from collections.abc import Callable, Hashable


def always(numbers) -> bool:
    """Keep whatever was counted."""
    return True


class KeptCounts:
    """What was counted last, by key."""

    def __init__(self):
        self._counted = {}

    def of(self, key: Hashable, count: Callable, *, seconds: float, is_kept: Callable = always):
        """What `count()` returned for the key at most so many `seconds` ago.

        Counts where that is longer ago, or never was, or was nothing that `is_kept` says is worth
        keeping.
        """
        now = time.monotonic()
        at, numbers = self._counted.get(key, (0, None))
        if numbers is None or now - at > seconds:
            numbers = count()
            for old in [old for old, (at, _) in self._counted.items() if now - at > seconds]:
                self._counted.pop(old, None)
            if is_kept(numbers):
                self._counted[key] = now, numbers
        return numbers
