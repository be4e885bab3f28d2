"""What requests ask: an answer by the day it is due, of the administrators of the coalition."""

from datetime import date

from coalitions.memberships.models.membership import administers
from safety_portal.core.look.wording import full_day
from safety_portal.core.notices.obligation import ObligationKind, ObligationRow
from safety_portal.core.web.addresses import address

WAITING = f"""
    FROM member JOIN coalitions_recordsrequest request
         ON request.coalition_id = member.coalition_id AND request.state = 'open'
    WHERE {administers("member")}
"""


def _answer(row: ObligationRow, *, on: date) -> dict[str, str]:
    return {
        "title": f"Answer the records request of {row.facts['asked_by']}",
        "why": f"It came on {full_day(row.day('received_on'))}. Make a packet for counsel, then say"
        " that it was answered.",
        "path": address("records_packet", row.slug, row.facts["id"]),
        "verb": "Answer",
        "button": "Choose the facts",
    }


KINDS = (
    ObligationKind(
        kind="records_request",
        title="Answer a public records request",
        limit="The day that was written down with the request",
        of_administrators=True,
        due_on="request.due_on",
        of="request.id || ':' || request.due_on",
        facts={
            "id": "request.id",
            "asked_by": "request.asked_by",
            "received_on": "request.received_on",
        },
        rows=WAITING,
        worded=_answer,
    ),
)
