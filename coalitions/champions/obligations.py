"""What requests to join ask: an answer by the day that the mail promised.

Owed by the administrator whom the public page names, else by all of them. No name stands in what
is owed, which travels by mail and stays when the request is deleted.
"""

from datetime import date

from coalitions.memberships.models.membership import administers, holds
from safety_portal.core.notices.obligation import ObligationKind, ObligationRow
from safety_portal.core.web.addresses import address

WAITING = f"""
    FROM member
    JOIN coalitions_joinrequest request
         ON request.coalition_id = member.coalition_id AND request.state = 'waiting'
    LEFT JOIN coalitions_seat seat ON seat.id = request.seat_id
    LEFT JOIN coalitions_joinrules rules ON rules.coalition_id = request.coalition_id
    LEFT JOIN coalitions_membership answerer ON answerer.id = rules.answerer_id
         AND {holds("answerer")} AND {administers("answerer")}
    WHERE {administers("member")} AND (answerer.id IS NULL OR answerer.id = member.id)
"""
AS_WHAT = {"champion": " as a local champion", "seat": " for a vacant seat"}


def _answer(row: ObligationRow, *, on: date) -> dict[str, str]:
    wanted, seat = row.facts["wanted"], row.facts["seat"]
    what = f" for the seat {seat}" if seat else AS_WHAT.get(wanted, "")
    return {
        "title": f"Answer somebody who asks to join{what}",
        "why": "The page that they asked on promised an answer by that day. Invite them, or decline"
        " with words.",
        "path": address("champion_request", row.slug, row.facts["id"]),
        "verb": "Answer",
        "button": "Read and answer",
    }


KINDS = (
    ObligationKind(
        kind="join_request",
        title="Answer who asks to join the coalition",
        limit="7 days after they confirmed it by mail, or as the coalition says",
        due_on="request.answer_due_on",
        of="request.id",
        facts={"id": "request.id", "wanted": "request.wanted", "seat": "seat.title"},
        rows=WAITING,
        worded=_answer,
        of_administrators=True,
    ),
)
