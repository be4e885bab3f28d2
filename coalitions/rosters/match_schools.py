"""Where a roster's people belong: which of its organizations is which school here."""

from collections import Counter
from dataclasses import dataclass, field

from django.db.models import Q

from coalitions.coalition.models import Coalition
from coalitions.directory_import.identities import plain_id
from coalitions.rosters.roster import Org, Roster
from coalitions.schools.models import School
from coalitions.table_layouts.role_words import DISTRICT_KINDS, plain_word

# Of an organization somebody can also say that it is the district itself, or that it does not
# matter here.
DISTRICT, NOWHERE = "district", "nowhere"


@dataclass(frozen=True)
class Choices:
    """What somebody decided about a roster: `role` where it says none, `roles` word -> code or
    "skip", `orgs` id -> place.

    A place is the id of a school as text, "district" or "nowhere". Words are as
    role_words.plain_word makes them. `same`: rows, as PersonRow.fingerprint, of people who are the
    same although neither the name nor the address is.
    """

    role: str = ""
    roles: dict[str, str] = field(default_factory=dict)
    orgs: dict[str, str] = field(default_factory=dict)
    same: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Place:
    """Where an organization is. `kind`: coalition (then `coalition` is its id), without (a school
    that has none), elsewhere (another district's, or a school's own roster names another school),
    nowhere (said so), unknown.
    """

    kind: str
    coalition: int | None = None
    name: str = ""


class Atlas:
    """Finds the place of an organization. `coalition` is the one that imports the roster.

    Two queries.

    Numbers decide: an organization is a school by its NCES or state number, or because somebody
    said so. A department is where the organization above it is. Names are only proposed, on the
    page.
    """

    def __init__(self, coalition: Coalition, roster: Roster, choices: Choices):
        self.coalition, self.roster, self.choices = coalition, roster, choices
        self.district = coalition.district
        held = Coalition.objects.filter(district_id=coalition.district_id).values_list(
            "school_id", "id", "name"
        )
        self.coalitions = {school_id: (pk, name) for school_id, pk, name in held}
        self.schools = self.schools_named()
        self.found: dict[str, Place] = {}

    def schools_named(self) -> list[dict]:
        """The schools of the district, and any other that an organization's number means."""
        numbers = {org.identifier for org in self.roster.orgs.values() if org.identifier} | set(
            self.roster.orgs
        )
        told = Q(
            nces_id__in={
                number.zfill(12)
                for number in numbers
                if number.isdigit() and len(number) in (11, 12)
            }
        )
        fields = ("id", "name", "nces_id", "state", "state_id", "district_id")
        rows = School.objects.filter(Q(district_id=self.coalition.district_id) | told).order_by(
            "name", "id"
        )
        return list(rows.values(*fields))

    def own(self) -> list[dict]:
        """The district's own schools."""
        return [
            school for school in self.schools if school["district_id"] == self.coalition.district_id
        ]

    def place(self, org: str) -> Place:
        """The place of the organization with this id; "" is where a roster says no place at all."""
        if org not in self.found:
            self.found[org] = self.looked_up(org)
        return self.found[org]

    def looked_up(self, org: str) -> Place:
        """As place, without memory."""
        if org in self.choices.orgs:
            return self.chosen_place(self.choices.orgs[org])
        if not org:
            return Place("unknown") if self.roster.says_org and self.roster.orgs else self.here()
        named = self.roster.orgs.get(org) or Org(org)
        place = self.by_number(named, seen=set())
        return Place("unknown", name=named.name or org) if place.kind == "unknown" else place

    def here(self) -> Place:
        """The coalition that imports the roster."""
        return Place("coalition", self.coalition.pk, self.coalition.name)

    def chosen_place(self, answer: str) -> Place:
        """The place somebody chose."""
        if answer == NOWHERE:
            return Place("nowhere")
        if answer == DISTRICT:
            return self.of_district()
        school = next((school for school in self.own() if str(school["id"]) == answer), None)
        return self.of_school(school) if school else Place("unknown")

    def by_number(self, org: Org, seen: set[str]) -> Place:
        """By the organization's own number, else by what it is, else by the organization above it."""
        if school := self.school_of(org):
            return self.of_school(school)
        if self.is_district(org):
            return self.of_district()
        above = self.roster.orgs.get(org.parent)
        is_school = org.kind.casefold() == "school" or not org.kind
        if above is None or is_school or above.id in seen:
            return Place("unknown")
        if above.id in self.choices.orgs:
            return self.chosen_place(self.choices.orgs[above.id])
        return self.by_number(above, seen | {org.id})

    def school_of(self, org: Org) -> dict | None:
        """The school whose NCES or state number the organization has."""
        # A list without orgs.csv has the number itself in its column of schools.
        number = org.identifier or (org.id if org.name == org.id else "")
        if not number:
            return None
        nces_id = number.zfill(12) if number.isdigit() and len(number) in (11, 12) else None
        by_nces = next(
            (school for school in self.schools if nces_id and school["nces_id"] == nces_id), None
        )
        plain = plain_id(self.district.state, number)
        return by_nces or next(
            (
                each
                for each in self.own()
                if each["state_id"] and plain_id(each["state"], each["state_id"]) == plain
            ),
            None,
        )

    def is_district(self, org: Org) -> bool:
        """Whether an organization is the district.

        By its number, or by its kind if no number says otherwise.
        """
        if org.identifier:
            plain = plain_id(self.district.state, org.identifier)
            own = {
                self.district.nces_id,
                self.district.state_id and plain_id(self.district.state, self.district.state_id),
            }
            if org.identifier in own or plain in own:
                return True
        return plain_word(org.kind) in DISTRICT_KINDS and not self.looks_nces(org.identifier)

    def looks_nces(self, identifier: str) -> bool:
        """Whether a number is a district's NCES number, which then is another district's."""
        return identifier.isdigit() and len(identifier) == 7 and identifier != self.district.nces_id

    def of_district(self) -> Place:
        """The district's own coalition."""
        held = self.coalitions.get(None)
        return self.within(
            Place("coalition", *held) if held else Place("without", name=self.district.name)
        )

    def of_school(self, school: dict) -> Place:
        """The coalition of a school, if it has one and if it is within reach."""
        if school["district_id"] != self.coalition.district_id:
            return Place("elsewhere", name=school["name"])
        held = self.coalitions.get(school["id"])
        return self.within(
            Place("coalition", *held) if held else Place("without", name=school["name"])
        )

    def within(self, place: Place) -> Place:
        """A school's coalition imports only its own people."""
        if self.coalition.school_id and place.coalition != self.coalition.pk:
            return Place("elsewhere", name=place.name)
        return place

    def tally(self) -> Counter:
        """How many people of the roster are at each organization."""
        return Counter(
            org
            for row in self.roster.rows
            for org in {assignment.org for assignment in row.assignments}
        )

    def proposed(self, org: str) -> str:
        """The id, as text, of the one school that is called like an organization.

        Empty where there is none. A human decides.
        """
        called = self.roster.orgs[org].name.casefold() if org in self.roster.orgs else ""
        same = [
            school["id"] for school in self.own() if called and school["name"].casefold() == called
        ]
        return str(same[0]) if len(same) == 1 else ""
