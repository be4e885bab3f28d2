"""The figures: what is counted on a day against another day, and whether that is better."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from safety_portal.core.look.wording import counted, day_in_words, full_day, listed
from safety_portal.portal.official.queries import LATE_DAYS, Tallies, Tally

BETTER, WORSE, SAME, NONE = "better", "worse", "same", ""
# The color of a word (look.vocabulary) for each.
COLORS = {BETTER: "met", WORSE: "overdue", SAME: "quiet", NONE: "quiet"}
# In how many parts a share is said.
PARTS = 10


@dataclass(frozen=True)
class Kind:
    """A figure: its name, what a heading calls it, where the list behind it is, and what is missing
    while there is none. `is_less_better`: of how many are late.
    """

    code: str
    title: str
    short: str
    address: str
    missing: str
    is_less_better: bool = False


FIGURES = (
    Kind("plan", "Schools with a plan in force", "plans", "workspace_plans", "No school yet"),
    Kind("seats", "Coalition seats filled", "seats", "membership_seats", "No seat yet"),
    Kind("drills", "Drill rules met on time", "drills", "drill_board", "No rule is due yet"),
    Kind("trained", "People who trained within a year", "training", "record_all", "Nobody yet"),
    Kind(
        "findings",
        f"Findings open for over {LATE_DAYS} days, of all open ones",
        "findings",
        "finding_overview",
        "No finding open",
        is_less_better=True,
    ),
    Kind("agreements", "Agreements in date", "agreements", "agreements", "No agreement yet"),
)


@dataclass(frozen=True)
class Figure:
    """A figure `now` and `then`, each None where there was nothing to count."""

    kind: Kind
    now: Tally | None
    then: Tally | None
    on: date

    @property
    def change(self) -> str:
        """BETTER, WORSE, SAME, or NONE where it cannot be compared."""
        if self.now is None or self.then is None:
            return NONE
        if self.now == self.then or self._rank(self.now) == self._rank(self.then):
            return SAME
        return BETTER if self._rank(self.now) > self._rank(self.then) else WORSE

    def _rank(self, tally: Tally) -> float:
        """The larger the better: a share, and of what is late the number itself."""
        return -tally.number if self.kind.is_less_better else tally.number / tally.of

    @property
    def color(self) -> str:
        """Of the word for the change."""
        return COLORS[self.change]

    @property
    def change_in_words(self) -> str:
        """ "Better, 2 more", "Worse, from 9 in 10 to 8 in 10"; "Same", "Not known then"."""
        if self.now is None or self.then is None:
            return "Nothing to compare"
        if self.change == SAME:
            return "Same"
        word, more = self.change.capitalize(), self.now.number - self.then.number
        if self.kind.is_less_better or self.now.of == self.then.of:
            return f"{word}, {abs(more)} {'more' if more > 0 else 'fewer'}"
        before, after = _in_parts(self.then), _in_parts(self.now)
        return f"{word}, slightly" if before == after else f"{word}, from {before} to {after}"

    @property
    def now_in_words(self) -> str:
        """ "4 of 6", or what is missing."""
        return tally_in_words(self.now, self.kind)

    @property
    def then_in_words(self) -> str:
        """The same of the other day."""
        return tally_in_words(self.then, self.kind)

    @property
    def more(self) -> str:
        """Of plans since when the oldest is in force; "" of the others."""
        if self.now is None or self.now.since is None:
            return ""
        return f"The oldest since {day_in_words(self.now.since, on=self.on)}"


def tally_in_words(tally: Tally | None, kind: Kind) -> str:
    """ "4 of 6"; what is missing where there is nothing to count, never 0."""
    return f"{tally.number} of {tally.of}" if tally else kind.missing


def _in_parts(tally: Tally) -> str:
    return f"{tally.number * PARTS // tally.of} in {PARTS}"


def figures_of(tallies: Tallies, *, on: date, then: date, place: str = "") -> list[Figure]:
    """Each figure of a place, "" for all, on a day against another one."""
    return [
        Figure(
            kind,
            tallies.get((kind.code, on, place)),
            tallies.get((kind.code, then, place)),
            on,
        )
        for kind in FIGURES
    ]


def heading(figures: Sequence[Figure], *, first_on: date) -> str:
    """ "3 of 5 figures are better than a year ago; findings are worse"; `first_on` is the first day
    from which a year ago is known.
    """
    compared = [figure for figure in figures if figure.change]
    if not compared:
        return f"No figure a year ago; compared from {full_day(first_on)}"
    better = sum(figure.change == BETTER for figure in compared)
    verb = "is" if better < 2 else "are"
    words = (
        f"{better or 'None'} of {counted(len(compared), 'figure')} {verb} better than a year ago"
    )
    worse = [figure.kind.short for figure in compared if figure.change == WORSE]
    return f"{words}; {listed(worse)} {_are(worse)} worse" if worse else words


def _are(worse: Sequence[str]) -> str:
    """ "training is", "plans and training are"."""
    return "is" if worse == ["training"] else "are"


@dataclass(frozen=True)
class Worsened:
    """A figure of a place that was better on another day."""

    place: str
    figure: Figure


def worsened(tallies: Tallies, *, on: date, since: date) -> list[Worsened]:
    """What is worse on a day than it was on another one, place by place, plans first."""
    places = sorted({name for _, _, name in tallies if name})
    found = [
        Worsened(place, figure)
        for place in places
        for figure in figures_of(tallies, on=on, then=since, place=place)
        if figure.change == WORSE
    ]
    order = [kind.code for kind in FIGURES]
    return sorted(found, key=lambda each: order.index(each.figure.kind.code))


def places_of(tallies: Tallies, *, on: date) -> list[tuple[str, list[Figure]]]:
    """Each place with its figures on a day, by name."""
    places = sorted({name for _, day, name in tallies if name and day == on})
    return [(place, figures_of(tallies, on=on, then=on, place=place)) for place in places]
