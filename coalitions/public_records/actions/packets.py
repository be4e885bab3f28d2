"""A packet is made: chosen facts, kept with the values of their day."""

from collections.abc import Collection, Mapping
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from coalitions.public_records.library import Law, library
from coalitions.public_records.locks import lock_request, require_open
from coalitions.public_records.models.packet import RecordsPacket
from coalitions.public_records.models.request import RecordsRequest
from coalitions.public_records.offer import Offer, OfferedFact, OfferedKind
from coalitions.public_records.policies import can_answer_request
from safety_portal.core.accounts.models import User
from safety_portal.core.audit.record import record
from safety_portal.core.authority import require
from safety_portal.core.refusals import Refused

NONE_CHOSEN = "Tick at least one fact. A fact that says what is missing cannot go out."


@transaction.atomic
def make_packet(
    *, request: RecordsRequest, offer: Offer, chosen: Collection[str], by: User
) -> RecordsPacket:
    """Keep the `chosen` facts (codes) of an offer as a packet; returns it. Nothing is sent.

    What is not on the offer, or has nothing to say, does not go in. Raises Refused where nothing
    does, WrongState for a request that is closed. Audited, with the codes.
    """
    require(can_answer_request(by, request))
    now = lock_request(request)
    require_open(now)
    if not (facts := offer.chosen(chosen)):
        raise Refused(NONE_CHOSEN)
    said: dict[str, Any] = {
        "taken_on": offer.as_of,
        "law_state": offer.state_name,
        "checked_on": library().checked_on,
        "facts": [_kept_fact(fact) for fact in facts],
        "withheld": [_kept_kind(kind) for kind in offer.kinds],
        "closing": offer.closing,
    }
    if same := _last_that_says(now, said):
        return same
    packets = RecordsPacket.objects.filter(coalition=now.coalition)
    packet = RecordsPacket.objects.create(
        coalition=now.coalition,
        request=now,
        number=(packets.aggregate(last=Max("number"))["last"] or 0) + 1,
        made_at=timezone.now(),
        made_by=by,
        **said,
    )
    codes = [fact.code for fact in facts]
    scope = now.coalition
    record(by=by, action="records_packet.made", subject=packet, scope=scope, facts=codes)
    return packet


def _last_that_says(request: RecordsRequest, said: Mapping[str, Any]) -> RecordsPacket | None:
    """The last packet of the request, if it says the very same: sent twice, it is made once."""
    last = RecordsPacket.objects.filter(request=request).order_by("-number").first()
    return last if last and all(getattr(last, name) == said[name] for name in said) else None


def _kept_fact(fact: OfferedFact) -> dict[str, object]:
    laws = [{"citation": law.citation, "effect": law.effect} for law in fact.rules]
    return {"code": fact.code, "sentence": fact.sentence, "laws": laws}


def _kept_kind(offered: OfferedKind) -> dict[str, object]:
    kind = offered.kind
    laws = [_statute(law) for law in offered.laws]
    return {"code": kind.code, "what": kind.what, "sentence": kind.sentence, "laws": laws}


def _statute(law: Law) -> dict[str, str]:
    return {"citation": law.citation, "confidence": law.confidence}
