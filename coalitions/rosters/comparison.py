"""What a roster would change here, as plain values: the result of comparing_people."""

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date
from types import SimpleNamespace

from coalitions.rosters.match_schools import Atlas
from coalitions.rosters.roster import PersonRow, Roster
from safety_portal.core.imports import comparison as imports
from safety_portal.core.imports.comparison import Refusal
from safety_portal.core.values import Note


@dataclass(frozen=True)
class Begin:
    """A membership to begin, on a day in the future where `on` says so, and to hold until the day
    `until`, the first without
    it. `is_lowered`: the file says more than it may give."""

    coalition: int
    role: str
    is_lowered: bool
    on: date | None = None
    until: date | None = None

    def joined(self, other: "Begin") -> "Begin":
        """Two roles of a file that are one membership here.

        It begins with the first and ends with the last of them.
        """
        days = (self.on, other.on), (self.until, other.until)
        first, last = (
            None if None in pair else pick(pair)
            for pick, pair in zip((min, max), days, strict=True)
        )
        return replace(self, is_lowered=self.is_lowered and other.is_lowered, on=first, until=last)


@dataclass
class PersonChange:
    """What becomes of one person.

    `person` is None for somebody new; `fields` is field -> (here now, in the file).
    """

    row: PersonRow
    person: SimpleNamespace | None
    fields: dict[str, tuple] = field(default_factory=dict)
    ids: tuple[str, ...] = ()
    begins: list[Begin] = field(default_factory=list)
    titles: list[SimpleNamespace] = field(default_factory=list)
    ends: list[SimpleNamespace] = field(default_factory=list)
    # Memberships that were to begin later and begin sooner, with the day.
    sooner: list[tuple[SimpleNamespace, date]] = field(default_factory=list)
    # Memberships that had no end and get one, or end later, with the first day without.
    terms: list[tuple[SimpleNamespace, date]] = field(default_factory=list)
    is_placed: bool = False

    @property
    def changes_something(self) -> bool:
        """Whether anything of a known person would be written."""
        return bool(
            self.fields
            or self.ids
            or self.begins
            or self.titles
            or self.ends
            or self.sooner
            or self.terms
        )

    @property
    def previewed(self) -> tuple:
        """For the fingerprint."""
        return (
            self.row, self.person and self.person.id, self.fields, self.ids, self.begins,
            [held.id for held in self.titles], [held.id for held in self.ends], [(held.id, day) for held, day in self.sooner],
            [(held.id, day) for held, day in self.terms],
        )  # fmt: skip


@dataclass
class PeopleComparison(imports.Comparison):
    """What becomes of every row.

    Total = new + changed + unchanged + rejected + skipped + not_yours.

    `missing` are memberships made by the same source of people a whole file no longer has; they
    end. `kept` would end too, were they not the last administrator of a coalition. `warnings` are
    changes that somebody has to look at first; `doubted` are rows refused because the ID may have
    passed to somebody else, which a person can say is not so.
    """

    roster: Roster
    atlas: Atlas
    new: list[PersonChange] = field(default_factory=list)
    changed: list[PersonChange] = field(default_factory=list)
    unchanged: int = 0
    rejected: list[Refusal] = field(default_factory=list)
    skipped: dict[str, list[int]] = field(default_factory=dict)
    not_yours: int = 0
    missing: list[SimpleNamespace] = field(default_factory=list)
    kept: list[SimpleNamespace] = field(default_factory=list)
    lowered: Counter = field(default_factory=Counter)
    unplaced: Counter = field(default_factory=Counter)
    unknown_words: Counter = field(default_factory=Counter)
    protected: int = 0
    warnings: list[Note] = field(default_factory=list)
    doubted: list[tuple[PersonRow, SimpleNamespace]] = field(default_factory=list)

    @property
    def ends(self) -> list[SimpleNamespace]:
        """Every membership that would end."""
        return [*self.missing, *(held for change in self.changed for held in change.ends)]

    @property
    def changes_something(self) -> bool:
        """Whether importing the roster would write anything."""
        return bool(self.new or self.changed or self.missing)

    @property
    def counts(self) -> dict[str, int]:
        """The balance of the rows, and what happens to memberships beside it."""
        every = [*self.new, *self.changed]
        return {
            "rows": self.roster.total,
            "created": len(self.new),
            "updated": len(self.changed),
            "unchanged": self.unchanged,
            "rejected": len(self.rejected),
            "skipped": sum(map(len, self.skipped.values())),
            "not_yours": self.not_yours,
            "missing": len({held.person_id for held in self.missing}),
            "begun": sum(len(change.begins) for change in every),
            "ended": len(self.ends),
            "unplaced": sum(1 for change in self.new if not change.is_placed),
        }

    @property
    def previewed(self) -> tuple:
        """Everything that would be written."""
        return (
            [change.previewed for change in (*self.new, *self.changed)],
            [held.id for held in self.missing],
        )
