"""The record of changes and the record of distribution of an edition, made from what really happened. Pure queries."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Window
from django.db.models.functions import RowNumber

from coalitions.roles import ALL_LEVELS, RESTRICTED
from plans.models import Distribution, Edition, Revision
from plans.models.section import neutral_title

# fmt: off
COLUMNS = (
    "count", "saved_at", "title", "sensitivity", "change", "reason",
    "section__number", "section__sensitivity", "section__edition__number", "saved_by__name", "saved_by__email",
)
# fmt: on


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
    """Changes of the text up to `edition`, oldest first: a list of ChangeRow. Two queries, which read no text.

    Every save of this edition and of those it is based on counts; the first state of a section does not. `levels` are those
    the reader reads: a restricted section beyond them, now or when it was saved, has its neutral title and no reason; what
    is for members is then left out, and leaves a gap in the numbers.
    """
    rows = Revision.objects.filter(section__edition__in=_line_of(edition)).exclude(change="", reason="")
    counted = Window(RowNumber(), order_by=["saved_at", "id"])
    told = rows.annotate(count=counted).order_by("saved_at", "id").values_list(*COLUMNS, named=True)
    return [_change_row(row, levels) for row in told if RESTRICTED in _levels_of(row) or _levels_of(row) <= levels]


def record_of_distribution(edition):
    """Who got this edition, in which way, when, how many copies; oldest first. A queryset."""
    return Distribution.objects.filter(edition=edition).order_by("delivered_at", "id")


def _levels_of(row):
    """What one must read to be told of a change: what the section was then, and what it is now."""
    return {row.sensitivity, row.section__sensitivity}


def _change_row(row, levels):
    hidden = not _levels_of(row) <= levels
    number = row.section__number
    return ChangeRow(
        number=row.count,
        edition=row.section__edition__number,
        changed_at=row.saved_at,
        section=neutral_title(number) if hidden else f"{number} {row.title}".strip(),
        is_restricted=row.section__sensitivity == RESTRICTED,
        change=row.change,
        # Why a restricted section changed can say what stands in it.
        reason="" if hidden else row.reason,
        by=row.saved_by__name or row.saved_by__email or "",
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
