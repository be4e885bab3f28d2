"""The record of changes and the record of distribution of an edition, made from what really
happened. Pure queries.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, Window
from django.db.models.functions import RowNumber

from coalitions.access.filters import by_coalition
from coalitions.access.grants import access_of
from coalitions.access.roles import ALL_LEVELS, RESTRICTED, Group
from coalitions.memberships.models.membership import Membership
from plans.editions.models.distribution import Distribution
from plans.editions.models.edition import Edition
from plans.editions.models.section import neutral_title
from plans.history.models import Revision

# fmt: off
COLUMNS = (
    "count", "saved_at", "title", "sensitivity", "change", "reason",
    "section__number", "section__sensitivity", "section__edition__number", "saved_by__name", "saved_by__email",
)
# fmt: on

# A copy for a reader names so many who got the plan, the latest: a district's would name thousands,
# page after page.
DISTRIBUTION_MAX = 300
# Whom a member of a district's coalition in one of these groups sees: the people of its schools, as
# can_see_people says.
SEES_DOWN = frozenset({Group.ADMINISTRATOR, Group.OFFICERS, Group.RESPONDERS})


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
    """Changes of the text up to `edition`, oldest first: a list of ChangeRow.

    Two queries, which read no text.

    Every save of this edition and of those it is based on counts; the first state of a section does
    not. `levels` are those the reader reads: a restricted section beyond them, now or when it was
    saved, has its neutral title and no reason; what is for members is then left out, and leaves a
    gap in the numbers.
    """
    rows = Revision.objects.filter(section__edition__in=_line_of(edition)).exclude(
        change="", reason=""
    )
    counted = Window(RowNumber(), order_by=["saved_at", "id"])
    changes = (
        rows.annotate(count=counted).order_by("saved_at", "id").values_list(*COLUMNS, named=True)
    )
    return [
        _change_row(row, levels)
        for row in changes
        if RESTRICTED in _levels_of(row) or _levels_of(row) <= levels
    ]


@dataclass(frozen=True)
class DistributionRecord:
    """Who got an edition.

    The rows a reader is shown, oldest first, and how many `others` they are not.
    """

    rows: tuple = ()
    others: int = 0
    limit: int = DISTRIBUTION_MAX


def record_of_distribution(edition, *, reader=None):
    """Who got this edition, in which way, when, how many copies: a DistributionRecord.

    At most two queries.

    The account `reader` is told of itself and of people whom it sees in the portal, then or now:
    those of coalitions it belongs to, and of a district's schools where it works for the district;
    of all others only how many they are. Who administers the plan's coalition is told of everybody,
    and so is the operator (`reader` None), who gets the whole list.
    """
    got = Distribution.objects.filter(edition=edition)
    if reader is None:
        return DistributionRecord(tuple(got.order_by("delivered_at", "id")))
    named = got.filter(_seen_by(reader, edition.plan.coalition))
    rows = tuple(named.order_by("-delivered_at", "-id")[:DISTRIBUTION_MAX])
    return DistributionRecord(rows[::-1], got.count() - len(rows))


def _seen_by(reader, coalition):
    """The condition that a row of the record of distribution names somebody whom the reader may be
    told of.
    """
    access = access_of(reader)
    if Group.ADMINISTRATOR in access.groups_in(coalition):
        return Q()
    members = {grant.coalition_id for grant in access.grants if grant.group != Group.COMMUNITY}
    down = {
        grant.district_id
        for grant in access.grants
        if not grant.of_school and grant.group in SEES_DOWN
    }
    known = Membership.objects.filter(by_coalition("coalition", direct=members, down=down))
    seen = Q(account=reader) | Q(account__in=known.values("person__account"))
    # Somebody on paper, without an account: known to those whose plan it is.
    return seen | Q(account__isnull=True) if coalition.pk in members else seen


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
