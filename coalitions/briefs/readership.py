"""Who of a coalition has opened which version, of those whom it is for: counted, and by name."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.models import Exists, OuterRef, Q, Subquery

from coalitions.access.roles import GROUPS, MEMBERS, Group
from coalitions.briefs.models.answer import BriefRead
from coalitions.briefs.models.brief import BriefVersion
from coalitions.coalition.models import Coalition
from coalitions.memberships.models.membership import Membership, MembershipQuerySet, holds
from coalitions.people.models import Person, PersonQuerySet
from safety_portal.core.database.kept_counts import KeptCounts

COMMUNITY = GROUPS[Group.COMMUNITY]
_COMMUNITY = ", ".join(f"'{role.value}'" for role in COMMUNITY)
# Each person once, with all roles and with those that read what members read: a coalition of
# thousands is counted in the database.
REACHED = f"""
    WITH member AS MATERIALIZED (
        SELECT held.person_id, person.account_id, ARRAY_AGG(held.role) AS roles,
               ARRAY_AGG(held.role) FILTER (WHERE held.role NOT IN ({_COMMUNITY})) AS inside
        FROM coalitions_membership held
        JOIN coalitions_person person ON person.id = held.person_id
        WHERE held.coalition_id = %(coalition)s AND {holds("held")}
        GROUP BY held.person_id, person.account_id
    )
    SELECT version.id, COUNT(read.id), COUNT(*)
    FROM coalitions_briefversion version
    JOIN member ON
        CASE version.sensitivity WHEN '{MEMBERS}' THEN member.inside ELSE member.roles END
        && (CASE version.audience WHEN '{{}}' THEN member.roles ELSE version.audience END)
    LEFT JOIN coalitions_briefread read
        ON read.version_id = version.id AND read.account_id = member.account_id
    WHERE version.id = ANY(%(versions)s)
    GROUP BY version.id
"""  # noqa: S608  put together from our own words
# By coalition, day and versions, where a version is for more people than MOST.
COUNTS: KeptCounts[dict[int, "Reach"]] = KeptCounts()
MOST, COUNTED_EVERY = 1000, 60


@dataclass(frozen=True)
class Reach:
    """How many of those whom a version is for have opened it, in one coalition."""

    read: int = 0
    of: int = 0

    @property
    def unread(self) -> int:
        """How many have not."""
        return self.of - self.read

    def __str__(self) -> str:
        return f"Read by {self.read} of {self.of}"


def reach_of(
    versions: Collection[BriefVersion], coalition: Coalition, *, on: date
) -> dict[int, Reach]:
    """How far each version has come in a coalition, by its key. One query, none for none.

    Where one is for more than MOST people it is counted once in COUNTED_EVERY seconds.
    """
    if not versions:
        return {}
    keys = [version.pk for version in versions]
    return COUNTS.of(
        (coalition.pk, on, *keys),
        lambda: _counted(keys, coalition, on),
        seconds=COUNTED_EVERY,
        is_kept=lambda found: any(reach.of > MOST for reach in found.values()),
    )


def _counted(keys: list[int], coalition: Coalition, on: date) -> dict[int, Reach]:
    with connection.cursor() as cursor:
        cursor.execute(REACHED, {"coalition": coalition.pk, "versions": keys, "on": on})
        counted = {pk: Reach(read, of) for pk, read, of in cursor.fetchall()}
    return {pk: counted.get(pk, Reach()) for pk in keys}


def readers_of(
    version: BriefVersion, coalition: Coalition, *, has_read: bool, on: date
) -> PersonQuerySet:
    """The people of a coalition for whom a version is and who have, or have not, opened it, each
    with their `role`.
    """
    held = _reached(version, coalition, on=on).filter(person=OuterRef("pk")).order_by("id")
    read = BriefRead.objects.filter(version=version, account=OuterRef("account"))
    people = Person.objects.filter(Exists(held), Exists(read) if has_read else ~Exists(read))
    return people.annotate(role=Subquery(held.values("role")[:1]))


def _reached(version: BriefVersion, coalition: Coalition, *, on: date) -> MembershipQuerySet:
    """The memberships by which a version is for somebody."""
    named = Q(role__in=version.audience) if version.audience else Q()
    inside = ~Q(role__in=COMMUNITY) if version.sensitivity == MEMBERS else Q()
    return Membership.objects.current(on).filter(named & inside, coalition=coalition)
