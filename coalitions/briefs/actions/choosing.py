"""Which brief stands on which day: chosen by the portal for all coalitions, every night."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta

from django.db import connection, transaction
from django.utils import timezone

from coalitions.briefs.days import choosing, school_days
from coalitions.coalition.models import Coalition
from coalitions.schools.models import District
from safety_portal.core.accounts.models import User
from safety_portal.core.audit.record import unrecorded
from safety_portal.core.authority import unasked

# Rows of days so long ago go once their brief was shown again: the choice reads the newest.
KEPT = timedelta(days=45)
# Choose for the day %(on)s wherever none was chosen that is still read. Tens of thousands of
# coalitions at once.
CHOOSE = f"""
    WITH {choosing.CANDIDATES}, standing AS (
        SELECT coalition_id, level FROM coalitions_briefday day
        JOIN candidate USING (coalition_id, level, brief_id) WHERE day.shown_on = %(on)s
    ), of_brief AS (
        SELECT coalition_id, level, brief_id, MAX(shown_on) AS brief_shown FROM coalitions_briefday
        WHERE shown_on < %(on)s GROUP BY coalition_id, level, brief_id
    ), of_cell AS (
        SELECT coalition_id, level, cell, MAX(shown_on) AS cell_shown FROM coalitions_briefday
        WHERE shown_on < %(on)s GROUP BY coalition_id, level, cell
    )
    INSERT INTO coalitions_briefday (coalition_id, level, shown_on, brief_id, cell)
    SELECT DISTINCT ON (coalition_id, level) coalition_id, level, %(on)s::date, brief_id, cell
    FROM candidate
    LEFT JOIN of_cell USING (coalition_id, level, cell)
    LEFT JOIN of_brief USING (coalition_id, level, brief_id)
    WHERE (coalition_id, level) NOT IN (SELECT coalition_id, level FROM standing)
    ORDER BY coalition_id, level, cell_shown NULLS FIRST, brief_shown NULLS FIRST,
             position, brief_id
    ON CONFLICT (coalition_id, level, shown_on)
    DO UPDATE SET brief_id = excluded.brief_id, cell = excluded.cell
"""  # noqa: S608  put together from our own words
# What no choice looks at any more: a brief was shown again since.
FORGET = """
    DELETE FROM coalitions_briefday old USING coalitions_briefday newer
    WHERE newer.coalition_id = old.coalition_id AND newer.level = old.level
          AND newer.brief_id = old.brief_id AND newer.shown_on > old.shown_on
          AND newer.shown_on < %(before)s
"""


@unasked("The portal itself chooses, every night.")
@unrecorded("Nobody did it: which brief stood on which day is told by the rows themselves.")
@transaction.atomic
def choose_days(*, on: date, by: User | None = None) -> None:
    """Choose the briefs of the day, and those of the next school day, in all coalitions.

    May run twice: what was chosen and can still be read stays. On a day without school the last
    one stays.
    """
    states = District.objects.order_by().values_list("state", flat=True).distinct()
    by_day: dict[date, list[str]] = defaultdict(list)
    for state in states:
        by_day[school_days.current(on, state=state)].append(state)
        by_day[school_days.following(on, state=state)].append(state)
    for day in sorted(by_day):
        _choose(day, by_day[day])
    with connection.cursor() as cursor:
        cursor.execute(FORGET, {"before": on - KEPT})


@unasked("A step of actions that asked who changes the library.")
@unrecorded("The action that changes the library leaves the row.")
def choose_again(*, coalition: Coalition) -> None:
    """Choose for today wherever a change of a coalition's library took away what was chosen.

    Of a district's in its schools, too.
    """
    district = coalition.district
    day = school_days.current(timezone.localdate(), state=district.state)
    _choose(day, [district.state], district=district.pk)


def _choose(on: date, states: Iterable[str], *, district: int | None = None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(CHOOSE, {"on": on, "states": list(states), "district": district})
