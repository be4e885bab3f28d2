"""What one account owes, as its pages show it. The heading counts the rows it stands above.

It is made of the same list.
"""

from dataclasses import dataclass
from datetime import date

from coalitions.access.grants import access_of
from coalitions.access.roles import Group
from safety_portal.core.look.wording import counted
from safety_portal.portal.home.first_action import first_action
from safety_portal.portal.reminders.obligations import behind_and_own, owed

# A home page shows everything that is overdue or due this week, so that its heading names nothing
# that is not there; where that is more than MOST, a line says how many more. Of what comes later no
# more than to make it SHOWN.
SHOWN, MOST, WEEK = 5, 12, 7
# People who are behind, by name.
NAMED = 8


@dataclass(frozen=True)
class Yours:
    """Obligations, soonest first, on the day `on`."""

    rows: list
    on: date

    def __bool__(self):
        return bool(self.rows)

    def without(self, key):
        """The same without the obligation of that key, which the page shows in another place."""
        return Yours([row for row in self.rows if row.key != key], self.on)

    @property
    def pressing(self):
        """Those that are overdue, or due within a week."""
        return [row for row in self.rows if (row.due_on - self.on).days <= WEEK]

    @property
    def shown(self):
        """The rows of a home page."""
        return self.rows[: max(SHOWN, min(len(self.pressing), MOST))]

    @property
    def has_more(self):
        """Whether a home page does not show all of them."""
        return len(self.shown) < len(self.rows)

    @property
    def more(self):
        """How many rows that the heading counts a home page does not show."""
        return len(self.pressing) - min(len(self.pressing), len(self.shown))

    @property
    def first_action(self):
        """What the strong button says, and its address."""
        return first_action(self.rows, on=self.on)

    @property
    def numbers(self):
        """How many are overdue, have run out, are due this week, run out this week."""
        past = [row for row in self.pressing if row.due_on < self.on]
        soon = [row for row in self.pressing if row.due_on >= self.on]
        ran_out, runs_out = (sum(row.runs_out for row in rows) for rows in (past, soon))
        return len(past) - ran_out, ran_out, len(soon) - runs_out, runs_out

    def heading(self, steps=()):
        """The h1: what is overdue and due this week, in numbers.

        On a coalition's first day what to begin with.
        """
        overdue, ran_out, week, runs_out = self.numbers
        parts = [
            f"{overdue} overdue" if overdue else "",
            f"{counted(ran_out, 'certificate')} ran out" if ran_out else "",
            f"{week} due this week" if week else "",
            f"{counted(runs_out, 'certificate runs', 'certificates run')} out this week"
            if runs_out
            else "",
        ]
        if words := ", ".join(part for part in parts if part):
            return words
        if self.rows:
            return f"Nothing is due this week; {counted(len(self.rows), 'thing comes', 'things come')} later"
        return (
            f"{counted(len(steps), 'thing')} to begin with"
            if steps
            else "Nothing is asked of you now"
        )


def yours(user, *, on):
    """What the account itself owes. Nothing while it looks as another role. One query."""
    access = access_of(user)
    if access.view_as:
        return Yours([], on)
    administers = any(grant.group == Group.ADMINISTRATOR for grant in access.grants)
    return Yours(owed(accounts=[user.pk], administers=administers, on=on), on)


def yours_and_behind(user, coalition, *, on):
    """(what `yours` answers, how many people are behind in a coalition, what each of the first of
    them owes): two queries.
    """
    access = access_of(user)
    people = () if access.view_as else access.person_ids
    count, late, own = behind_and_own(coalition.pk, people=people, on=on, most=NAMED)
    return Yours(own, on), count, late
