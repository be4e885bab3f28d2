"""What a risk worksheet says, row by row, before it is compared with what is here."""

from dataclasses import dataclass

from plans.risks.scales import Group
from plans.risks.weighed import Weighed
from safety_portal.core.files.tables import Origin
from safety_portal.core.imports.comparison import Refusal


@dataclass(frozen=True)
class ReadRow:
    """What a row says. `weighed` is None where it gives no scores: the hazard is only chosen.

    `is_decided` where it says the priority, which is otherwise the one that is suggested.
    `building` is None where the file has no such column.
    """

    row: int
    title: str
    building: str | None
    group: Group | None
    weighed: Weighed | None
    is_decided: bool


@dataclass(frozen=True)
class ReadWorksheet:
    """What a file says, row by row, and what cannot be used of it."""

    number: int
    rows: tuple[ReadRow, ...]
    rejected: tuple[Refusal, ...]
    skipped: tuple[Refusal, ...]
    origin: Origin
