"""Who brings a plan in from a file."""

from coalitions.access.policies import can_administer


def can_bring_in(user, word_file):
    """Decide about a Word file: who brought it, while an administrator of the coalition."""
    return can_administer(user, word_file.coalition)
