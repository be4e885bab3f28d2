"""A frozen edition on its way into force.

Signatures, what keeps them, the board's vote, and the step itself.
"""

from datetime import timedelta

from coalitions.memberships.models.designation import designates
from coalitions.memberships.models.membership import administers, holds
from coalitions.memberships.signing_seats import ROLES_THAT_SIGN
from safety_portal.core.look.wording import counted, day_in_words, listed
from safety_portal.core.notices.obligation import ObligationKind
from safety_portal.core.web.addresses import address

# Every seat has signed: what is signed and not in force protects nobody.
PUT_IN_FORCE_WITHIN = timedelta(days=7)

# A frozen edition waits for a seat's signature: the seat's holder, while a member, and whoever is
# their designee on the day.
SIGNATURE = """
    FROM signer JOIN plans_signature signature ON signature.membership_id = signer.membership_id AND signature.state = 'asked'
    JOIN plans_edition edition ON edition.id = signature.edition_id AND edition.status = 'awaiting_signatures'
    JOIN plans_plan plan ON plan.id = edition.plan_id
"""


# Those who are late with it, holders and their designees, looked for from what waits: not from
# thousands of members.
SIGNATURE_BEHIND = f"""
    SELECT signer.person_id, person.name AS person_name, waiting.due_on
    FROM (
        SELECT signature.membership_id, signature.due_on
        FROM plans_plan plan JOIN plans_edition edition ON edition.plan_id = plan.id AND edition.status = 'awaiting_signatures'
        JOIN plans_signature signature ON signature.edition_id = edition.id AND signature.state = 'asked'
             AND signature.due_on < %(on)s
        WHERE plan.coalition_id = ANY(%(scopes)s) LIMIT %(most)s
    ) waiting JOIN coalitions_membership held ON held.id = waiting.membership_id AND {holds("held")}
    JOIN LATERAL (
        SELECT held.person_id
        UNION ALL
        SELECT designee.person_id FROM coalitions_designation designation
        JOIN coalitions_membership designee ON designee.id = designation.designee_id AND {holds("designee")}
             AND designee.role <> ALL(%(never_sign)s)
        WHERE designation.holder_id = held.id AND {designates("designation")}
    ) signer ON TRUE JOIN coalitions_person person ON person.id = signer.person_id
"""  # noqa: S608  put together from our own words


def _signature(row, *, on):
    facts, holder = row.facts, row.facts["holder"]
    whose = (
        f"You are the designee of {holder}, who holds the seat" if holder else "You hold the seat"
    )
    return {
        "title": f"Sign the {facts['title']}, edition {facts['number']}{f', for {holder}' if holder else ''}",
        "why": f"{whose} {facts['seat']}. It is in force only when every seat has signed.",
        "path": address("signing_sign", row.slug, facts["plan"], facts["number"], facts["id"]),
        "verb": "Sign",
        "button": f"Sign edition {facts['number']}",
    }


def _sign_together(several):
    """In one batch, whatever coalitions they are of; the list is opened in one of them."""
    return f"Sign {counted(len(several), 'plan')}", address("signing_batch", several[0].slug)


# The newest vote of a board on an edition counts.
NEWEST_VOTE = """
    LEFT JOIN LATERAL (
        SELECT outcome, voted_on FROM plans_approval WHERE edition_id = edition.id AND voided_at IS NULL
        ORDER BY voted_on DESC, id DESC LIMIT 1
    ) vote ON TRUE
"""

# A frozen edition waits for the vote of the coalition's board: whoever administers the coalition
# records it, by the day to sign by. One that did not approve leaves it owed.
BOARD_VOTE = f"""
    FROM member JOIN coalitions_coalition coalition ON coalition.id = member.coalition_id AND coalition.approving_board <> ''
    JOIN plans_plan plan ON plan.coalition_id = coalition.id
    JOIN plans_edition edition ON edition.plan_id = plan.id AND edition.status = 'awaiting_signatures'
    JOIN LATERAL (
        SELECT MIN(due_on) AS due_on FROM plans_signature WHERE edition_id = edition.id AND state <> 'voided'
    ) asked ON asked.due_on IS NOT NULL {NEWEST_VOTE}
    WHERE {administers("member")} AND vote.outcome IS DISTINCT FROM 'approved'
"""  # noqa: S608  put together from our own words


def _board_vote(row, *, on):
    facts = row.facts
    why = f"{facts['board']} approves it before it comes into force."
    if facts["refused_on"]:
        refused_on = day_in_words(row.day("refused_on"), on=on)
        why = f"{facts['board']} did not approve it {refused_on}; a later vote has to."
    return {
        "title": f"Record the board’s vote on the {facts['title']}, edition {facts['number']}",
        "why": why,
        "path": address("signing_vote", row.slug, facts["plan"], facts["number"]),
        "verb": "Record",
        "button": "Record the vote",
    }


# The same edition for whoever sits on the board, of coalitions/seats/data/seats.yaml: what they
# will vote on, and by when.
VOTE = f"""
    FROM member JOIN coalitions_coalition coalition ON coalition.id = member.coalition_id AND coalition.approving_board <> ''
    JOIN coalitions_seat seat ON seat.id = member.seat_id AND seat.code = 'board_member'
    JOIN plans_plan plan ON plan.coalition_id = coalition.id
    JOIN plans_edition edition ON edition.plan_id = plan.id AND edition.status = 'awaiting_signatures'
    JOIN LATERAL (
        SELECT MIN(due_on) AS due_on FROM plans_signature WHERE edition_id = edition.id AND state <> 'voided'
    ) asked ON asked.due_on IS NOT NULL {NEWEST_VOTE}
    WHERE vote.outcome IS DISTINCT FROM 'approved'
"""  # noqa: S608  put together from our own words


def _vote(row, *, on):
    facts = row.facts
    return {
        "title": f"Approve the {facts['title']}, edition {facts['number']}",
        "why": f"It comes into force only when {facts['board']} has approved it. An administrator records the vote.",
        "path": address("workspace_edition", row.slug, facts["plan"], facts["number"]),
        "verb": "Read",
        "button": f"Read edition {facts['number']}",
    }


# What stands between a frozen edition and its signatures (plans/signing/queries.py, blockers) and
# is an administrator's to see to.
STUCK = f"""
    SELECT COUNT(*) FILTER (WHERE state = 'declined' AND answered_at IS NULL) AS declined,
           COUNT(*) FILTER (WHERE state = 'asked' AND membership_id IS NULL) AS vacant,
           COUNT(*) FILTER (WHERE state = 'asked' AND membership_id IS NOT NULL) AS waiting,
           (SELECT COUNT(*) FROM coalitions_seat seat
            WHERE seat.coalition_id = plan.coalition_id AND seat.signs_plan
              AND EXISTS (SELECT 1 FROM coalitions_membership held
                          WHERE held.seat_id = seat.id AND held.role = ANY(%(sign)s) AND {holds("held")})
              AND NOT EXISTS (SELECT 1 FROM plans_signature asked WHERE asked.edition_id = edition.id
                              AND asked.seat_id = seat.id AND asked.state NOT IN ('voided', 'waived'))) AS unasked,
           MIN(due_on) AS due_on,
           (COALESCE(MAX(GREATEST(decided_at, answered_at)), edition.frozen_at) AT TIME ZONE %(zone)s)::date AS last_on
    FROM plans_signature WHERE edition_id = edition.id AND state <> 'voided'
"""  # noqa: S608  put together from our own words
FROZEN = f"""
    FROM member JOIN plans_plan plan ON plan.coalition_id = member.coalition_id
    JOIN plans_edition edition ON edition.plan_id = plan.id AND edition.status = 'awaiting_signatures'
    JOIN LATERAL ({STUCK}) stuck ON TRUE
"""

# A decline, a vacant seat or a new holder keeps an edition from being signed: the administrators,
# by the day to sign by.
SIGNATURES_STUCK = f"""
    {FROZEN}
    WHERE {administers("member")} AND stuck.declined + stuck.vacant + stuck.unasked > 0
"""


def _signatures_stuck(row, *, on):
    facts = row.facts
    parts = [
        (facts["declined"], "holder declined", "holders declined"),
        (facts["vacant"], "seat is vacant", "seats are vacant"),
        (
            facts["unasked"],
            "seat has a holder who was not asked",
            "seats have holders who were not asked",
        ),
    ]
    waiting = listed([counted(number, one, many) for number, one, many in parts if number])
    return {
        "title": f"See to the signatures of the {facts['title']}, edition {facts['number']}",
        "why": f"{waiting}. It cannot come into force before.",
        "path": address("signing_signatures", row.slug, facts["plan"], facts["number"]),
        "verb": "See",
        "button": f"See to the signatures of edition {facts['number']}",
    }


# Nothing keeps it any more: the administrators.
PUT_IN_FORCE = f"""
    {FROZEN} JOIN coalitions_coalition coalition ON coalition.id = plan.coalition_id {NEWEST_VOTE}
    WHERE {administers("member")} AND stuck.declined + stuck.vacant + stuck.unasked + stuck.waiting = 0
      AND (coalition.approving_board = '' OR vote.outcome = 'approved')
"""


def _put_in_force(row, *, on):
    facts = row.facts
    since = day_in_words(row.day("since"), on=on)
    return {
        "title": f"Put the {facts['title']}, edition {facts['number']}, in force",
        "why": f"Every seat has answered since {since}; nothing keeps it any more.",
        "path": address("workspace_put_in_force", row.slug, facts["plan"], facts["number"]),
        "verb": "Put in force",
        "button": f"Put edition {facts['number']} in force",
    }


# What the words of an obligation of an edition begin with.
OF_EDITION = {"number": "edition.number", "plan": "plan.id", "title": "plan.title"}
KINDS = (
    ObligationKind(
        kind="signature",
        title="Sign a plan, where you hold a seat or stand in for its holder",
        limit="By the day that the request names",
        who="signer",
        scope="plan.coalition_id",
        due_on="signature.due_on",
        of="signature.id",
        facts=OF_EDITION
        | {"id": "signature.id", "seat": "signature.seat_title", "holder": "signer.holder"},
        rows=SIGNATURE,
        worded=_signature,
        together=_sign_together,
        behind=SIGNATURE_BEHIND,
    ),
    ObligationKind(
        kind="signatures_stuck",
        title="Answer who declined, fill a vacant seat or waive it, ask a new holder",
        limit="By the first day to sign by",
        of_administrators=True,
        scope="plan.coalition_id",
        due_on="COALESCE(stuck.due_on, stuck.last_on)",
        of="edition.id || ':' || LEFT(edition.content_hash, 16)",
        facts=OF_EDITION
        | {"declined": "stuck.declined", "vacant": "stuck.vacant", "unasked": "stuck.unasked"},
        rows=SIGNATURES_STUCK,
        worded=_signatures_stuck,
        values={"sign": ROLES_THAT_SIGN},
        home_only="Who declines is told of at once, in a mail of its own.",
    ),
    ObligationKind(
        kind="board_vote",
        title="Record the board’s vote",
        limit="By the first day to sign by",
        of_administrators=True,
        scope="plan.coalition_id",
        due_on="asked.due_on",
        of="edition.id || ':' || LEFT(edition.content_hash, 16)",
        facts=OF_EDITION | {"board": "coalition.approving_board", "refused_on": "vote.voted_on"},
        rows=BOARD_VOTE,
        worded=_board_vote,
    ),
    ObligationKind(
        kind="vote",
        title="Approve a plan with the board you sit on",
        limit="By the first day to sign by",
        scope="plan.coalition_id",
        due_on="asked.due_on",
        of="edition.id || ':' || LEFT(edition.content_hash, 16)",
        facts=OF_EDITION | {"board": "coalition.approving_board"},
        rows=VOTE,
        worded=_vote,
        home_only="One member alone cannot fulfil it: the board votes when it meets, and an administrator records it.",
    ),
    ObligationKind(
        kind="put_in_force",
        title="Put a plan in force that every seat has signed",
        limit="7 days after the last answer",
        of_administrators=True,
        scope="plan.coalition_id",
        due_on="stuck.last_on + %(put_in_force_within)s",
        of="edition.id || ':' || LEFT(edition.content_hash, 16)",
        facts=OF_EDITION | {"since": "stuck.last_on"},
        rows=PUT_IN_FORCE,
        worded=_put_in_force,
        values={"put_in_force_within": PUT_IN_FORCE_WITHIN.days, "sign": ROLES_THAT_SIGN},
    ),
)
