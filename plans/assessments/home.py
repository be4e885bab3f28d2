"""What site assessments offer home pages: the walks to do, and whose they are."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from coalitions.access.roles import RESTRICTED, Group
from coalitions.coalition.home import HERE, Home, Part, Row, day_of
from plans.assessments.models.assessment import Kind
from safety_portal.core.web.addresses import address

MOST = 6

# Those of the coalition, of a district's also those of its schools; the reader's own first.
WALKS = f"""
    SELECT walk.id, place.slug, COALESCE(school.name, place.name) AS place, walk.building,
           walk.kind, walk.state, walk.planned_on, leader.name AS lead,
           jsonb_array_length(walk.items) AS items, answered.items AS answered,
           CASE WHEN lead.person_id = ANY(%(people)s) THEN 1 WHEN along.person_id IS NOT NULL
                THEN 2 ELSE 3 END AS part
    FROM plans_assessment walk
    JOIN coalitions_coalition place ON place.id = walk.coalition_id
    LEFT JOIN coalitions_school school ON school.id = place.school_id
    JOIN coalitions_membership lead ON lead.id = walk.lead_id
    JOIN coalitions_person leader ON leader.id = lead.person_id
    LEFT JOIN LATERAL (
        SELECT held.person_id FROM plans_teammember team
        JOIN coalitions_membership held ON held.id = team.membership_id
        WHERE team.assessment_id = walk.id AND held.person_id = ANY(%(people)s) LIMIT 1
    ) along ON TRUE
    LEFT JOIN LATERAL (
        SELECT COUNT(DISTINCT item) AS items FROM plans_answer WHERE assessment_id = walk.id
    ) answered ON TRUE
    WHERE walk.state IN ('planned', 'walking')
          AND walk.coalition_id = ANY({HERE})
    ORDER BY part, walk.planned_on, walk.id LIMIT %(walks_shown)s
"""  # noqa: S608  put together from our own words
LED, ALONG = 1, 2


@dataclass(frozen=True)
class Walk:
    """A walk that is planned or under way: where, how far it is, and the reader's part in it."""

    place: str
    kind: str
    path: str
    planned_on: date
    is_begun: bool
    progress: str
    part: str
    is_mine: bool

    @property
    def verb(self) -> str:
        """What its button says."""
        if not self.is_mine:
            return "See"
        return "Go on" if self.is_begun else "Walk"


def _walks(rows: Sequence[Row], home: Home) -> list[Walk]:
    return [_of_row(row) for row in rows]


def _of_row(row: Row) -> Walk:
    is_begun = row["state"] == "walking"
    parts = {LED: "You lead", ALONG: f"You walk along, {row['lead']} leads"}
    return Walk(
        place=", ".join(words for words in (row["place"], row["building"]) if words),
        kind=str(Kind(row["kind"]).label),
        path=address("assessment", row["slug"], row["id"]),
        planned_on=day_of(row, "planned_on"),
        is_begun=is_begun,
        progress=f"{row['answered']} of {row['items']} answered" if is_begun else "Not begun",
        part=parts.get(row["part"], f"{row['lead']} leads"),
        is_mine=row["part"] in parts,
    )


WALKS_TO_DO = Part(
    kind="walks_to_do",
    title="Walks to do",
    groups=frozenset({Group.OFFICERS}),
    level=RESTRICTED,
    sql=WALKS,
    shown=_walks,
    template="plans/assessments/_to_do.jinja",
    values={"walks_shown": MOST},
)
