"""The record of changes and the record of distribution of an edition, made from what really happened. Pure queries."""

from dataclasses import dataclass
from datetime import datetime

from coalitions.roles import RESTRICTED
from plans.models import Distribution, Edition, Revision, Section


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


def record_of_changes(edition, *, readable=None):
    """Changes of the text up to `edition`, oldest first: a list of ChangeRow. Three queries.

    Every save of this edition and of those it is based on counts; the first state of a section does not. `readable`, a set of
    ids of this edition's sections, gives the neutral title and no reason to what is, or then was, restricted for that reader;
    None shows everything.
    """
    editions = _line_of(edition)
    rows = Revision.objects.filter(section__edition__in=editions).select_related("section__edition", "saved_by")
    rows = rows.exclude(change="", reason="").order_by("saved_at", "id")
    told = None if readable is None else _restricted_lineages(readable)
    return [_change_row(number, row, told) for number, row in enumerate(rows, start=1)]


def record_of_distribution(edition):
    """Who got this edition, in which way, when, how many copies; oldest first. A queryset."""
    return Distribution.objects.filter(edition=edition).order_by("delivered_at", "id")


def _restricted_lineages(readable):
    """Lineages of the sections among `readable` if restricted ones are among them, else none: that reader reads no such text."""
    rows = list(Section.objects.filter(pk__in=readable).values_list("lineage", "sensitivity"))
    reads_restricted = any(sensitivity == RESTRICTED for _, sensitivity in rows)
    return {lineage for lineage, _ in rows} if reads_restricted else set()


def _change_row(number, row, told):
    section = row.section
    is_restricted = RESTRICTED in (section.sensitivity, row.sensitivity)
    hidden = is_restricted and told is not None and section.lineage not in told
    return ChangeRow(
        number=number,
        edition=section.edition.number,
        changed_at=row.saved_at,
        section=section.neutral_title if hidden else f"{section.number} {row.title}".strip(),
        is_restricted=is_restricted,
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
