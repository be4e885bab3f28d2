"""What an agreement asks of the administrators of its coalition.

Begin to renew it 60 days before it ends, which the ladder tells 90 days before; renew or end it by
its last day; renew or replace what has ended; read it again; and find an agreement for an officer
who stands on none.
"""

from datetime import date, timedelta

from coalitions.agreements.lifecycle import ENDING_WITHIN, REVIEW_ASKED_BEFORE
from coalitions.agreements.models.assignment import covered
from coalitions.agreements.models.standing import (
    first_of,
    holds,
    in_renewal,
    last_day,
    renewed,
    replaced,
)
from coalitions.memberships.models.membership import administers
from safety_portal.core.look.wording import full_day
from safety_portal.core.notices.obligation import ObligationKind, ObligationRow
from safety_portal.core.web.addresses import address

# A board meets once a month: two meetings for words and signatures.
BEGIN_BEFORE = timedelta(days=60)

OF_COALITION = (
    "FROM member JOIN coalitions_agreement agreement"
    " ON agreement.coalition_id = member.coalition_id"
)
LAST = last_day("agreement")
HOLDS = f"{administers('member')} AND {holds('agreement')} AND agreement.closed_at IS NULL"
BEGIN = f"""
    {OF_COALITION} WHERE {HOLDS} AND NOT {in_renewal("agreement")}
         AND {LAST} > %(on)s + %(begin_before)s AND {LAST} <= %(on)s + %(ending_within)s
"""
ENDING = f"""
    {OF_COALITION} WHERE {HOLDS} AND NOT {renewed("agreement")}
         AND {LAST} <= %(on)s + %(begin_before)s
"""
ENDED = f"""
    {OF_COALITION} WHERE {administers("member")} AND agreement.signed_on IS NOT NULL
         AND agreement.closed_at IS NULL AND {LAST} < %(on)s AND NOT {renewed("agreement")}
"""
REVIEW = f"""
    {OF_COALITION} WHERE {administers("member")} AND {holds("agreement")}
         AND NOT {replaced("agreement")} AND agreement.review_due_on <= %(on)s + %(review_before)s
"""
# Since when: the day it began, or the last day on which something of its chain covered the school.
UNCOVERED = f"""
    FROM member JOIN coalitions_officerassignment assignment
         ON assignment.coalition_id = member.coalition_id
         AND assignment.starts_on <= %(on)s AND COALESCE(assignment.ends_on >= %(on)s, TRUE)
    JOIN coalitions_person officer ON officer.id = assignment.person_id
    JOIN coalitions_school school ON school.id = assignment.school_id
    LEFT JOIN coalitions_agreement named ON named.id = assignment.agreement_id
    LEFT JOIN LATERAL (
        SELECT MAX({last_day("held")}) AS on_day FROM coalitions_agreement held
        JOIN coalitions_agreement_schools place
             ON place.agreement_id = held.id AND place.school_id = assignment.school_id
        WHERE {first_of("held")} = {first_of("named")} AND held.signed_on IS NOT NULL
              AND {last_day("held")} < %(on)s
    ) covered_until ON TRUE
    WHERE {administers("member")} AND NOT {covered("assignment")}
"""  # noqa: S608  put together from our own words


def _begin(row: ObligationRow, *, on: date) -> dict[str, str]:
    return _page(row) | {
        "title": f"Begin to renew {row.facts['title']}",
        "why": f"It ends {full_day(row.day('ends_on'))}, and nothing takes its place yet.",
        "verb": "Renew",
        "button": "Renew the agreement",
    }


def _ending(row: ObligationRow, *, on: date) -> dict[str, str]:
    waits = "Its renewal is not signed yet." if row.facts["drafted"] else "No renewal is begun."
    return _page(row) | {
        "title": f"Renew or end {row.facts['title']}",
        "why": f"It ends {full_day(row.day('ends_on'))}. {waits}",
        "verb": "Renew",
        "button": "Renew the agreement",
    }


def _ended(row: ObligationRow, *, on: date) -> dict[str, str]:
    return _page(row) | {
        "title": f"Renew or replace {row.facts['title']}",
        "why": f"It ended {full_day(row.day('ends_on'))} without a new one.",
        "verb": "Renew",
        "button": "Renew the agreement",
    }


def _review(row: ObligationRow, *, on: date) -> dict[str, str]:
    return _page(row) | {
        "title": f"Read {row.facts['title']} again with the other parties",
        "why": "It says nothing wrong by itself: look whether it still says what you do.",
        "verb": "Review",
        "button": "Review the agreement",
    }


def _uncovered(row: ObligationRow, *, on: date) -> dict[str, str]:
    facts = row.facts
    named = (
        f"{facts['agreement']} does not cover it today" if facts["agreement"] else "It names none"
    )
    return {
        "title": f"Find an agreement for {facts['officer']} at {facts['school']}",
        "why": f"The assignment stands on no agreement in force. {named}.",
        "path": address("agreement_assignment", row.slug, facts["id"]),
        "verb": "See",
        "button": "See the assignment",
    }


def _page(row: ObligationRow) -> dict[str, str]:
    return {"path": address("agreement", row.slug, row.facts["id"])}


FACTS = {"id": "agreement.id", "title": "agreement.title", "ends_on": LAST}
KINDS = (
    ObligationKind(
        kind="agreement_begin_renewal",
        title="Begin to renew an agreement",
        limit="60 days before it ends; asked from 90 days before",
        of_administrators=True,
        due_on=f"{LAST} - %(begin_before)s",
        of="agreement.id",
        facts=FACTS,
        rows=BEGIN,
        worded=_begin,
        values={"begin_before": BEGIN_BEFORE.days, "ending_within": ENDING_WITHIN.days},
    ),
    ObligationKind(
        kind="agreement_ending",
        title="Renew or end an agreement",
        limit="Its last day; asked from 60 days before",
        of_administrators=True,
        due_on=LAST,
        of="agreement.id",
        facts=FACTS | {"drafted": in_renewal("agreement")},
        rows=ENDING,
        worded=_ending,
    ),
    ObligationKind(
        kind="agreement_ended",
        title="Renew or replace an agreement that has ended",
        limit="Its last day; until it is renewed, or somebody says why not",
        of_administrators=True,
        due_on=LAST,
        of="agreement.id",
        facts=FACTS,
        rows=ENDED,
        worded=_ended,
    ),
    ObligationKind(
        kind="agreement_review",
        title="Read an agreement again",
        limit="The day it names; asked from 30 days before",
        of_administrators=True,
        due_on="agreement.review_due_on",
        of="agreement.id || ':' || agreement.review_due_on",
        facts={"id": "agreement.id", "title": "agreement.title"},
        rows=REVIEW,
        worded=_review,
        values={"review_before": REVIEW_ASKED_BEFORE.days},
    ),
    ObligationKind(
        kind="assignment_uncovered",
        title="Find an agreement for an officer’s assignment",
        limit="The last day on which one covered it; without any, its first day",
        of_administrators=True,
        due_on="GREATEST(assignment.starts_on, covered_until.on_day)",
        of="assignment.id",
        facts={
            "id": "assignment.id",
            "officer": "officer.name",
            "school": "school.name",
            "agreement": "named.title",
        },
        rows=UNCOVERED,
        worded=_uncovered,
    ),
)
