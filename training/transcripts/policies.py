"""Who may bring a transcript in."""

from safety_portal.core.accounts.models import User
from safety_portal.core.authority import Allowed, Denied
from training.records.policies import can_log, can_log_for_others
from training.transcripts.models import TrainingFile


def can_import_file(user: User, file: TrainingFile) -> Allowed | Denied:
    """A transcript that the reader brought.

    Their own by whoever logs, other people's by who logs for others.
    """
    if file.person and file.person.account_id == user.pk:
        return can_log(user, file.coalition)
    return can_log_for_others(user, file.coalition)
