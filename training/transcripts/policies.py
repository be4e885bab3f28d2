"""Who may bring a transcript in."""

from coalitions.coalition.models import Coalition
from coalitions.people.models import Person
from safety_portal.core.accounts.models import User
from safety_portal.core.authority import Allowed, Denied
from training.records.policies import can_log, can_log_for_others
from training.transcripts.models import TrainingFile


def can_import_file(user: User, file: TrainingFile) -> Allowed | Denied:
    """A transcript that the reader brought.

    Their own by whoever logs, other people's by who logs for others.
    """
    return verdict_on_import(user, file.coalition, file.person)


def verdict_on_import(
    user: User | None, coalition: Coalition, person: Person | None
) -> Allowed | Denied:
    """The transcript of a person, None for that of many; `user` None is the operator's command."""
    if user is None:
        return Allowed()
    is_own = person is not None and person.account_id == user.pk
    return can_log(user, coalition) if is_own else can_log_for_others(user, coalition)
