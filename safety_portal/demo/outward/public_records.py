"""Two records requests of the demo district: one that was answered with a packet, and one of a
newspaper that waits for an answer.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pgtrigger
from django.db.models import QuerySet
from django.utils import timezone

from coalitions.public_records.actions.packets import make_packet
from coalitions.public_records.actions.requests import close_request, record_request
from coalitions.public_records.models.packet import RecordsPacket
from coalitions.public_records.models.request import RecordsRequest
from safety_portal.demo.history import at, days_ago
from safety_portal.portal.records_packet.composing import compose

PARENT = "which agencies helped to write the safety plan, and whether the board adopted it"
HERALD = "drill records and the safety plan of all schools"
DAYS_TO_ANSWER = 7
ANSWERED = {"plan_exists", "agencies_involved", "board_adoption", "seats_and_titles"}


def make_public_records(world: SimpleNamespace) -> None:
    """A parent's is answered; the Herald's came five days ago and is due in two."""
    with at(days_ago(16)):
        asked = _record(world, "A parent", PARENT, ago=16)
    with at(days_ago(12)):
        offer = compose(asked, on=timezone.localdate() - timedelta(days=12))
        packet = make_packet(request=asked, offer=offer, chosen=ANSWERED, by=world.dana)
    with at(days_ago(10)):
        close_request(
            request=asked,
            outcome="answered",
            closed_on=timezone.localdate() - timedelta(days=10),
            because=f"Counsel read {str(packet).lower()} and mailed it.",
            by=world.dana,
        )
    with at(days_ago(5)):
        _record(world, "Cedar County Herald", HERALD, ago=5)
    _shift(packet)


def _record(world: SimpleNamespace, who: str, what: str, *, ago: int) -> RecordsRequest:
    today = timezone.localdate() - timedelta(days=ago)
    return record_request(
        coalition=world.coalitions["cedar-county"],
        asked_by=who,
        asked_for=what,
        received_on=today,
        due_on=today + timedelta(days=DAYS_TO_ANSWER),
        begins_on=date(today.year if today.month >= 7 else today.year - 1, 7, 1),
        ends_on=today,
        by=world.dana,
    )


def _shift(packet: RecordsPacket) -> None:
    """Packets and closed requests stay as they are, for anybody but the demo."""
    with pgtrigger.ignore("coalitions.RecordsPacket:records_packets_stay"):
        RecordsPacket.objects.filter(pk=packet.pk).update(made_at=days_ago(12))
    with pgtrigger.ignore("coalitions.RecordsRequest:closed_records_requests_stay"):
        RecordsRequest.objects.filter(pk=packet.request_id).update(
            recorded_at=days_ago(16), closed_at=days_ago(10)
        )


def record_rows(coalitions: Sequence[int]) -> tuple[QuerySet[Any], ...]:
    """What public records of coalitions (ids) left, each before what it refers to."""
    return (
        RecordsPacket.objects.filter(coalition__in=coalitions),
        RecordsRequest.objects.filter(coalition__in=coalitions),
    )
