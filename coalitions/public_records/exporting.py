"""What public records give to a whole export of a coalition."""

from coalitions.public_records.models.packet import RecordsPacket
from coalitions.public_records.models.request import RecordsRequest
from safety_portal.core.exports.offers import Rows

ROWS = (
    Rows(
        name="records_requests",
        model=RecordsRequest,
        of="coalition",
        sheet={
            "Asked by": "asked_by",
            "Asked for": "asked_for",
            "Received on": "received_on",
            "Due on": "due_on",
            "State": "state",
            "Closed on": "closed_on",
        },
    ),
    Rows(name="records_packets", model=RecordsPacket, of="coalition"),
)
