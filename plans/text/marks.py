"""Which marks the words being read carry: bold, a link and so on.

Costs the same however often a mark was opened.
"""

from plans.text.allowed import MARKS


class Marks:
    """``current`` and ``href`` are those of the next words.

    The same mark nested counts how often it has to be closed.

    A link inside a link ends the outer one, as in a browser. A cell (``enter``, ``leave``) hands
    its own marks to nothing after it, and closes none of those around it.
    """

    def __init__(self) -> None:
        self.current: frozenset[str] = frozenset()
        self.href = ""
        self._around: tuple[frozenset[str], str] = self.current, self.href
        self._open = dict.fromkeys(MARKS, 0)
        self._link = ""
        self._outside: list[tuple[tuple[frozenset[str], str], dict[str, int], str]] = []

    def open(self, tag: str, href: str = "") -> None:
        """A start tag of a mark; ``href`` is that of a link, "" where it leads nowhere."""
        if tag == "a":
            self._link = href
        self._open[tag] = 1 if tag == "a" else self._open[tag] + 1
        self._count()

    def close(self, tag: str) -> None:
        """An end tag of a mark; nothing where none is open."""
        self._open[tag] = max(0, self._open[tag] - 1)
        self._count()

    def enter(self) -> None:
        """Go into a cell."""
        self._outside.append((self._around, self._open, self._link))
        self._around = self.current, self.href
        self._open = dict.fromkeys(MARKS, 0)

    def leave(self) -> None:
        """Out of the cell: as it was before."""
        self._around, self._open, self._link = self._outside.pop()
        self._count()

    def _count(self) -> None:
        around, href = self._around
        self.href = self._link if self._open["a"] and self._link else href
        own = {mark for mark, count in self._open.items() if count and mark != "a"}
        self.current = frozenset(own | around | ({"a"} if self.href else set()))
