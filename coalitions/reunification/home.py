"""Where families are met of each school, on the home page of who answers for it."""

from collections.abc import Sequence
from dataclasses import dataclass

from coalitions.access.roles import Group
from coalitions.coalition.home import Home, PlacePart, Row
from coalitions.reunification.lifecycle import SiteStanding
from coalitions.reunification.models import standing

# The sites that are named, the primary first. Where they are stands on their own pages.
SITES = f"""
    SELECT coalition_id AS place, which, name, standing
    FROM ({standing.PLACES} AND school.id = ANY(%(places)s)) spots
    WHERE site_id IS NOT NULL ORDER BY coalition_id, position
"""  # noqa: S608  put together from our own words


@dataclass(frozen=True)
class MeetingPlace:
    """A site by name; `fault` says why it cannot be used today, "" where it can."""

    name: str
    is_alternate: bool
    fault: str


@dataclass(frozen=True)
class MeetingPlaces:
    """The sites of one school, the primary first."""

    sites: tuple[MeetingPlace, ...]


def _sites(rows: Sequence[Row], home: Home) -> MeetingPlaces:
    return MeetingPlaces(tuple(map(_site, rows)))


def _site(row: Row) -> MeetingPlace:
    found = SiteStanding(row["standing"])
    return MeetingPlace(
        name=row["name"],
        is_alternate=row["which"] == "alternate",
        fault="" if found == SiteStanding.USABLE else found.label,
    )


MEETING_PLACES = PlacePart(
    kind="meeting_places",
    groups=frozenset({Group.RESPONDERS}),
    sql=SITES,
    shown=_sites,
    template="coalitions/reunification/_place.jinja",
)
