"""A packet as it is read on paper: one that was made, or one that is previewed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from coalitions.public_records.library import library
from coalitions.public_records.models.packet import KeptLine, RecordsPacket
from coalitions.public_records.models.request import RecordsRequest
from coalitions.public_records.offer import Offer, OfferedFact, OfferedKind


@dataclass(frozen=True)
class Sheet:
    """What a packet says: its facts, what is withheld, and when the law of its state was read."""

    asked: RecordsRequest
    as_of: date
    facts: Sequence[KeptLine | OfferedFact]
    withheld: Sequence[KeptLine | OfferedKind]
    closing: str
    law_state: str
    checked_on: date

    @property
    def place(self) -> str:
        """The district or school whose records they are."""
        return str(self.asked.coalition.place)


def sheet_of(packet: RecordsPacket) -> Sheet:
    """A packet as it was made."""
    packet.request.coalition = packet.coalition
    return Sheet(
        packet.request,
        packet.taken_on,
        packet.fact_lines,
        packet.withheld_lines,
        packet.closing,
        packet.law_state,
        packet.checked_on,
    )


def preview_of(request: RecordsRequest, offer: Offer, facts: Sequence[OfferedFact]) -> Sheet:
    """A packet as it would be, with some facts of an offer."""
    read_on = library().checked_on
    return Sheet(request, offer.as_of, facts, offer.kinds, offer.closing, offer.state_name, read_on)
