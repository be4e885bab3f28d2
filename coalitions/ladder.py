"""The ladder of reminders that a coalition starts with; what its numbers mean: safety_portal/notices/ladder.py."""

from safety_portal.notices.ladder import DEFAULT_LADDER


def default_ladder():
    """A fresh copy of the ladder a coalition starts with."""
    return list(DEFAULT_LADDER)
