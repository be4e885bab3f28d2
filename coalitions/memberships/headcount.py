"""How many people a coalition has, by role and by agency. A school's team is counted to the last
member; one that outgrows
a page of choices is counted to a thousand each, so that the list of people costs the same however many there are."""

from dataclasses import dataclass

from coalitions.access.roles import Role
from coalitions.memberships.models.membership import holds
from safety_portal.core.database.kept_counts import KeptCounts
from safety_portal.core.database.prepared import Parameter, Prepared

# Counting goes no further, and one more says so. More members than that are counted by role and
# agency once in so many seconds.
MOST, COUNTED_EVERY = 1000, 60


@dataclass(frozen=True)
class Count:
    """One choice of the list: its code in the address, its words, how many ("41", or "1,000+")."""

    code: object
    label: str
    number: int

    @property
    def in_words(self):
        """The number, or that it is more than was counted."""
        return f"{self.number:,}" if self.number <= MOST else f"{MOST:,}+"


@dataclass(frozen=True)
class Headcount:
    """Members of a coalition on a day.

    People, and memberships by role and by agency (those without any left out).
    """

    people: int
    by_role: list
    by_agency: list

    @property
    def in_words(self):
        """ "1 member", "31 members", "More than 1,000 members"."""
        if self.people > MOST:
            return f"More than {MOST:,} members"
        return f"{self.people:,} member{'' if self.people == 1 else 's'}"


# Each count stops where it is known to be more; the indexes hold all that is asked, so no row is
# read.
COUNTED = f"""
    WITH people AS MATERIALIZED (SELECT COUNT(*) AS number FROM (
        SELECT DISTINCT held.person_id FROM coalitions_membership held
        WHERE held.coalition_id = %(coalition)s AND {holds("held")} LIMIT %(most)s
    ) person)
    SELECT 'people', NULL, NULL, number FROM people
    UNION ALL
    SELECT 'role', role.code, NULL, (SELECT COUNT(*) FROM (
        SELECT FROM coalitions_membership held
        WHERE held.coalition_id = %(coalition)s AND held.role = role.code AND {holds("held")} LIMIT %(most)s
    ) membership) FROM unnest(%(roles)s) role(code) WHERE (SELECT number FROM people) < %(narrowed_below)s
    UNION ALL
    SELECT 'agency', agency.id::text, agency.name, (SELECT COUNT(*) FROM (
        SELECT FROM coalitions_membership held
        WHERE held.coalition_id = %(coalition)s AND held.agency_id = agency.id AND {holds("held")} LIMIT %(most)s
    ) membership) FROM coalitions_agency agency
    WHERE agency.district_id = %(district)s AND (SELECT number FROM people) < %(narrowed_below)s
"""  # noqa: S608  put together from our own words
ASKED = {
    "coalition": "bigint",
    "district": "bigint",
    "on": "date",
    "most": "int",
    "narrowed_below": "int",
}
COUNT = Prepared(
    "members_counted",
    COUNTED,
    {name: Parameter(kind) for name, kind in ASKED.items()},
    {"roles": Role.values},
)
# By coalition and day, where there are more members than MOST.
COUNTS = KeptCounts()


def headcount(coalition, *, on):
    """The Headcount of the day: one query.

    Of more than MOST members, roles and agencies as they were a minute ago at most.
    """
    rows = _counted(coalition, on, narrowed_below=MOST + 1)
    people = next(number for kind, _, _, number in rows if kind == "people")
    if people > MOST:
        key, most = (coalition.pk, on), 2**31 - 1
        rows = COUNTS.of(
            key, lambda: _counted(coalition, on, narrowed_below=most), seconds=COUNTED_EVERY
        )
    roles = [
        Count(code, Role(code).label, number)
        for kind, code, _, number in rows
        if kind == "role" and number
    ]
    agencies = [
        Count(int(code), name, number)
        for kind, code, name, number in rows
        if kind == "agency" and number
    ]
    return Headcount(people, roles, sorted(agencies, key=lambda agency: agency.label.casefold()))


def _counted(coalition, on, *, narrowed_below):
    """(kind, code, name, number) of the members and, where they are fewer than `narrowed_below`, of
    roles and agencies.
    """
    asked = {"coalition": coalition.pk, "district": coalition.district_id, "on": on}
    return COUNT.rows(**asked, most=MOST + 1, narrowed_below=narrowed_below)
