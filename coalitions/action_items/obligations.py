"""What is owed of action items: done by their owner, verified by a second person, an owner where
there is none any more, and a look at a risk whose day comes. Sends nothing.

The words of a restricted item stand in none of it: what is owed travels by mail.
"""

from datetime import date, timedelta

from coalitions.access.roles import GROUP_OF, READS, RESTRICTED
from coalitions.memberships.models.membership import administers, holds
from safety_portal.core.look.wording import day_in_words
from safety_portal.core.notices.obligation import ObligationKind, ObligationRow
from safety_portal.core.web.addresses import address

# What nobody put a date on: who said it is done waits for a second person.
VERIFY_WITHIN = timedelta(days=7)
RISK_SHOWN_BEFORE = timedelta(days=60)

MAY_READ = "(NOT item.is_restricted OR {member}.role = ANY(%(reads_restricted)s))"
OWNS = "(item.owner_id = {member}.person_id OR item.owner_seat_id = {member}.seat_id)"
# Each person once, whatever roles they hold.
ONCE = """
    SELECT DISTINCT member.account_id, member.person_id, member.name, item.id, item.coalition_id,
           item.what, item.due_on, item.is_restricted, item.how_checked, item.done_at
"""
OWNED = f"""
    FROM ({ONCE} FROM member JOIN coalitions_actionitem item
        ON item.coalition_id = member.coalition_id AND item.state = 'open'
           AND {OWNS.format(member="member")} AND {MAY_READ.format(member="member")}
    ) owned
"""

# Who was named, while a member; else every administrator. Never who owns it or said it is done.
OWNER_TOO = f"""
    SELECT 1 FROM coalitions_membership held
    WHERE held.coalition_id = item.coalition_id AND held.person_id = member.person_id
          AND {OWNS.format(member="held")} AND {holds("held")}
"""  # noqa: S608  put together from our own words
NAMED = f"""
    SELECT 1 FROM coalitions_membership named
    WHERE named.coalition_id = item.coalition_id AND named.person_id = item.verifier_id
          AND {holds("named")}
"""  # noqa: S608  put together from our own words
WAITING = f"""
    FROM ({ONCE} FROM member JOIN coalitions_actionitem item
        ON item.coalition_id = member.coalition_id AND item.state = 'done'
           AND item.done_by_id IS DISTINCT FROM member.account_id
           AND {MAY_READ.format(member="member")} AND NOT EXISTS ({OWNER_TOO})
           AND (item.verifier_id = member.person_id
                OR ({administers("member")} AND NOT EXISTS ({NAMED})))
    ) waiting
"""

# Open, and its owner left, the seat is vacant, or who has it now may not read it.
UNOWNED = f"""
    FROM member JOIN coalitions_actionitem item
         ON item.coalition_id = member.coalition_id AND item.state = 'open'
    WHERE {administers("member")} AND NOT EXISTS (
        SELECT 1 FROM coalitions_membership held
        WHERE held.coalition_id = item.coalition_id AND {OWNS.format(member="held")}
              AND {MAY_READ.format(member="held")} AND {holds("held")})
"""  # noqa: S608  put together from our own words

RISK = f"""
    FROM member JOIN coalitions_actionitem item
         ON item.coalition_id = member.coalition_id AND item.state = 'risk_accepted'
            AND item.comes_back_on <= %(on)s + %(risk_shown_before)s
    JOIN coalitions_person accepter ON accepter.id = item.accepter_id
    WHERE {administers("member")}
"""


def _named(row: ObligationRow) -> str:
    """The item as a mail may call it."""
    what: str = row.facts["what"]
    return "a restricted action item" if row.facts["is_restricted"] else f"“{what}”"


def _path(row: ObligationRow, name: str = "action_item") -> str:
    return address(name, row.slug, row.facts["id"])


def _owned(row: ObligationRow, *, on: date) -> dict[str, str]:
    return {
        "title": f"Finish {_named(row)}",
        "why": "You own this action item. Say it is done, and show it.",
        "path": _path(row),
        "verb": "Open",
        "button": "Open the action item",
    }


def _waiting(row: ObligationRow, *, on: date) -> dict[str, str]:
    said = f"It was said to be done {day_in_words(row.day('done_on'), on=on)}."
    return {
        "title": f"Verify {_named(row)}",
        "why": f"{said} Only a second person closes it.",
        "path": _path(row),
        "verb": "Verify",
        "button": "Verify the action item",
    }


def _unowned(row: ObligationRow, *, on: date) -> dict[str, str]:
    return {
        "title": f"Name a new owner of {_named(row)}",
        "why": "Nobody who is a member today owns it, so nobody is reminded of it.",
        "path": _path(row, "action_item_change"),
        "verb": "Name",
        "button": "Name a new owner",
    }


def _risk(row: ObligationRow, *, on: date) -> dict[str, str]:
    return {
        "title": f"Look again at the risk of {_named(row)}",
        "why": f"{row.facts['accepter']} accepts it until then. On that day it is open again.",
        "path": _path(row),
        "verb": "Look",
        "button": "Look at the risk",
    }


def _facts(table: str, **more: str) -> dict[str, str]:
    names = ("id", "what", "is_restricted")
    return {name: f"{table}.{name}" for name in names} | more


KINDS = (
    ObligationKind(
        kind="action_item",
        title="Finish an action item",
        limit="By the day it is due",
        who="owned",
        scope="owned.coalition_id",
        due_on="owned.due_on",
        of="owned.id",
        facts=_facts("owned"),
        rows=OWNED,
        worded=_owned,
        values={
            "reads_restricted": [role for role, g in GROUP_OF.items() if RESTRICTED in READS[g]]
        },
    ),
    ObligationKind(
        kind="action_item_verification",
        title="Verify an action item",
        limit="7 days after it was said to be done",
        who="waiting",
        scope="waiting.coalition_id",
        due_on="(waiting.done_at AT TIME ZONE %(zone)s)::date + %(item_verified_within)s",
        of="waiting.id",
        facts=_facts("waiting", done_on="(waiting.done_at AT TIME ZONE %(zone)s)::date"),
        rows=WAITING,
        worded=_waiting,
        values={"item_verified_within": VERIFY_WITHIN.days},
    ),
    ObligationKind(
        kind="action_item_owner",
        title="Name a new owner of an action item",
        limit="By the day it is due",
        of_administrators=True,
        due_on="item.due_on",
        of="item.id",
        facts=_facts("item"),
        rows=UNOWNED,
        worded=_unowned,
    ),
    ObligationKind(
        kind="accepted_risk",
        title="Look again at an accepted risk",
        limit="The day until which it is accepted; shown from 60 days before",
        of_administrators=True,
        due_on="item.comes_back_on",
        of="item.id",
        facts=_facts("item", accepter="accepter.name"),
        rows=RISK,
        worded=_risk,
        values={"risk_shown_before": RISK_SHOWN_BEFORE.days},
        runs_out=True,
    ),
)
