"""What findings offer home pages, for who reads what is restricted: how old the open ones are, and
how many are open at each school.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from coalitions.access.roles import RESTRICTED, Group
from coalitions.coalition.home import HERE, Home, Part, PlacePart, Row, day_of
from plans.findings.standing import OLD, YOUNG, Age
from safety_portal.core.look.wording import counted
from safety_portal.core.web.addresses import address

# What FindingQuerySet.open asks; a test compares both.
OPEN = """
    FROM plans_finding finding
    LEFT JOIN coalitions_actionitem item ON item.id = finding.action_item_id
    WHERE finding.closed_at IS NULL AND finding.not_acting_at IS NULL
          AND (item.id IS NULL OR item.state <> 'verified')
"""
# Those of a coalition, and of a district's also those of its schools, as the list that it leads to.
BY_AGE = f"""
    SELECT COUNT(*) AS open,
           COUNT(*) FILTER (WHERE finding.found_on >= %(on)s - %(young)s) AS young,
           COUNT(*) FILTER (WHERE finding.found_on < %(on)s - %(old)s) AS old,
           COUNT(*) FILTER (WHERE item.id IS NULL) AS unanswered
    {OPEN} AND finding.coalition_id = ANY({HERE})
    HAVING COUNT(*) > 0
"""
AT_PLACES = f"""
    SELECT finding.coalition_id AS place, COUNT(*) AS open, MIN(finding.found_on) AS oldest
    {OPEN} AND finding.coalition_id = ANY(%(places)s)
    GROUP BY finding.coalition_id
"""


@dataclass(frozen=True)
class Ages:
    """How many findings are open, of what age in days; how many of them nobody answered."""

    open: int
    young: int
    middle: int
    old: int
    unanswered: int
    path: str

    @property
    def columns(self) -> list[tuple[str, int, str, str]]:
        """Of each age the word, how many, in which color, and the list of them; the oldest first.

        "" is the color of those that nobody has to hurry with, and of none.
        """
        numbers = {
            Age.OLD: (self.old, "overdue"),
            Age.MIDDLE: (self.middle, "due"),
            Age.YOUNG: (self.young, ""),
        }
        return [
            (str(age.label), number, color if number else "", f"{self.path}?state=open&age={age}")
            for age, (number, color) in numbers.items()
        ]

    @property
    def unanswered_words(self) -> str:
        """How many nobody answered, in words."""
        return f"{self.unanswered} without an action item or a decision"

    @property
    def unanswered_path(self) -> str:
        """The list of those that nobody answered."""
        return f"{self.path}?state=no_action"

    @property
    def open_path(self) -> str:
        """The list of those that are open."""
        return f"{self.path}?state=open"


@dataclass(frozen=True)
class OpenHere:
    """How many findings are open at a school, and for how long the oldest."""

    number: int
    oldest_on: date
    on: date

    @property
    def color(self) -> str:
        """Of the vocabulary of words."""
        return "overdue" if self.on - self.oldest_on > OLD else "due"

    @property
    def words(self) -> str:
        """How many, and for how long, in words."""
        found = counted(self.number, "finding")
        return f"{found} open, oldest {counted((self.on - self.oldest_on).days, 'day')}"


def _ages(rows: Sequence[Row], home: Home) -> Ages | None:
    if not rows:
        return None
    (row,) = rows
    middle = row["open"] - row["young"] - row["old"]
    path = address("findings", home.coalition.slug)
    return Ages(row["open"], row["young"], middle, row["old"], row["unanswered"], path)


def _here(rows: Sequence[Row], home: Home) -> OpenHere:
    (row,) = rows
    return OpenHere(row["open"], day_of(row, "oldest"), home.on)


FINDINGS_BY_AGE = Part(
    kind="findings_by_age",
    title="Open findings by age",
    groups=frozenset({Group.ADMINISTRATOR}),
    level=RESTRICTED,
    sql=BY_AGE,
    shown=_ages,
    template="plans/findings/_by_age.jinja",
    values={"young": YOUNG.days, "old": OLD.days},
)
FINDINGS_HERE = PlacePart(
    kind="findings",
    groups=frozenset({Group.ADMINISTRATOR, Group.OFFICERS, Group.RESPONDERS}),
    level=RESTRICTED,
    sql=AT_PLACES,
    shown=_here,
)
