"""The brief of the day in the digests of a sweep: its title and where it is read, no more of it."""

from collections.abc import Collection
from datetime import date

from django.db import connection

from coalitions.access.roles import GROUPS, Group
from coalitions.briefs.days.choosing import FOR_COMMUNITY, JOINED
from coalitions.briefs.lifecycle import DayLevel
from coalitions.memberships.models.membership import holds
from safety_portal.core.database.bulk import as_array
from safety_portal.core.web.addresses import address

COMMUNITY = ", ".join(f"'{role.value}'" for role in GROUPS[Group.COMMUNITY])
# Of every coalition at once; a choice of longer ago than two weeks is none to write of.
CHOSEN = f"""
    WITH readable AS MATERIALIZED (
        SELECT brief.id, version.title, {FOR_COMMUNITY} AS is_for_community
        FROM coalitions_brief brief {JOINED}
        WHERE brief.retired_at IS NULL
    )
    SELECT DISTINCT ON (day.coalition_id, day.level)
           day.coalition_id, day.level, readable.id, readable.title
    FROM coalitions_briefday day JOIN readable ON readable.id = day.brief_id
    WHERE day.shown_on BETWEEN %(on)s::date - 14 AND %(on)s
          AND (day.level = '{DayLevel.MEMBERS.value}' OR readable.is_for_community)
    ORDER BY day.coalition_id, day.level, day.shown_on DESC
"""  # noqa: S608  put together from our own words
# Where each account reads most: as a member before as parent or student, the district's first.
PLACES = f"""
    SELECT DISTINCT ON (person.account_id) person.account_id, coalition.id, coalition.slug,
           CASE WHEN held.role IN ({COMMUNITY}) THEN '{DayLevel.PUBLIC.value}'
                ELSE '{DayLevel.MEMBERS.value}' END
    FROM coalitions_membership held
    JOIN coalitions_person person ON person.id = held.person_id
    JOIN coalitions_coalition coalition ON coalition.id = held.coalition_id
    WHERE person.account_id = ANY(%(accounts)s::bigint[]) AND {holds("held")}
    ORDER BY person.account_id, held.role IN ({COMMUNITY}), coalition.school_id NULLS FIRST, held.id
"""  # noqa: S608  put together from our own words


class BriefsOfTheDay:
    """What the digests of one sweep name: asked once for all coalitions, when the first is told."""

    def __init__(self) -> None:
        self._chosen: dict[tuple[int, str], tuple[int, str]] | None = None

    def __call__(self, accounts: Collection[int], *, on: date) -> dict[int, dict[str, str]]:
        """The label, title and path for each of these accounts that has one. One query, and one
        more the first time.
        """
        with connection.cursor() as cursor:
            if self._chosen is None:
                cursor.execute(CHOSEN, {"on": on})
                self._chosen = {(place, level): told for place, level, *told in cursor.fetchall()}
            if not self._chosen:
                return {}
            cursor.execute(PLACES, {"accounts": as_array(accounts), "on": on})
            places = cursor.fetchall()
        return {
            account: _line(slug, *self._chosen[place, level])
            for account, place, slug, level in places
            if (place, level) in self._chosen
        }


def _line(slug: str, brief: int, title: str) -> dict[str, str]:
    return {"label": "Brief of the day", "title": title, "path": address("brief", slug, brief)}
