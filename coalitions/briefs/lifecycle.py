"""States of a version of a brief and the moves between them, as data. Imports nothing of ours."""

from django.db import models


class VersionState(models.TextChoices):
    """Where a version stands; stored. Which published one is read is decided by day and number."""

    DRAFT = "draft", "Draft"
    PROPOSED = "proposed", "Waits for an administrator"
    PUBLISHED = "published", "Published"


S = VersionState
VERSION_MOVES: dict[str, set[VersionState]] = {
    S.DRAFT: {S.PROPOSED},
    # Published, or sent back with a reason.
    S.PROPOSED: {S.PUBLISHED, S.DRAFT},
    S.PUBLISHED: set(),
}
# While it is written: at most one version of a brief.
IN_WORK = (S.DRAFT, S.PROPOSED)


class DayLevel(models.TextChoices):
    """For whom a brief of the day is: who reads what members read, or parents and students."""

    MEMBERS = "members", "Members"
    PUBLIC = "public", "Parents and students"
