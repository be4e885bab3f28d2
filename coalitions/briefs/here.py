"""A brief as a page of a coalition shows it: what is read of it, and what is written."""

from dataclasses import dataclass
from datetime import date

from coalitions.briefs.lifecycle import IN_WORK, VersionState
from coalitions.briefs.models.brief import Brief, BriefVersion
from coalitions.coalition.models import Coalition


@dataclass(frozen=True)
class BriefHere:
    """A brief, on the pages of a coalition that reads it: its own, or of a school's the district's.

    `read` is the version that is read today, `work` the one that is written, `coming` the one that
    is published for a later day; each None where there is none.
    """

    brief: Brief
    coalition: Coalition
    read: BriefVersion | None
    work: BriefVersion | None
    coming: BriefVersion | None

    @property
    def shown(self) -> BriefVersion:
        """What a page shows first."""
        # A brief is made with its first version: one of the three is there.
        return next(filter(None, (self.read, self.coming, self.work)))

    @property
    def shown_to_writers(self) -> BriefVersion:
        """The newest words: what a form begins with."""
        return self.work or self.coming or self.shown

    @property
    def is_own(self) -> bool:
        """Whether it is the coalition's, not its district's."""
        return self.brief.coalition_id == self.coalition.pk

    @property
    def is_in_use(self) -> bool:
        """Whether members read it, and it was not retired."""
        return self.read is not None and self.brief.retired_at is None

    def __str__(self) -> str:
        return str(self.shown)


def here(brief: Brief, coalition: Coalition, *, on: date) -> BriefHere:
    """A brief whose versions were fetched, the newest first."""
    versions = list(brief.versions.all())
    for version in versions:
        version.brief = brief
    published = [each for each in versions if each.state == VersionState.PUBLISHED]
    read = next((each for each in published if each.is_read_on(on)), None)
    newest = published[0] if published else None
    return BriefHere(
        brief,
        coalition,
        read,
        next((each for each in versions if each.state in IN_WORK), None),
        newest if newest is not read else None,
    )
