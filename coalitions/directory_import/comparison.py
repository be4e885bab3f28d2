"""What a directory would change here: its rows beside the districts and schools there are.

Asks, writes nothing.
"""

from collections import Counter
from dataclasses import dataclass, field
from types import SimpleNamespace

from coalitions.directory_import.directory import Directory, PlaceRow
from coalitions.directory_import.identities import (
    Contradiction,
    Index,
    NewDistricts,
    ids_of,
    plain_id,
    same_id,
)
from coalitions.directory_import.places import places_here, schools_with_coalition
from coalitions.schools import policies
from coalitions.schools.models import PlaceStatus
from safety_portal.core.imports import comparison as imports
from safety_portal.core.imports.comparison import Refusal

EVERYWHERE = None


@dataclass(frozen=True)
class Change:
    """A place that is here and that the file tells otherwise: field -> (here now, in the file)."""

    place: SimpleNamespace
    row: PlaceRow
    fields: dict[str, tuple]


@dataclass
class Comparison(imports.Comparison):
    """What becomes of every row, and who is missing. total = new + changed + unchanged + rejected +
    skipped + not_yours.

    `skipped` are rows that say the same as an earlier one. `new_districts` are made for schools
    whose district is not here. `districts` finds the district a row of a school names.
    """

    directory: Directory
    districts: Index
    new: list[PlaceRow] = field(default_factory=list)
    changed: list[Change] = field(default_factory=list)
    unchanged: int = 0
    rejected: list[Refusal] = field(default_factory=list)
    skipped: list[Refusal] = field(default_factory=list)
    not_yours: int = 0
    missing: list[SimpleNamespace] = field(default_factory=list)
    new_districts: NewDistricts = field(default_factory=NewDistricts)

    @property
    def changes_something(self) -> bool:
        """Whether importing the file would write anything."""
        return bool(self.new or self.changed)

    @property
    def counts(self) -> dict[str, int]:
        """The balance: every row of the file in one place, and the missing beside it."""
        return {
            "rows": self.directory.total,
            "created": len(self.new),
            "updated": len(self.changed),
            "unchanged": self.unchanged,
            "rejected": len(self.rejected),
            "skipped": len(self.skipped),
            "not_yours": self.not_yours,
            "missing": len(self.missing),
            "new_districts": len(self.new_districts),
        }

    @property
    def previewed(self) -> tuple:
        """Everything the preview shows."""
        return (
            [(row.number, row.values, row.district) for row in self.new],
            [(change.place.id, change.fields) for change in self.changed],
            [place.id for place in self.missing],
        )


def compare(directory: Directory, *, scope: frozenset[int] | None) -> Comparison:
    """Compare a directory with what is here. `scope`.

    Ids of the districts whose rows count, EVERYWHERE for all.

    Three queries, however many rows. State ids may move round among places, as when a state numbers
    its schools anew: a place gives up its number only if its own row is used, so what is refused
    may cost another row its number.
    """
    districts = Index(places_here("district", [row.district or row for row in directory.rows]))
    places = (
        districts.places if directory.kind == "district" else places_here("school", directory.rows)
    )
    with_coalition = schools_with_coalition(directory, places)
    renumbered = leaving = Index(places).renumbered(directory.rows)
    # Each round takes back the numbers of rows the round before refused; after three, nobody gives
    # up a number.
    for last in (False, False, True):
        comparison = Comparison(directory, districts, rejected=list(directory.rejected))
        Sorter(comparison, Index(places, leaving), scope, with_coalition).sort()
        used = renumbered & {change.place.id for change in comparison.changed}
        if leaving <= used:
            break
        leaving = set() if last else leaving & used
    return comparison


class Sorter:
    """Puts every row of a directory where it belongs in the comparison."""

    def __init__(
        self,
        comparison: Comparison,
        index: Index,
        scope: frozenset[int] | None,
        with_coalition: frozenset[int],
    ):
        self.comparison, self.index, self.scope, self.with_coalition = (
            comparison,
            index,
            scope,
            with_coalition,
        )
        self.kind = comparison.directory.kind
        self.used: dict[tuple, PlaceRow] = {}
        self.present: set[int] = set()

    def sort(self):
        """Sort all rows, then find who is missing."""
        for row in self.comparison.directory.rows:
            self.present |= self.index.all_of(**ids_of(row))
            try:
                self.place(row)
            except Contradiction as contradiction:
                field_name = "state_id" if row.values.get("state_id") else "nces_id"
                self.reject(row, field_name, str(contradiction))
        for refusal in self.comparison.directory.rejected:
            if refusal.known:
                self.present |= self.index.all_of(**ids_of(refusal))
        self.comparison.rejected.sort(key=lambda refusal: refusal.row)
        self.comparison.missing = [
            place for place in self.expected() if place.id not in self.present
        ]

    def reject(self, row: PlaceRow, field_name: str, reason: str):
        """Refuse one row."""
        self.comparison.rejected.append(
            Refusal(row.number, field_name, reason, str(row.values.get(field_name, "")))
        )

    def place(self, row: PlaceRow):
        """Decide about one row: not yours, a repetition, new, changed or unchanged.

        Raises Contradiction.
        """
        found = self.index.find(**ids_of(row))
        district = self.district_of(row, found)
        if not self.is_mine(found, district):
            self.comparison.not_yours += 1
        elif not self.is_repetition(row, found) and self.has_district(row, district):
            self.put(row, found, district)

    def district_of(self, row: PlaceRow, found) -> SimpleNamespace | None:
        """The district here that the row names; for a row of a district, the district itself."""
        return self.comparison.districts.find(**ids_of(row.district)) if row.district else found

    def is_mine(self, found, district) -> bool:
        """Whether the row is within the scope: its district, and where the school is now."""
        if self.scope is EVERYWHERE:
            return True
        here_now = found.district_id if found and self.kind == "school" else None
        return bool(district) and district.id in self.scope and here_now in (None, *self.scope)

    def is_repetition(self, row: PlaceRow, found) -> bool:
        """Whether an earlier row means the same place.

        The earlier one is used, this one skipped or refused.
        """
        ids = ids_of(row)
        keys = {
            "nces_id": ids["nces_id"],
            "state_id": ids["state_id"] and (ids["state"], plain_id(ids["state"], ids["state_id"])),
            "place": found and found.id,
        }
        for name, value in keys.items():
            earlier = self.used.get((name, value)) if value else None
            if earlier:
                self.repeat(row, earlier, "state_id" if name == "place" else name)
                return True
        self.used |= {(name, value): row for name, value in keys.items() if value}
        return False

    def repeat(self, row: PlaceRow, earlier: PlaceRow, field_name: str):
        """Skip a row that says the same as an earlier one, refuse one that says something else."""
        if (row.values, row.district) == (earlier.values, earlier.district):
            self.comparison.skipped.append(
                Refusal(row.number, field_name, f"The same as row {earlier.number:,}.")
            )
        else:
            reason = f"Row {earlier.number:,} carries this ID too; correct the file, or leave one of the two out."
            self.reject(row, field_name, reason)

    def has_district(self, row: PlaceRow, district) -> bool:
        """Whether the district of a school is here or can be made from the row.

        Refuses the row otherwise.
        """
        if not row.district or district or row.district.name:
            return True
        reason = "The district of this school is not here and the row has no name for it; import the districts first."
        self.reject(row, "district_name", reason)
        return False

    def put(self, row: PlaceRow, found, district):
        """New, changed or unchanged; a district that is not here will be made for the school."""
        fields = self.differences(row, found, district) if found else {}
        if "district" in fields and found.id in self.with_coalition:
            self.refuse_move(row, *fields["district"])
            return
        if row.district and not district:
            self.comparison.new_districts.add(row.district)
        if not found:
            self.comparison.new.append(row)
        elif fields:
            self.comparison.changed.append(Change(found, row, fields))
        else:
            self.comparison.unchanged += 1

    def differences(self, row: PlaceRow, found, district) -> dict[str, tuple]:
        """Field -> (here now, in the file), only where they differ; the district by its name."""
        fields = {
            name: (getattr(found, name), value)
            for name, value in row.values.items()
            if getattr(found, name) != value and not (name == "state_id" and same_id(found, value))
        }
        if row.district and (not district or district.id != found.district_id):
            there = district.name if district else row.district.name
            fields["district"] = (self.district_name(found.district_id), there)
        return fields

    def refuse_move(self, row: PlaceRow, here: str, there: str):
        """A school with a coalition stays in its district.

        Its people, agencies and plan belong to that district.
        """
        reason = f"This school has a coalition in {here}, so it cannot move to {there} by a file; leave the row out."
        self.reject(row, "district_name", reason)

    def district_name(self, district_id: int) -> str:
        """The name of a district here, for showing that a school changes its district."""
        return next(
            (place.name for place in self.comparison.districts.places if place.id == district_id),
            "",
        )

    def expected(self) -> list[SimpleNamespace]:
        """The open places that the file should name.

        Those of its one district, or of its states if it names several.

        Within a scope: those of the districts in scope that the file names. Districts of a scope
        are never missing.
        """
        here = [place for place in self.index.places if place.status != PlaceStatus.CLOSED]
        if self.kind == "district":
            states = Counter(row.values["state"] for row in self.comparison.directory.rows)
            return [place for place in here if self.scope is EVERYWHERE and place.state in states]
        keys = {row.district for row in self.comparison.directory.rows}
        named = {id_ for key in keys for id_ in self.comparison.districts.all_of(**ids_of(key))}
        if self.scope is not EVERYWHERE:
            return [place for place in here if place.district_id in named & self.scope]
        if len(named) == 1 and not self.comparison.new_districts:
            return [place for place in here if place.district_id in named]
        states = {row.values["state"] for row in self.comparison.directory.rows}
        return [place for place in here if place.state in states]


def scope_of(by):
    """The ids of the districts whose rows `by` may import; EVERYWHERE for the operator (None.

    At the command line).
    """
    return EVERYWHERE if by is None or by.is_superuser else policies.administered_districts(by)


def compare_for(*, directory: Directory, by) -> Comparison:
    """What importing the directory would change for `by`. Writes nothing."""
    return compare(directory, scope=scope_of(by))
