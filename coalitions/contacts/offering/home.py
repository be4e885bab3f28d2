"""Whom to call at each school, on the home page of who answers for it: the first of each role."""

from collections.abc import Sequence
from dataclasses import dataclass

from coalitions.access.roles import Group
from coalitions.coalition.home import Home, PlacePart, Row
from coalitions.contacts.numbers import link_of
from safety_portal.core.look.wording import counted

# So many numbers stand under a school; the rest on its sheet.
MOST = 5
# Who is first in each role of a sheet and has a number that answers by day. The others, and what
# is restricted, stand on the sheet itself.
NUMBERS = """
    SELECT of_sheet.* FROM (
        SELECT role.coalition_id AS place, role.name AS role, first.note,
               COALESCE(person.name, contact.name) AS name, contact.day_phone AS number,
               contact.any_hour,
               ROW_NUMBER() OVER (PARTITION BY role.coalition_id
                                  ORDER BY role.position, role.id) AS rank
        FROM coalitions_contactrole role
        JOIN LATERAL (
            SELECT * FROM coalitions_contactplace
            WHERE role_id = role.id AND ended_at IS NULL ORDER BY position LIMIT 1
        ) first ON TRUE
        JOIN coalitions_contact contact ON contact.id = first.contact_id
        LEFT JOIN coalitions_person person ON person.id = contact.person_id
        WHERE role.coalition_id = ANY(%(places)s) AND role.closed_at IS NULL
              AND contact.retired_at IS NULL AND contact.day_phone <> ''
    ) of_sheet WHERE rank <= %(numbers_shown)s ORDER BY place, rank
"""


@dataclass(frozen=True)
class Call:
    """Whom to call for what, when they answer, and what a telephone dials."""

    role: str
    name: str
    hours: str
    number: str
    link: str


@dataclass(frozen=True)
class Calls:
    """The numbers of one school, in the order of its sheet."""

    calls: tuple[Call, ...]

    @property
    def words(self) -> str:
        """How many there are."""
        return counted(len(self.calls), "number")


def _calls(rows: Sequence[Row], home: Home) -> Calls:
    return Calls(tuple(map(_call, rows)))


def _call(row: Row) -> Call:
    return Call(
        role=", ".join(words for words in (row["role"], row["note"]) if words),
        name=row["name"],
        hours="Any hour" if row["any_hour"] else "By day",
        number=row["number"],
        link=link_of(row["number"]),
    )


NUMBERS_TO_CALL = PlacePart(
    kind="numbers",
    groups=frozenset({Group.RESPONDERS}),
    sql=NUMBERS,
    shown=_calls,
    values={"numbers_shown": MOST},
    template="coalitions/contacts/_place.jinja",
)
