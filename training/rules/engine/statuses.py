"""The words of an answer, and which of two is the worse."""

from enum import StrEnum


class Status(StrEnum):
    """Where an obligation stands on a day."""

    SATISFIED = "satisfied"
    SATISFIED_LATE = "satisfied_late"
    DUE = "due"
    OVERDUE = "overdue"
    NOT_APPLICABLE = "not_applicable"
    UNDETERMINED = "undetermined"
    FORBIDDEN = "forbidden"
    ALLOWED = "allowed"
    WARNING = "warning"


DONE = frozenset({Status.SATISFIED, Status.SATISFIED_LATE})
# What a rule with several instances says is what its worst one says.
_SEVERITY = {
    Status.SATISFIED: 0,
    Status.SATISFIED_LATE: 1,
    Status.DUE: 2,
    Status.WARNING: 3,
    Status.OVERDUE: 4,
}


def severity(status: Status) -> int:
    """How bad it is, among those that an instance can have."""
    return _SEVERITY[status]
