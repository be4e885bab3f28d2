"""Requests and packets that an address names, and those of a coalition. Strangers get 404."""

from coalitions.coalition.models import Coalition
from coalitions.coalition.queries import of_coalition_or_404
from coalitions.public_records.models.packet import RecordsPacket, RecordsPacketQuerySet
from coalitions.public_records.models.request import RecordsRequest, RecordsRequestQuerySet
from safety_portal.core.accounts.models import User

# Beside a request.
PACKETS_SHOWN = 5


def fetch_request(
    user: User, *, coalition: str, records_request: int, **rest: str | int
) -> RecordsRequest:
    """The request of the address, or Http404."""
    return of_coalition_or_404(user, RecordsRequest, coalition, records_request)


def fetch_packet(user: User, *, coalition: str, packet: int, **rest: str | int) -> RecordsPacket:
    """The packet of the address, or Http404."""
    return of_coalition_or_404(user, RecordsPacket, coalition, packet)


def requests_of(user: User, coalition: Coalition) -> RecordsRequestQuerySet:
    """The requests of a coalition."""
    return RecordsRequest.objects.visible_to(user).filter(coalition=coalition)


def packets_of(user: User, coalition: Coalition) -> RecordsPacketQuerySet:
    """The packets of a coalition, the newest first, each with its request and who made it."""
    rows = RecordsPacket.objects.visible_to(user).filter(coalition=coalition)
    return rows.select_related("request", "made_by").order_by("-number")
