"""The review of a plan in force, a round's decisions, what was said of a text, and the end of a
round.
"""

from datetime import date, timedelta

from coalitions.memberships.models.membership import administers, holds
from safety_portal.core.look.wording import counted, day_in_words, full_day
from safety_portal.core.notices.obligation import ObligationKind, ObligationRow
from safety_portal.core.web.addresses import address

# A review is nobody's task before: for most of the year a list of what is owed would start with it.
REVIEW_ASKED_BEFORE = timedelta(days=90)
# What nobody put a date on: whoever said something waits for an answer.
ANSWER_WITHIN = timedelta(days=14)

# The edition in force must be looked at again: the coalition's administrators.
PLAN_REVIEW = f"""
    FROM member JOIN plans_plan plan ON plan.coalition_id = member.coalition_id
    JOIN plans_edition edition ON edition.plan_id = plan.id AND edition.status = 'in_force'
    WHERE {administers("member")} AND edition.review_due_on <= %(on)s + %(asked_before)s
"""


def _plan_review(row: ObligationRow, *, on: date) -> dict[str, str]:
    facts = row.facts
    since = f" since {full_day(row.day('since'))}" if facts["since"] else ""
    return {
        "title": f"Review the {facts['title']}",
        "why": f"Edition {facts['number']} is in force{since}. A new edition in force is the review.",
        "path": address("workspace_edition", row.slug, facts["plan"], facts["number"]),
        "verb": "Review",
        "button": "Review the plan",
    }


# A review round waits for a decision: its reviewer, while a member.
DECISION = """
    FROM member JOIN plans_reviewer reviewer ON reviewer.membership_id = member.id AND reviewer.decided_at IS NULL
    JOIN plans_reviewround round ON round.id = reviewer.round_id AND round.closed_at IS NULL
    JOIN plans_edition edition ON edition.id = round.edition_id AND edition.status = 'in_review'
    JOIN plans_plan plan ON plan.id = edition.plan_id
"""


# Those who are late with it, looked for from the rounds that are open: thousands of members are
# asked nothing.
DECISION_BEHIND = f"""
    SELECT held.person_id, person.name AS person_name, reviewer.due_on
    FROM plans_plan plan JOIN plans_edition edition ON edition.plan_id = plan.id AND edition.status = 'in_review'
    JOIN plans_reviewround round ON round.edition_id = edition.id AND round.closed_at IS NULL
    JOIN plans_reviewer reviewer ON reviewer.round_id = round.id AND reviewer.decided_at IS NULL AND reviewer.due_on < %(on)s
    JOIN coalitions_membership held ON held.id = reviewer.membership_id AND {holds("held")}
    JOIN coalitions_person person ON person.id = held.person_id
    WHERE plan.coalition_id = ANY(%(scopes)s) LIMIT %(most)s
"""  # noqa: S608  put together from our own words


def _decision(row: ObligationRow, *, on: date) -> dict[str, str]:
    facts = row.facts
    asked_on = day_in_words(row.day("asked_on"), on=on)
    return {
        "title": f"Decide on the {facts['title']}, edition {facts['number']}",
        "why": f"You were asked to review it {asked_on}.",
        "path": address("review_decide", row.slug, facts["plan"], facts["number"], facts["id"]),
        "verb": "Review",
        "button": f"Review edition {facts['number']}",
    }


# What was said of a text in work and nobody has answered: the administrators, one row for each
# edition, due when its round is, or, where no round is open, two weeks after the oldest. It leads
# to the section that waits longest.
REMARKS = f"""
    FROM member JOIN plans_plan plan ON plan.coalition_id = member.coalition_id
    JOIN plans_edition edition ON edition.plan_id = plan.id AND edition.status IN ('drafting', 'in_review')
    JOIN LATERAL (
        SELECT COUNT(*) FILTER (WHERE open.is_comment) AS comments, COUNT(*) FILTER (WHERE NOT open.is_comment) AS suggestions,
               MIN(open.made_at) AS since, (ARRAY_AGG(open.section_id ORDER BY open.made_at, open.section_id))[1] AS section_id
        FROM (
            SELECT TRUE AS is_comment, section_id, made_at FROM plans_comment
            WHERE resolved_at IS NULL AND answers_id IS NULL
            UNION ALL
            SELECT FALSE, section_id, made_at FROM plans_suggestion WHERE state = 'open'
        ) open JOIN plans_section section ON section.id = open.section_id AND section.removed_at IS NULL
        WHERE section.edition_id = edition.id
    ) said ON said.since IS NOT NULL
    LEFT JOIN plans_reviewround round ON round.edition_id = edition.id AND round.closed_at IS NULL
    WHERE {administers("member")}
"""  # noqa: S608  put together from our own words


def _remarks(row: ObligationRow, *, on: date) -> dict[str, str]:
    facts = row.facts
    parts = [(facts["comments"], "comment"), (facts["suggestions"], "suggestion")]
    waiting = " and ".join(counted(number, noun) for number, noun in parts if number)
    closes = f"Review round {facts['round']} closes then. " if facts["round"] else ""
    return {
        "title": f"Answer {waiting} on the {facts['title']}, edition {facts['number']}",
        "why": f"{closes}It opens the section that has waited longest.",
        "path": address(
            "workspace_section", row.slug, facts["plan"], facts["number"], facts["section"]
        ),
        "verb": "Answer",
        "button": f"Answer {waiting}",
    }


# A round that can end, because everybody has decided or its day is over: the administrators.
ROUND = f"""
    FROM member JOIN plans_plan plan ON plan.coalition_id = member.coalition_id
    JOIN plans_edition edition ON edition.plan_id = plan.id AND edition.status = 'in_review'
    JOIN plans_reviewround round ON round.edition_id = edition.id AND round.closed_at IS NULL
    JOIN LATERAL (
        SELECT COUNT(*) AS people, COUNT(decided_at) AS decided FROM plans_reviewer WHERE round_id = round.id
    ) asked ON asked.people = asked.decided OR round.due_on < %(on)s
    WHERE {administers("member")}
"""  # noqa: S608  put together from our own words


def _round(row: ObligationRow, *, on: date) -> dict[str, str]:
    facts = row.facts
    people = counted(facts["asked"], "person", "people")
    return {
        "title": f"Close the review of the {facts['title']}, edition {facts['number']}",
        "why": f"{facts['decided']} of {people} asked have decided. Then freeze it, or ask again.",
        "path": address("workspace_edition", row.slug, facts["plan"], facts["number"]),
        "verb": "Close",
        "button": f"Close the review of edition {facts['number']}",
    }


# What the words of an obligation of an edition begin with.
OF_EDITION = {"number": "edition.number", "plan": "plan.id", "title": "plan.title"}
KINDS = (
    ObligationKind(
        kind="plan_review",
        title="Review a plan in force",
        limit="By the day its review is due; asked from 90 days before",
        of_administrators=True,
        due_on="edition.review_due_on",
        of="edition.id",
        facts=OF_EDITION | {"since": "(edition.in_force_at AT TIME ZONE %(zone)s)::date"},
        rows=PLAN_REVIEW,
        worded=_plan_review,
        values={"asked_before": REVIEW_ASKED_BEFORE.days},
    ),
    ObligationKind(
        kind="review_decision",
        title="Decide on an edition in review",
        limit="By the day that the request names",
        scope="plan.coalition_id",
        due_on="reviewer.due_on",
        of="reviewer.id",
        facts=OF_EDITION
        | {"id": "reviewer.id", "asked_on": "(round.opened_at AT TIME ZONE %(zone)s)::date"},
        rows=DECISION,
        worded=_decision,
        behind=DECISION_BEHIND,
    ),
    ObligationKind(
        kind="remarks",
        title="Answer comments and suggestions",
        limit="By the end of the review round; without one 14 days after the oldest",
        of_administrators=True,
        scope="plan.coalition_id",
        due_on="COALESCE(round.due_on, (said.since AT TIME ZONE %(zone)s)::date + %(answer_within)s)",
        of="edition.id",
        facts=OF_EDITION
        | {
            "section": "said.section_id",
            "comments": "said.comments",
            "suggestions": "said.suggestions",
            "round": "round.number",
        },
        rows=REMARKS,
        worded=_remarks,
        values={"answer_within": ANSWER_WITHIN.days},
        home_only="A lively review would mail its administrators every day of what they are reading anyway.",
    ),
    ObligationKind(
        kind="review_round",
        title="Close a review round",
        limit="By the day it was asked for; asked when everybody has decided or the day is over",
        of_administrators=True,
        scope="plan.coalition_id",
        due_on="round.due_on",
        of="round.id",
        facts=OF_EDITION | {"asked": "asked.people", "decided": "asked.decided"},
        rows=ROUND,
        worded=_round,
        home_only="Reviewers who are late are reminded themselves; when to go on without them is a judgment.",
    ),
)
