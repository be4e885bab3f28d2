"""What agreements offer the home page of an officer: where they are assigned, and on what paper."""

from collections.abc import Sequence
from dataclasses import dataclass

from coalitions.access.roles import Group
from coalitions.agreements.models.agreement import Agreement
from coalitions.agreements.models.assignment import OfficerAssignment, covered
from coalitions.agreements.models.standing import first_of, holds, last_day, standing
from coalitions.agreements.words import days_in_words, state_in_words
from coalitions.coalition.home import Home, Part, Row, day_if_any, day_of
from safety_portal.core.web.addresses import address

MOST = 20

# Of a chain the agreement that holds on the day, else its latest; named to whom it is assigned,
# with a way to it where the coalition of this page reads it.
ASSIGNED = f"""
    SELECT assignment.id, place.slug, place.name AS coalition, school.name AS school,
           assignment.days, {covered("assignment")} AS is_covered,
           paper.id AS agreement, paper.title, paper.starts_on, paper.review_due_on,
           {last_day("paper")} AS last_on, {standing("paper")} AS standing,
           CASE WHEN owner.id = %(coalition)s OR owner.school_id IS NULL
                     AND owner.district_id = here.district_id THEN owner.slug END AS owner
    FROM coalitions_officerassignment assignment
    JOIN coalitions_coalition here ON here.id = %(coalition)s
    JOIN coalitions_school school ON school.id = assignment.school_id
    JOIN coalitions_coalition place ON place.id = assignment.coalition_id
    LEFT JOIN coalitions_agreement named ON named.id = assignment.agreement_id
    LEFT JOIN LATERAL (
        SELECT held.* FROM coalitions_agreement held
        WHERE {first_of("held")} = {first_of("named")}
        ORDER BY {holds("held")} DESC, held.starts_on DESC, held.id DESC LIMIT 1
    ) paper ON TRUE
    LEFT JOIN coalitions_coalition owner ON owner.id = paper.coalition_id
    WHERE assignment.person_id = ANY(%(people)s) AND assignment.starts_on <= %(on)s
          AND (assignment.ends_on IS NULL OR assignment.ends_on >= %(on)s)
    ORDER BY school.name, assignment.id LIMIT %(assignments_shown)s
"""  # noqa: S608  put together from our own words


@dataclass(frozen=True)
class Assigned:
    """A school where an officer is assigned, and the agreement they are there under.

    `path` leads to the assignment, `agreement_path` to the agreement ("" where there is none, or
    the coalition of the page does not read it). `agreement` stands as `words` say in `color`.
    """

    school: str
    days: str
    path: str
    coalition: str
    is_covered: bool
    agreement: str
    agreement_path: str
    color: str
    words: str


def _assigned(rows: Sequence[Row], home: Home) -> list[Assigned]:
    return [_of_row(row, home) for row in rows]


def _of_row(row: Row, home: Home) -> Assigned:
    color, words = state_in_words(_agreement(row), on=home.on) if row["agreement"] else ("", "")
    return Assigned(
        school=row["school"],
        days=days_in_words(OfficerAssignment(days=row["days"])),
        path=address("agreement_assignment", row["slug"], row["id"]),
        coalition=row["coalition"],
        is_covered=row["is_covered"],
        agreement=row["title"] or "",
        agreement_path=address("agreement", row["owner"], row["agreement"]) if row["owner"] else "",
        color=color,
        words=words,
    )


def _agreement(row: Row) -> Agreement:
    """The agreement of a row, with its standing, as words are made of it."""
    agreement = Agreement(
        pk=row["agreement"],
        title=row["title"],
        starts_on=day_of(row, "starts_on"),
        review_due_on=day_if_any(row, "review_due_on"),
    )
    agreement.standing, agreement.last_on = row["standing"], day_if_any(row, "last_on")
    return agreement


ASSIGNMENTS = Part(
    kind="assignments",
    title="Where you are assigned",
    groups=frozenset({Group.OFFICERS}),
    sql=ASSIGNED,
    shown=_assigned,
    template="coalitions/agreements/_assigned.jinja",
    values={"assignments_shown": MOST},
)
