"""What bulletins ask: read within a day by whom they were sent to, and a look by who sent one that
was not read.

Nobody else learns of it, and the title stands in neither: what is owed travels by mail, into
calendars, and stays in reminders when the bulletin is deleted.
"""

from datetime import date

from coalitions.access.roles import GROUPS
from coalitions.bulletins.models.bulletin import in_force
from coalitions.bulletins.naming import SENDERS
from coalitions.memberships.models.membership import holds
from safety_portal.core.look.wording import counted
from safety_portal.core.notices.obligation import ObligationKind, ObligationRow
from safety_portal.core.web.addresses import address

READ_WITHIN_DAYS = 1
FOR_THEM = "A bulletin is for those whom it names; others do not learn that there is one."
UNREAD = "(recipient.read_at IS NULL OR recipient.read_at < bulletin.asked_at)"
ASKED_ON = "(GREATEST(bulletin.asked_at, recipient.added_at) AT TIME ZONE %(zone)s)::date"
# Each once, on the pages of the first coalition in which they hold a role that it names.
OWN = f"""
    FROM (
        SELECT DISTINCT ON (recipient.id) member.account_id, member.person_id, member.name,
               member.coalition_id, bulletin.id, sender.name AS sender, sender.email,
               {ASKED_ON} + %(read_within)s AS due_on
        FROM member
        JOIN coalitions_bulletinrecipient recipient ON recipient.person_id = member.person_id
        JOIN coalitions_bulletin bulletin ON bulletin.id = recipient.bulletin_id
             AND bulletin.asks_reading AND {in_force("bulletin")} AND {UNREAD}
        JOIN coalitions_bulletinplace place ON place.bulletin_id = bulletin.id
             AND place.coalition_id = member.coalition_id
        JOIN coalitions_bulletinrole named ON named.bulletin_id = bulletin.id
             AND named.role = member.role
        JOIN accounts_user sender ON sender.id = bulletin.sent_by_id
        ORDER BY recipient.id, member.id
    ) own
"""  # noqa: S608  put together from our own words
# Who still holds a role that it names.
CURRENT = f"""
    EXISTS (
        SELECT 1 FROM coalitions_membership held
        JOIN coalitions_bulletinplace at ON at.bulletin_id = bulletin.id
             AND at.coalition_id = held.coalition_id
        JOIN coalitions_bulletinrole named ON named.bulletin_id = bulletin.id
             AND named.role = held.role
        WHERE held.person_id = recipient.person_id AND {holds("held")})
"""  # noqa: S608  put together from our own words
# Who sent it and may still send: from the day on which the first were to have read it.
OF_SENDER = f"""
    FROM (
        SELECT DISTINCT member.account_id, member.person_id, member.name, bulletin.coalition_id,
               bulletin.id, waiting.number, waiting.told, waiting.due_on
        FROM member
        JOIN coalitions_bulletin bulletin ON bulletin.sent_by_id = member.account_id
             AND bulletin.coalition_id = member.coalition_id
             AND bulletin.asks_reading AND {in_force("bulletin")}
             AND member.role = ANY(%(bulletin_senders)s)
        JOIN LATERAL (
            SELECT COUNT(*) AS told, COUNT(*) FILTER (WHERE {UNREAD}) AS number,
                   MIN({ASKED_ON} + %(read_within)s) FILTER (WHERE {UNREAD}) AS due_on
            FROM coalitions_bulletinrecipient recipient
            WHERE recipient.bulletin_id = bulletin.id AND {CURRENT}
        ) waiting ON waiting.number > 0 AND waiting.due_on <= %(on)s
    ) sent
"""  # noqa: S608  put together from our own words


def _own(row: ObligationRow, *, on: date) -> dict[str, str]:
    sender = row.facts["sender"] or row.facts["email"]
    return {
        "title": f"Read a bulletin from {sender}",
        "why": "Read it to the end, then say so. It is for you, not to be passed on.",
        "path": address("bulletin", row.slug, row.facts["id"]),
        "verb": "Read",
        "button": "Read the bulletin",
    }


def _sent(row: ObligationRow, *, on: date) -> dict[str, str]:
    number, told = row.facts["number"], row.facts["told"]
    return {
        "title": f"See who has not read your bulletin: {number} of {told}",
        "why": (
            "It asks to be read within a day. Send it again to"
            f" {counted(number, 'person', 'people')}, or call."
        ),
        "path": address("bulletin", row.slug, row.facts["id"]),
        "verb": "See who",
        "button": "See who has not read it",
    }


KINDS = (
    ObligationKind(
        kind="bulletin_unread",
        title="Read a bulletin",
        limit="1 day after it was sent to you",
        who="own",
        scope="own.coalition_id",
        due_on="own.due_on",
        of="own.id || ':' || own.due_on",
        facts={"id": "own.id", "sender": "own.sender", "email": "own.email"},
        rows=OWN,
        worded=_own,
        theirs_alone=FOR_THEM,
        values={"read_within": READ_WITHIN_DAYS},
    ),
    ObligationKind(
        kind="bulletin_unread_by_others",
        title="See who has not read a bulletin of yours",
        limit="1 day after it was sent",
        who="sent",
        scope="sent.coalition_id",
        due_on="sent.due_on",
        of="sent.id || ':' || sent.due_on",
        facts={"id": "sent.id", "number": "sent.number", "told": "sent.told"},
        rows=OF_SENDER,
        worded=_sent,
        theirs_alone=FOR_THEM,
        values={
            "bulletin_senders": [role.value for group in SENDERS for role in GROUPS[group]],
        },
    ),
)
