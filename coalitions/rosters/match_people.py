"""Who a row of a roster is.

By the number its system gave, then by e-mail address, then by username. Never by name.
"""

from collections import defaultdict
from collections.abc import Collection
from copy import copy
from types import SimpleNamespace

from coalitions.access.roles import Role
from coalitions.memberships.models.membership import Membership
from coalitions.people.models import Person, RosterIdentity
from coalitions.rosters.roster import PersonRow, Roster


class Taken(Exception):
    """What identifies a row is somebody else's here. `people` are the ids of those it may mean.

    None of them is missing.
    """

    def __init__(self, field: str, reason: str, value: str, people: set[int]):
        super().__init__(reason)
        self.field, self.value, self.people = field, value, people


class Here:
    """The people of a district, by what identifies them, and their memberships that have not ended
    by the day `on`.

    Three queries. `source` is the system of the roster.
    """

    def __init__(self, coalition, source: str, *, on):
        self.coalition = coalition
        fields = ("id", "district_id", "name", "email", "phone", "account_id", "account__is_active")
        people = Person.objects.known().filter(district_id=coalition.district_id).values(*fields)
        self.people = {row["id"]: SimpleNamespace(**row) for row in people}
        self.by_email = {
            person.email.lower(): person.id for person in self.people.values() if person.email
        }
        self.read_numbers(source)
        self.read_memberships(on)

    def read_numbers(self, source: str):
        """number -> id of the person, and username -> numbers."""
        self.by_number: dict[str, int] = {}
        self.by_username: dict[str, list[tuple[str, int]]] = defaultdict(list)
        self.numbers_of: dict[int, set[str]] = defaultdict(set)
        rows = RosterIdentity.objects.filter(district_id=self.coalition.district_id, source=source)
        for number, username, person in rows.values_list("sourced_id", "username", "person_id"):
            self.by_number[number] = person
            self.numbers_of[person].add(number)
            if username:
                self.by_username[username.casefold()].append((number, person))

    def read_memberships(self, on):
        """The memberships, each with the names that a preview shows."""
        rows = Membership.objects.filter(coalition__district_id=self.coalition.district_id)
        rows = rows.not_ended(on).order_by("person__name", "id")
        fields = (
            "id",
            "person_id",
            "coalition_id",
            "role",
            "title",
            "roster_source",
            "starts_on",
            "ends_on",
        )
        self.held = [
            SimpleNamespace(**row)
            for row in rows.values(*fields, "person__name", "coalition__name")
        ]
        self.by_person: dict[int, list[SimpleNamespace]] = defaultdict(list)
        self.administrators: dict[int, set[int]] = defaultdict(set)
        for held in self.held:
            self.by_person[held.person_id].append(held)
            person = self.people.get(held.person_id)
            if (
                held.role == Role.ADMINISTRATOR
                and held.starts_on <= on
                and held.ends_on is None
                and person.account__is_active
            ):
                self.administrators[held.coalition_id].add(held.id)

    def again(self) -> "Here":
        """The same people, with each administrator's membership as before any was given up."""
        other = copy(self)
        other.administrators = defaultdict(
            set, {key: set(held) for key, held in self.administrators.items()}
        )
        return other

    def held_by(self, person: int) -> list[SimpleNamespace]:
        """The memberships of a person."""
        return self.by_person.get(person, [])

    def meant_by(self, refusals) -> set[int]:
        """Ids of the people whom refused rows mean.

        They are in the file, so they are not missing.
        """
        numbers = {
            self.by_number.get(each)
            for refusal in refusals
            for each in refusal.known.get("ids", ())
        }
        addresses = {self.by_email.get(refusal.known.get("email")) for refusal in refusals}
        return (numbers | addresses) - {None}

    def give_up(self, held: SimpleNamespace) -> bool:
        """Whether an administrator's membership may end: somebody else who can sign in stays one.

        Then it counts as ended.
        """
        others = self.administrators[held.coalition_id] - {held.id}
        if not others:
            return False
        self.administrators[held.coalition_id].discard(held.id)
        return True


class Recognizer:
    """Finds the person of a row. `roster` says which addresses and numbers change hands within the
    file itself, but for
    those of the people `keeping` (ids) theirs."""

    def __init__(self, here: Here, roster: Roster, keeping: Collection[int] = ()):
        self.here = here
        self.numbers = {each for row in roster.rows if not row.is_leaving for each in row.ids}
        by_number = ((self.known(row), row.email) for row in roster.rows if not row.is_leaving)
        # Who gets another address by this file gives the old one up; who has an account keeps it.
        self.address_to_be = {
            person: email
            for person, email in by_number
            if person and email and person not in keeping and not here.people[person].account_id
        }

    def known(self, row: PersonRow) -> int | None:
        """Id of the person whom the first known number of a row means."""
        return next(
            (self.here.by_number[each] for each in row.ids if each in self.here.by_number), None
        )

    def person(self, row: PersonRow) -> SimpleNamespace | None:
        """The person a row means, None for somebody new. Raises Taken."""
        self.refuse_two_records(row)
        known, by_email = self.known(row), self.holder(row.email)
        if known and by_email and by_email != known:
            raise Taken("email", self.in_words(row.email, by_email), row.email, {known, by_email})
        if known is None and by_email:
            self.refuse_second_number(row, by_email)
        found = known or by_email or self.by_username(row)
        return self.here.people.get(found)

    def refuse_two_records(self, row: PersonRow):
        """Raise Taken where the numbers of one person are two people here."""
        people = {self.here.by_number[each] for each in row.ids if each in self.here.by_number}
        if len(people) > 1:
            names = " and ".join(sorted(self.here.people[each].name for each in people))
            raise Taken(
                "id",
                f"{names} are two records here and one person in the file; merge them first.",
                "",
                people,
            )

    def holder(self, email: str) -> int | None:
        """Id of the person who has the address, and keeps it."""
        person = self.here.by_email.get(email) if email else None
        return person if self.address_to_be.get(person, email) == email else None

    def in_words(self, email: str, holder: int) -> str:
        """Why a known person cannot have an address."""
        name = self.here.people[holder].name
        return f"{email} is the address of {name} here, who has another ID; merge the two records, or correct the file."

    def refuse_second_number(self, row: PersonRow, person: int):
        """Raise Taken where the address is that of somebody whom another row of this file means by
        number.
        """
        others = (self.here.numbers_of.get(person, set()) & self.numbers) - set(row.ids)
        if others and row.ids:
            raise Taken(
                "email",
                f"{row.email} is the address of {self.here.people[person].name} here, who is in this file under another ID; "
                "one mailbox is one person: correct the file.",
                row.email,
                {person},
            )

    def by_username(self, row: PersonRow) -> int | None:
        """Id of the one person of this username whose own number is no longer in the file.

        The system numbered anew.
        """
        found = self.here.by_username.get(row.username.casefold(), []) if row.username else []
        free = {person for number, person in found if number not in self.numbers}
        return free.pop() if len(free) == 1 and len(found) == 1 else None
