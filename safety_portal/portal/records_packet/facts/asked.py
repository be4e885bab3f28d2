"""Of which place facts are asked, counted from when until when."""

from dataclasses import dataclass
from datetime import date

from coalitions.coalition.models import Coalition
from safety_portal.core.look.wording import full_day, listed

# A sentence with more days than a reader takes in says the first and how many more.
MOST_DAYS = 12


@dataclass(frozen=True)
class Asked:
    """A place, the period that a request asks for, and the day on which it is asked."""

    place: Coalition
    begins: date
    ends: date
    on: date

    @property
    def name(self) -> str:
        """The district or school as its neighbors call it."""
        return str(self.place.place)

    @property
    def period(self) -> str:
        """ "July 1 to November 30, 2026", for people."""
        return f"the time from {full_day(self.begins)} to {full_day(self.ends)}"


def days_in_words(days: list[date]) -> str:
    """The days in order, in full; of many the last ones."""
    shown = [full_day(day) for day in days[-MOST_DAYS:]]
    more = len(days) - len(shown)
    return listed([*([f"{more} days before"] if more else []), *shown])
