"""Where each row of a roster belongs."""

from datetime import date
from types import SimpleNamespace

from coalitions.access.roles import Role
from coalitions.rosters import same_person
from coalitions.rosters.comparison import Begin, PeopleComparison, PersonChange
from coalitions.rosters.match_people import Here, Recognizer, Taken
from coalitions.rosters.match_schools import Choices
from coalitions.rosters.roster import PersonRow
from coalitions.rosters.terms import day_after, day_of, starts
from coalitions.rosters.unsaid import NO_ROLE, UNKNOWN_ORG, UNKNOWN_ROLE
from coalitions.table_layouts.role_words import SKIP, meaning_of
from safety_portal.core.imports.comparison import Refusal
from safety_portal.core.values import Note

NOT_HERE = "To be deleted, and not here."
NOT_IMPORTED = "Left out: people of this role are not imported."


class Sorter:
    """Puts every row of a roster where it belongs in the comparison."""

    def __init__(
        self,
        comparison: PeopleComparison,
        here: Here,
        choices: Choices,
        keeping: set[int],
        *,
        on: date,
    ):
        self.comparison, self.here, self.choices, self.on = comparison, here, choices, on
        self.atlas, self.recognizer = comparison.atlas, Recognizer(here, comparison.roster, keeping)
        self.same = frozenset(choices.same)
        # id of a person -> the row that means it. Whoever is present is not missing, also where the
        # row was refused.
        self.rows: dict[int, int] = {}
        self.present: set[int] = set()

    def sort(self, row: PersonRow):
        """Decide about one row."""
        try:
            person = self.recognizer.person(row)
        except Taken as taken:
            self.present |= taken.people
            self.reject(row, taken.field, str(taken), taken.value)
            return
        if person:
            self.present.add(person.id)
            if self.rows.setdefault(person.id, row.number) != row.number:
                other = f"Row {self.rows[person.id]:,} means the same person here"
                self.reject(row, "id", f"{other}; leave one of the two out.")
                return
        if row.is_leaving:
            self.leave(row, person)
            return
        wanted = self.wanted(row)
        if wanted is not None:
            self.place_person(row, person, wanted)

    def reject(self, row: PersonRow, field_name: str, reason: str, value=""):
        """Refuse one row."""
        self.comparison.rejected.append(Refusal(row.number, field_name, reason, value))

    def skip(self, row: PersonRow, reason: str):
        """Leave one row out."""
        self.comparison.skipped.setdefault(reason, []).append(row.number)

    def leave(self, row: PersonRow, person):
        """A row to be deleted ends what its source made, as far as this coalition may end it."""
        if person is None:
            self.skip(row, NOT_HERE)
            return
        ends = [held for held in self.here.held_by(person.id) if self.may_end(held)]
        self.file(PersonChange(row, person, ends=self.but_last(ends), is_placed=True))

    def may_end(self, held: SimpleNamespace) -> bool:
        """Whether this source made the membership, in a coalition that this import reaches."""
        own = self.atlas.coalition
        return held.roster_source == self.comparison.roster.source and (
            held.coalition_id == own.pk or not own.school_id
        )

    def but_last(self, ends: list[SimpleNamespace]) -> list[SimpleNamespace]:
        """What may end; the last administrators who can sign in are kept, and noted."""
        kept = [
            held for held in ends if held.role == Role.ADMINISTRATOR and not self.here.give_up(held)
        ]
        self.comparison.kept += kept
        return [held for held in ends if held not in kept]

    def wanted(self, row: PersonRow) -> list[Begin] | None:
        """The memberships the row asks for.

        None if the row was refused, skipped or is not for this coalition.
        """
        places = [self.atlas.place(each.org) for each in row.assignments]
        if places and all(place.kind == "elsewhere" for place in places):
            self.comparison.not_yours += 1
            return None
        if self.atlas.coalition.school_id and not any(
            place.kind == "coalition" for place in places
        ):
            org = next(
                (
                    each.org
                    for each, place in zip(row.assignments, places, strict=True)
                    if place.kind == "unknown"
                ),
                "",
            )
            named = self.comparison.roster.orgs.get(org)
            self.reject(
                row, "org", UNKNOWN_ORG.format((named and named.name) or org or "No school"), org
            )
            return None
        return self.with_roles(row, places)

    def with_roles(self, row: PersonRow, places) -> list[Begin] | None:
        """The memberships by place and role.

        A word that nobody knows refuses the row where it counts.
        """
        begins: dict[tuple, Begin] = {}
        for assignment, place in zip(row.assignments, places, strict=True):
            if place.kind == "elsewhere":
                continue
            meaning = meaning_of(
                assignment.role, chosen=self.choices.roles, default=self.choices.role
            )
            if meaning.role is None:
                self.comparison.unknown_words[assignment.role] += 1
                reason = UNKNOWN_ROLE.format(*[assignment.role] * 2) if assignment.role else NO_ROLE
                self.reject(row, "role", reason, assignment.role)
                return None
            if meaning.role != SKIP and place.kind == "coalition":
                key = place.coalition, meaning.role
                until = None if meaning.role == Role.ADMINISTRATOR else day_after(assignment.ends)
                begin = Begin(*key, meaning.is_lowered, day_of(assignment.begins), until)
                begins[key] = begins[key].joined(begin) if key in begins else begin
            elif meaning.role == SKIP and len(row.assignments) == 1:
                self.skip(row, NOT_IMPORTED)
                return None
            if meaning.is_lowered:
                self.comparison.lowered[assignment.role] += 1
        return list(begins.values())

    def place_person(self, row: PersonRow, person, wanted: list[Begin]):
        """New, changed or unchanged."""
        change = PersonChange(row, person, is_placed=bool(wanted))
        if not wanted:
            self.note_unplaced(row)
        held = self.here.held_by(person.id) if person else []
        if person:
            change.ids = tuple(each for each in row.ids if each not in self.here.by_number)
            change.fields = self.differences(row, person, held)
        for begin in wanted:
            self.begin(change, begin, held)
        others = self.others(wanted, held)
        if person and (change.changes_something or others) and not self.is_still(change):
            return
        change.ends = self.but_last(others)
        self.file(change)

    def is_still(self, change: PersonChange) -> bool:
        """Whether the row means the same person as ever, with a warning where both name and address
        change.

        Refuses it where nothing but the ID says so, and nobody has said that it is the same person.
        """
        row, person = change.row, change.person
        if same_person.is_somebody_else(row, person) and row.fingerprint not in self.same:
            self.comparison.doubted.append((row, person))
            self.reject(
                row,
                "id",
                same_person.somebody_else(row, person),
                row.ids[0] if row.ids else row.username,
            )
            return False
        if {"name", "email"} <= set(change.fields) and same_person.both_change(row, person):
            self.comparison.warnings.append(
                Note(row.number, "name", same_person.changed(row, person), row.name)
            )
        return True

    def note_unplaced(self, row: PersonRow):
        """Count where the people are who are kept without a membership."""
        for assignment in row.assignments:
            place = self.atlas.place(assignment.org)
            org = self.comparison.roster.orgs.get(assignment.org)
            name = place.name or (org and org.name) or assignment.org or "no school"
            self.comparison.unplaced[(place.kind, name)] += 1

    def differences(self, row: PersonRow, person, held) -> dict[str, tuple]:
        """field -> (here now, in the file).

        Somebody with an account keeps the name and address they chose themselves.
        """
        told = {"name": row.name, "email": row.email, "phone": row.phone}
        if person.account_id:
            told = {"phone": row.phone}
        fields = {name: (getattr(person, name), value) for name, value in told.items() if value}
        fields = {name: pair for name, pair in fields.items() if pair[0] != pair[1]}
        # Who writes an address takes over what is sent there: only where all of the person's
        # coalitions are one's own.
        own = self.atlas.coalition
        if fields and own.school_id and any(each.coalition_id != own.pk for each in held):
            self.comparison.protected += 1
            return {}
        return fields

    def begin(self, change: PersonChange, begin: Begin, held):
        """Begin a membership unless it holds or will.

        Somebody who is here already needs no lowered one.
        """
        here = sorted(
            (each for each in held if each.coalition_id == begin.coalition),
            key=lambda one: one.starts_on,
        )
        same = next((each for each in here if each.role == begin.role), None)
        if same is None:
            if not (begin.is_lowered and here):
                change.begins.append(begin)
            return
        if same.starts_on > max(self.on, starts(begin.on)) and self.may_end(same):
            change.sooner.append((same, max(self.on, starts(begin.on))))
        if begin.until and self.may_last(same, begin.until, here):
            change.terms.append((same, begin.until))
        if change.row.title and same.title != change.row.title and self.may_end(same):
            change.titles.append(same)

    def may_last(self, same: SimpleNamespace, until: date, here: list[SimpleNamespace]) -> bool:
        """Whether the day the file names becomes the end: where there was none, or an earlier one.
        One that somebody has put
        off (a term carried over) stays, an administrator's role ends by hand only, and no term runs into a later one."""
        later = [each.starts_on for each in here if each.role == same.role and each is not same]
        if same.role == Role.ADMINISTRATOR or not self.may_end(same) or until <= same.starts_on:
            return False
        return (same.ends_on is None or same.ends_on < until) and all(
            until <= start for start in later
        )

    def others(self, wanted: list[Begin], held) -> list[SimpleNamespace]:
        """What a whole file ends.

        What its source made of a person and no longer says, in the coalitions it tells of.
        """
        if not self.comparison.roster.is_whole:
            return []
        asked = {(begin.coalition, begin.role) for begin in wanted}
        others = [each for each in held if (each.coalition_id, each.role) not in asked]
        return [each for each in others if self.may_end(each) and self.told_of(each)]

    def told_of(self, held: SimpleNamespace) -> bool:
        """Whether the file tells of this coalition: one school's export says nothing of others."""
        return held.coalition_id in self.coalitions_told

    @property
    def coalitions_told(self) -> set[int]:
        """Ids of the coalitions whose organizations are in the file."""
        if not hasattr(self, "_told"):
            places = [self.atlas.place(org) for org in self.comparison.roster.orgs]
            self._told = {place.coalition for place in places if place.kind == "coalition"}
        return self._told

    def file(self, change: PersonChange):
        """Note what becomes of a person."""
        if change.person is None:
            self.comparison.new.append(change)
        elif change.changes_something:
            self.comparison.changed.append(change)
        else:
            self.comparison.unchanged += 1

    def claimed_twice(self) -> set[int]:
        """Ids of people who keep an address after all that somebody else would get."""
        every = [*self.comparison.new, *self.comparison.changed]
        claimed = {
            each.row.email for each in every if each.person is None or "email" in each.fields
        }
        moving = {each.person.id for each in every if each.person and "email" in each.fields}
        return {
            person
            for person in self.recognizer.address_to_be
            if person not in moving and self.here.people[person].email.lower() in claimed - {""}
        }

    def find_missing(self):
        """The memberships of people a whole file no longer has."""
        if self.comparison.roster.is_whole:
            self.present |= self.here.meant_by(self.comparison.roster.rejected)
            gone = [held for held in self.here.held if held.person_id not in self.present]
            ends = [held for held in gone if self.may_end(held) and self.told_of(held)]
            self.comparison.missing = self.but_last(ends)
