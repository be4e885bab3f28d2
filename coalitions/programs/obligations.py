"""What programs ask: a decision on what was recommended, and a review once a year at least.

A review is owed by the administrators of the coalition and by who leads the program, each person
once; a decision by the administrators.
"""

from datetime import date

from coalitions.memberships.models.membership import administers
from coalitions.programs.lifecycle import DECIDE_WITHIN, REVIEW_ASKED_BEFORE
from safety_portal.core.look.wording import full_day
from safety_portal.core.notices.obligation import ObligationKind, ObligationRow
from safety_portal.core.web.addresses import address

REVIEW = f"""
    FROM (SELECT DISTINCT member.account_id, member.person_id, member.name, program.id,
                 program.title, program.coalition_id, program.review_due_on, program.started_on
          FROM coalitions_program program JOIN member
               ON member.coalition_id = program.coalition_id
                  AND ({administers("member")} OR member.person_id = program.leader_id)
          WHERE program.review_due_on <= %(on)s + %(review_before)s) reviewer
"""  # noqa: S608  put together from our own words
DECIDE = f"""
    FROM member JOIN coalitions_program program
         ON program.coalition_id = member.coalition_id AND program.state = 'recommended'
    WHERE {administers("member")}
"""
DECIDE_BY = "(program.recommended_at AT TIME ZONE %(zone)s)::date + %(decide_within)s"


def _review(row: ObligationRow, *, on: date) -> dict[str, str]:
    return _page(row) | {
        "title": f"Review the program {row.facts['title']}",
        "why": f"Running since {full_day(row.day('started_on'))}. A meeting keeps, changes or ends"
        " it by what its measures say.",
        "verb": "Review",
        "button": "Review the program",
    }


def _decide(row: ObligationRow, *, on: date) -> dict[str, str]:
    return _page(row) | {
        "title": f"Decide on the program {row.facts['title']}",
        "why": f"{row.facts['by']} recommended it. A meeting adopts it, or you say why not.",
        "verb": "Decide",
        "button": "See the program",
    }


def _page(row: ObligationRow) -> dict[str, str]:
    return {"path": address("program", row.slug, row.facts["id"])}


KINDS = (
    ObligationKind(
        kind="program_review",
        title="Review a program that is running",
        limit="A year after it began or was last reviewed, or sooner where it says so; asked from"
        " 30 days before",
        who="reviewer",
        scope="reviewer.coalition_id",
        due_on="reviewer.review_due_on",
        of="reviewer.id || ':' || reviewer.review_due_on",
        facts={
            "id": "reviewer.id",
            "title": "reviewer.title",
            "started_on": "reviewer.started_on",
        },
        rows=REVIEW,
        worded=_review,
        values={"review_before": REVIEW_ASKED_BEFORE.days},
    ),
    ObligationKind(
        kind="program_recommended",
        title="Decide on a program that was recommended",
        limit="60 days after it was recommended",
        of_administrators=True,
        due_on=DECIDE_BY,
        of="program.id",
        facts={
            "id": "program.id",
            "title": "program.title",
            "by": "COALESCE((SELECT person.name FROM coalitions_person person"
            " WHERE person.account_id = program.recommended_by_id"
            " ORDER BY person.id LIMIT 1), 'Somebody')",
        },
        rows=DECIDE,
        worded=_decide,
        values={"decide_within": DECIDE_WITHIN.days},
    ),
)
