"""The brief of the day on a home page: its title, its place in the matrix, its question."""

from collections.abc import Sequence
from dataclasses import dataclass

from coalitions.access.roles import MEMBERS, PUBLIC, Group
from coalitions.briefs.days import choosing
from coalitions.briefs.lifecycle import DayLevel
from coalitions.coalition.home import Home, Part, Row
from coalitions.prevention.matrix import Cell, Function
from safety_portal.core.web.addresses import address

LEVEL = f"""
    (CASE WHEN '{MEMBERS}' = ANY(%(levels)s) THEN '{DayLevel.MEMBERS.value}'
          ELSE '{DayLevel.PUBLIC.value}' END)
"""


@dataclass(frozen=True)
class BriefShown:
    """The brief of the day, and its address on the pages of the coalition."""

    title: str
    cell: Cell
    function: Function
    question: str
    path: str


def _brief(rows: Sequence[Row], home: Home) -> BriefShown | None:
    if not rows:
        return None
    (row,) = rows
    return BriefShown(
        title=row["title"],
        cell=Cell.of(row["primary_cell"]),
        function=Function(row["function"]),
        question=row["question"],
        path=address("brief", home.coalition.slug, row["id"]),
    )


BRIEF_OF_THE_DAY = Part(
    kind="brief_of_the_day",
    title="Brief of the day",
    groups=frozenset(Group),
    level=PUBLIC,
    sql=choosing.of_day("%(coalition)s", LEVEL),
    shown=_brief,
    template="coalitions/briefs/_day.html",
)
