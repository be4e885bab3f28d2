"""What an agenda may be made of: lines that the apps offer, and the portal composes.

An app offers by a function `agenda_lines(coalition, *, on, since)` that yields OfferedLines of what
is open in it: at most MOST, in a fixed number of queries, and only what every member may read the
title of, unless the line says otherwise (`sensitivity`). The portal calls all of them
(portal/agenda); a later noun appears on every agenda by standing in its list.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from coalitions.access.roles import Sensitivity
from coalitions.coalition.models import Coalition
from coalitions.meetings.lifecycle import Wanted

# So many of one kind; the rest is one line, or waits for the next meeting.
MOST = 10


@dataclass(frozen=True, kw_only=True)
class OfferedLine:
    """A line that an agenda may have.

    `key` names what is open and stays the same for as long as it is ("seat:41"): what is on the
    agenda is not offered again. `wanted` is what the meeting is to do about it, `words` say why it
    is here ("Vacant since September 1"), `path` leads to where it comes from, `by` is who brings it
    up, `minutes` how long it is likely to take.
    """

    key: str
    title: str
    wanted: Wanted
    words: str
    path: str
    by: str = ""
    sensitivity: Sensitivity = Sensitivity.MEMBERS
    minutes: int = 5


class Offers(Protocol):
    """What an app offers: `since` is the day of the coalition's last meeting, None before any."""

    def __call__(
        self, coalition: Coalition, /, *, on: date, since: date | None
    ) -> Iterable[OfferedLine]: ...


def composed(
    offers: Iterable[Offers], coalition: Coalition, *, on: date, since: date | None
) -> list[OfferedLine]:
    """All that is offered, each key once, in the order of the offers."""
    lines: dict[str, OfferedLine] = {}
    for offer in offers:
        for line in offer(coalition, on=on, since=since):
            lines.setdefault(line.key, line)
    return list(lines.values())
