"""Two records requests of the demo district: one that was answered with a packet, and one of a
newspaper that waits for an answer.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

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
ANSWERED = {"plan_exists", "agencies_involved", "board_adoption", "seats_and_titles"}


def make_public_records(world: SimpleNamespace) -> None:
    """A parent's is answered; the Herald's came five days ago and is due in two."""
    with at(days_ago(16)):
        asked = _record(world, "A parent", PARENT, due_in=7)
    with at(days_ago(12)):
        offer = compose(asked, on=timezone.localdate())
        packet = make_packet(request=asked, offer=offer, chosen=ANSWERED, by=world.dana)
    with at(days_ago(10)):
        close_request(
            request=asked,
            outcome="answered",
            closed_on=timezone.localdate(),
            because=f"Counsel read {str(packet).lower()} and mailed it.",
            by=world.dana,
        )
    with at(days_ago(5)):
        _record(world, "Cedar County Herald", HERALD, due_in=7)


def _record(world: SimpleNamespace, who: str, what: str, *, due_in: int) -> RecordsRequest:
    today = timezone.localdate()
    return record_request(
        coalition=world.coalitions["cedar-county"],
        asked_by=who,
        asked_for=what,
        received_on=today,
        due_on=today + timedelta(days=due_in),
        period_from=date(today.year if today.month >= 7 else today.year - 1, 7, 1),
        period_until=today,
        by=world.dana,
    )


def record_rows(coalitions: Sequence[int]) -> tuple[QuerySet[Any], ...]:
    """What public records of coalitions (ids) left, each before what it refers to."""
    return (
        RecordsPacket.objects.filter(coalition__in=coalitions),
        RecordsRequest.objects.filter(coalition__in=coalitions),
    )
