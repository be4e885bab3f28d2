"""Who may bring a transcript in."""

from training.records.policies import can_log, can_log_for_others


def can_import_file(user, file):
    """A transcript that the reader brought.

    Their own by whoever logs, other people's by who logs for others.
    """
    if file.person and file.person.account_id == user.pk:
        return can_log(user, file.coalition)
    return can_log_for_others(user, file.coalition)
