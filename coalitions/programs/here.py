"""An entry of the catalogue as a page of a coalition shows it."""

from dataclasses import dataclass

from coalitions.coalition.models import Coalition
from coalitions.programs.catalogue import EntryText
from coalitions.programs.models.entry import ProgramEntry


@dataclass(frozen=True)
class EntryHere:
    """What came with the portal, or `own`: written by the coalition or, of a school's, by the
    district's.
    """

    coalition: Coalition
    code: str
    text: EntryText
    own: ProgramEntry | None = None

    @property
    def is_listed(self) -> bool:
        """Whether it is recommended still."""
        return self.own is None or self.own.withdrawn_at is None

    def __str__(self) -> str:
        return self.text.title
