"""A kept file between looking and importing: what it must still be, asked under a lock."""

from safety_portal.core.states import WrongState

AGAIN = "This file has been imported already. Bring it again to see what is new in it."
OTHERWISE = "This file has been imported already. Bring it again to read it otherwise."


def not_imported(file):
    """The file, which must not have been imported. Raises WrongState."""
    if file.applied_at:
        raise WrongState(AGAIN)
    return file


def lock_waiting(file):
    """Lock the row of a kept file (None: the command has none) until the transaction ends.

    Raises WrongState if it was imported meanwhile.
    """
    waiting = type(file).objects.waiting() if file else None
    if file and not waiting.select_for_update(no_key=True, of=["self"]).filter(pk=file.pk).exists():
        raise WrongState(AGAIN)


def refuse_changed(comparison, *, expected: str | None, sentence: str):
    """Raise WrongState where not what somebody looked at would be written; `expected` is its
    digest.
    """
    if expected is not None and expected != comparison.digest:
        raise WrongState(sentence)
