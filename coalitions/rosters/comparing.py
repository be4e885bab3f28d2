"""What a roster would change here: its people beside those there are, and their memberships.

Asks, writes nothing.
"""

from datetime import date

from django.utils import timezone

from coalitions.coalition.models import Coalition
from coalitions.rosters.comparison import PeopleComparison
from coalitions.rosters.match_people import Here
from coalitions.rosters.match_schools import Atlas, Choices
from coalitions.rosters.roster import Roster
from coalitions.rosters.sorting import Sorter


def compare_people(
    roster: Roster, *, coalition: Coalition, choices: Choices, on: date
) -> PeopleComparison:
    """Compare a roster with who is here on the day `on`, for the coalition that imports it.

    Five queries, whatever it holds.
    """
    atlas = Atlas(coalition, roster, choices)
    here = Here(coalition, roster.source, on=on)
    # Whoever is refused keeps the address that their row would have given up; then nobody else may
    # get it. After two rounds nobody gives one up.
    keeping: set[int] = set()
    for last in (False, False, True):
        comparison = PeopleComparison(roster, atlas, rejected=list(roster.rejected))
        comparison.skipped = {reason: list(rows) for reason, rows in roster.skipped.items()}
        sorter = Sorter(comparison, here.again(), choices, keeping, on=on)
        for row in roster.rows:
            sorter.sort(row)
        claimed_twice = sorter.claimed_twice()
        if not claimed_twice:
            break
        keeping = set(here.people) if last or keeping else claimed_twice
    comparison.rejected.sort(key=lambda refusal: refusal.row)
    sorter.find_missing()
    return comparison


def preview_people(*, roster: Roster, coalition: Coalition, choices: Choices) -> PeopleComparison:
    """What importing the roster would change for the coalition. Writes nothing."""
    return compare_people(roster, coalition=coalition, choices=choices, on=timezone.localdate())
