"""When: moves between states. An app's lifecycle.py holds the table.

A wrong move raises WrongState.
"""

from collections.abc import Collection, Mapping
from typing import Any

from safety_portal.core.refusals import Refused


class WrongState(Refused):
    """The thing is not in a state that allows this: it has moved on, or is to move first.

    Its text is the sentence on the page (409), never "forbidden".
    """


def check_move(table: Mapping[Any, Collection[str]], *, old: str, new: str, sentence: str) -> None:
    """Raise WrongState(sentence) unless `table` (state -> states it may become) allows old -> new."""
    if new not in table.get(old, ()):
        raise WrongState(sentence)
