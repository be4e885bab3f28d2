"""The record of changes and the record of distribution of an edition, made from what really happened. Pure queries."""

from dataclasses import dataclass
from datetime import datetime

from coalitions.roles import ALL_LEVELS, RESTRICTED
from plans.models import Distribution, Edition, Revision


@dataclass(frozen=True)
class ChangeRow:
    """One line of the record of changes."""

    number: int
    edition: int
    changed_at: datetime
    section: str
    is_restricted: bool
    change: str
    reason: str
    by: str


def record_of_changes(edition, *, levels=ALL_LEVELS):
    """Changes of the text up to `edition`, oldest first: a list of ChangeRow. Two queries.

    Every save of this edition and of those it is based on counts; the first state of a section does not. `levels` are those
    the reader reads: a restricted section beyond them, now or when it was saved, has its neutral title and no reason; what
    is for members is then left out.
    """
    editions = _line_of(edition)
    rows = Revision.objects.filter(section__edition__in=editions).select_related("section__edition", "saved_by")
    rows = rows.exclude(change="", reason="").order_by("saved_at", "id")
    told = enumerate(rows, start=1)
    return [
        _change_row(number, row, levels)
        for number, row in told
        if RESTRICTED in _levels_of(row) or _levels_of(row) <= levels
    ]


def record_of_distribution(edition):
    """Who got this edition, in which way, when, how many copies; oldest first. A queryset."""
    return Distribution.objects.filter(edition=edition).order_by("delivered_at", "id")


def _levels_of(row):
    """What one must read to be told of a change: what the section was then, and what it is now."""
    return {row.sensitivity, row.section.sensitivity}


def _change_row(number, row, levels):
    section = row.section
    hidden = not _levels_of(row) <= levels
    return ChangeRow(
        number=number,
        edition=section.edition.number,
        changed_at=row.saved_at,
        section=section.neutral_title if hidden else f"{section.number} {row.title}".strip(),
        is_restricted=section.is_restricted,
        change=row.change,
        # Why a restricted section changed can say what stands in it.
        reason="" if hidden else row.reason,
        by=str(row.saved_by or ""),
    )


def _line_of(edition):
    """Ids of the edition and of those before it that it grew from."""
    earlier = Edition.objects.filter(plan=edition.plan_id, number__lte=edition.number)
    based_on = dict(earlier.values_list("pk", "based_on_id"))
    line, current = [], edition.pk
    while current in based_on and current not in line:
        line.append(current)
        current = based_on[current]
    return line
