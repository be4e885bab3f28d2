"""Who imports a plan from a file."""

from coalitions.access.policies import can_administer
from plans.word_in.models.word_file import WordFile
from safety_portal.core.accounts.models import User
from safety_portal.core.authority import Allowed, Denied


def can_import_plan(user: User, word_file: WordFile) -> Allowed | Denied:
    """Decide about a Word file: who brought it, while an administrator of the coalition."""
    return can_administer(user, word_file.coalition)
