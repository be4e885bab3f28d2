"""What is owed in WHAT, by whom, by when: a review, a decision, a signature, a board's vote, an acknowledgement. Sends nothing."""

from datetime import date, timedelta

from django.urls import reverse

from coalitions import roles
from coalitions.roles import Role
from safety_portal.look.wording import counted, day_in_words, full_day
from safety_portal.notices.obligation import Demand

ACKNOWLEDGE_WITHIN = timedelta(days=14)
# A review is nobody's task before: for most of the year a list of what is owed would start with it.
REVIEW_ASKED_BEFORE = timedelta(days=90)

# The edition in force must be looked at again: the coalition's administrators.
PLAN_REVIEW = """
    SELECT member.account_id, member.person_id, member.name AS person_name, member.coalition_id AS scope,
           edition.review_due_on AS due_on,
           json_build_object('edition', edition.id, 'number', edition.number, 'plan', plan.id, 'title', plan.title,
                             'since', (edition.in_force_at AT TIME ZONE %(zone)s)::date) AS facts
    FROM member JOIN plans_plan plan ON plan.coalition_id = member.coalition_id
    JOIN plans_edition edition ON edition.plan_id = plan.id AND edition.status = 'in_force'
    WHERE member.role = 'administrator' AND edition.review_due_on <= %(on)s + %(asked_before)s
"""


def _plan_review(owes, *, on):
    facts = owes.facts
    since = f" since {full_day(date.fromisoformat(facts['since']))}" if facts["since"] else ""
    return {
        "key": f"plan_review:{facts['edition']}",
        "title": f"Review the {facts['title']}",
        "why": f"Edition {facts['number']} is in force{since}. A new edition in force is the review.",
        "path": reverse("edition", args=[owes.slug, facts["plan"], facts["number"]]),
        "verb": "Review",
        "button": "Review the plan",
    }


# A review round waits for a decision: its reviewer, while a member.
DECISION = """
    SELECT member.account_id, member.person_id, member.name, plan.coalition_id, reviewer.due_on,
           json_build_object('id', reviewer.id, 'number', edition.number, 'plan', plan.id, 'title', plan.title,
                             'asked_on', (round.opened_at AT TIME ZONE %(zone)s)::date)
    FROM member JOIN plans_reviewer reviewer ON reviewer.membership_id = member.id AND reviewer.decided_at IS NULL
    JOIN plans_reviewround round ON round.id = reviewer.round_id AND round.closed_at IS NULL
    JOIN plans_edition edition ON edition.id = round.edition_id AND edition.status = 'in_review'
    JOIN plans_plan plan ON plan.id = edition.plan_id
"""


def _decision(owes, *, on):
    facts = owes.facts
    asked_on = day_in_words(date.fromisoformat(facts["asked_on"]), on=on)
    return {
        "key": f"review_decision:{facts['id']}",
        "title": f"Decide on the {facts['title']}, edition {facts['number']}",
        "why": f"You were asked to review it {asked_on}.",
        "path": reverse("review_decide", args=[owes.slug, facts["plan"], facts["number"], facts["id"]]),
        "verb": "Review",
        "button": f"Review edition {facts['number']}",
    }


# A frozen edition waits for a seat's signature: the seat's holder, while a member, and whoever is their designee on the day.
SIGNATURE = """
    SELECT signer.account_id, signer.person_id, signer.name, plan.coalition_id, signature.due_on,
           json_build_object('id', signature.id, 'number', edition.number, 'plan', plan.id, 'title', plan.title,
                             'seat', signature.seat_title, 'holder', signer.holder)
    FROM signer JOIN plans_signature signature ON signature.membership_id = signer.membership_id AND signature.state = 'asked'
    JOIN plans_edition edition ON edition.id = signature.edition_id AND edition.status = 'awaiting_signatures'
    JOIN plans_plan plan ON plan.id = edition.plan_id
"""


def _signature(owes, *, on):
    facts, holder = owes.facts, owes.facts["holder"]
    whose = f"You are the designee of {holder}, who holds the seat" if holder else "You hold the seat"
    return {
        "key": f"signature:{facts['id']}",
        "title": f"Sign the {facts['title']}, edition {facts['number']}{f', for {holder}' if holder else ''}",
        "why": f"{whose} {facts['seat']}. It is in force only when every seat has signed.",
        "path": reverse("sign", args=[owes.slug, facts["plan"], facts["number"], facts["id"]]),
        "verb": "Sign",
        "button": f"Sign edition {facts['number']}",
    }


def _sign_together(several):
    """In one sitting, whatever coalitions they are of; the list is opened in one of them."""
    return f"Sign {counted(len(several), 'plan')}", reverse("to_sign_several", args=[several[0].slug])


# A frozen edition waits for the vote of the coalition's board: whoever administers the coalition records it, by the day to
# sign by. The newest vote counts; one that did not approve leaves it owed.
BOARD_VOTE = """
    SELECT member.account_id, member.person_id, member.name, plan.coalition_id, asked.due_on,
           json_build_object('edition', edition.id, 'number', edition.number, 'plan', plan.id, 'title', plan.title,
                             'text', LEFT(edition.content_hash, 16), 'board', coalition.approving_board,
                             'refused_on', vote.voted_on)
    FROM member JOIN coalitions_coalition coalition ON coalition.id = member.coalition_id AND coalition.approving_board <> ''
    JOIN plans_plan plan ON plan.coalition_id = coalition.id
    JOIN plans_edition edition ON edition.plan_id = plan.id AND edition.status = 'awaiting_signatures'
    JOIN LATERAL (
        SELECT MIN(due_on) AS due_on FROM plans_signature WHERE edition_id = edition.id AND state <> 'voided'
    ) asked ON asked.due_on IS NOT NULL
    LEFT JOIN LATERAL (
        SELECT outcome, voted_on FROM plans_approval WHERE edition_id = edition.id AND voided_at IS NULL
        ORDER BY voted_on DESC, id DESC LIMIT 1
    ) vote ON TRUE
    WHERE member.role = 'administrator' AND vote.outcome IS DISTINCT FROM 'approved'
"""


def _board_vote(owes, *, on):
    facts = owes.facts
    why = f"{facts['board']} approves it before it comes into force."
    if facts["refused_on"]:
        refused_on = day_in_words(date.fromisoformat(facts["refused_on"]), on=on)
        why = f"{facts['board']} did not approve it {refused_on}; a later vote has to."
    return {
        "key": f"board_vote:{facts['edition']}:{facts['text']}",
        "title": f"Record the board’s vote on the {facts['title']}, edition {facts['number']}",
        "why": why,
        "path": reverse("approval_record", args=[owes.slug, facts["plan"], facts["number"]]),
        "verb": "Record",
        "button": "Record the vote",
    }


# Every current member x every protocol for their role in the edition in force whose text they may read, less what they have
# acknowledged; one row per person and the edition in which that text first came in force. An editorial edition keeps the
# protocol's hash, so it neither asks again nor moves the deadline. Whoever joins later has the same time from that day.
ACKNOWLEDGEMENT = """
    SELECT member.account_id, member.person_id, member.name, protocol.coalition_id,
           GREATEST(protocol.since, MIN(member.starts_on)) + %(acknowledge_within)s,
           json_build_object('edition', protocol.edition_id, 'number', protocol.in_force, 'plan', protocol.plan_id,
                             'title', protocol.title, 'asked_on', GREATEST(protocol.since, MIN(member.starts_on)),
                             'protocols', COUNT(DISTINCT protocol.id))
    FROM member JOIN (
        SELECT plan.coalition_id, plan.id AS plan_id, plan.title, edition.number AS in_force, section.id, section.lineage,
               section.protocol_hash, section.protocol_for, section.sensitivity, asked.edition_id,
               (asked.in_force_at AT TIME ZONE %(zone)s)::date AS since
        FROM plans_plan plan
        JOIN plans_edition edition ON edition.plan_id = plan.id AND edition.status = 'in_force'
        JOIN plans_section section ON section.edition_id = edition.id AND section.removed_at IS NULL
             AND section.protocol_for <> '{}' AND section.protocol_hash <> ''
        JOIN LATERAL (
            SELECT earlier.id AS edition_id, earlier.in_force_at
            FROM plans_section same JOIN plans_edition earlier ON earlier.id = same.edition_id
            WHERE same.lineage = section.lineage AND same.protocol_hash = section.protocol_hash
              AND earlier.plan_id = plan.id AND earlier.in_force_at IS NOT NULL
            ORDER BY earlier.in_force_at LIMIT 1
        ) asked ON TRUE
        WHERE plan.coalition_id IN (SELECT coalition_id FROM member)
        OFFSET 0 -- the protocols once, before the members: else the lateral join is asked for each person
    ) protocol ON protocol.coalition_id = member.coalition_id AND member.role = ANY(protocol.protocol_for)
         AND member.role || ' ' || protocol.sensitivity = ANY(%(readable)s)
    WHERE NOT EXISTS (
        SELECT 1 FROM plans_acknowledgement given
        WHERE given.person_id = member.person_id AND given.lineage = protocol.lineage
          AND given.protocol_hash = protocol.protocol_hash
    )
    GROUP BY member.person_id, member.account_id, member.name, protocol.coalition_id, protocol.plan_id, protocol.title,
             protocol.in_force, protocol.edition_id, protocol.since
"""
READABLE = [f"{role} {level}" for role in Role.values for level in roles.levels(role)]


def _acknowledgement(owes, *, on):
    facts = owes.facts
    asked_on = day_in_words(date.fromisoformat(facts["asked_on"]), on=on)
    return {
        "key": f"acknowledgement:{facts['edition']}",
        "title": f"Read and acknowledge {counted(facts['protocols'], 'protocol')}",
        "why": f"From the {facts['title']}, for your role, since {asked_on}.",
        "path": reverse("edition_changes", args=[owes.slug, facts["plan"], facts["number"]]),
        "verb": "Read",
        "button": f"Read {counted(facts['protocols'], 'protocol')}",
    }


DEMANDS = (
    Demand("plan_review", PLAN_REVIEW, _plan_review, {"asked_before": REVIEW_ASKED_BEFORE.days}),
    Demand("review_decision", DECISION, _decision),
    Demand("signature", SIGNATURE, _signature, together=_sign_together),
    Demand("board_vote", BOARD_VOTE, _board_vote),
    Demand(
        "acknowledgement",
        ACKNOWLEDGEMENT,
        _acknowledgement,
        {"acknowledge_within": ACKNOWLEDGE_WITHIN.days, "readable": READABLE},
    ),
)
