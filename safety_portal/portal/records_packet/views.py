"""The page of a request: what could answer it today, ticked and previewed; and the packet made."""

from collections.abc import Collection
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from coalitions.coalition.tabs import page_context
from coalitions.public_records.actions.packets import make_packet
from coalitions.public_records.models.request import RecordsRequest
from coalitions.public_records.offer import Offer, OfferedFact
from coalitions.public_records.queries import PACKETS_SHOWN, packets_of
from coalitions.public_records.sheet import preview_of
from coalitions.public_records.words import heading, state_in_words
from safety_portal.core.accounts.requests import GatedRequest
from safety_portal.core.refusals import Refused
from safety_portal.core.states import WrongState
from safety_portal.portal.records_packet.composing import compose

SURE = {
    "": ("overdue", "Counsel decides"),
    "low": ("due", "Low: read before use"),
    "medium": ("due", "Medium: summary read"),
    "high": ("met", "High: read in the law"),
}


@dataclass(frozen=True)
class FactRow:
    """A fact of the page, and whether it is ticked."""

    fact: OfferedFact
    is_ticked: bool


@dataclass(frozen=True)
class Chosen:
    """Which facts of an offer somebody ticked, or the law before anybody did."""

    offer: Offer
    codes: Collection[str]

    @property
    def rows(self) -> list[FactRow]:
        """Every fact of the offer."""
        return [FactRow(fact, fact in self.facts) for fact in self.offer.facts]

    @property
    def facts(self) -> list[OfferedFact]:
        """Those that go in."""
        return self.offer.chosen(self.codes)


def records_packet(
    request: GatedRequest[RecordsRequest], coalition: str, records_request: int
) -> HttpResponse:
    """What goes in, what stays out, and the first page as it would be. POST shows other ticks."""
    offer = compose(request.subject, on=timezone.localdate())
    codes = request.POST.getlist("fact") if request.method == "POST" else offer.by_law
    return _page(request, Chosen(offer, codes))


@require_POST
def make(
    request: GatedRequest[RecordsRequest], coalition: str, records_request: int
) -> HttpResponse:
    """Keep what is ticked as a packet."""
    this = request.subject
    chosen = Chosen(compose(this, on=timezone.localdate()), request.POST.getlist("fact"))
    try:
        packet = make_packet(request=this, offer=chosen.offer, chosen=chosen.codes, by=request.user)
    except WrongState:
        raise
    except Refused as refused:
        return _page(request, chosen, refusal=str(refused))
    messages.success(request, f"{packet} is made. Nothing was sent: it is a draft for counsel.")
    return redirect("public_records_packet", coalition, packet.pk)


def _page(
    request: GatedRequest[RecordsRequest], chosen: Chosen, *, refusal: str = ""
) -> HttpResponse:
    this, offer, today = request.subject, chosen.offer, timezone.localdate()
    facts = chosen.facts
    context = page_context(
        request,
        this.coalition,
        "public_records",
        shown=this,
        heading=heading(len(facts), len(offer.kinds), this, on=today),
        word=state_in_words(this, on=today),
        offer=offer,
        rows=chosen.rows,
        facts=facts,
        kinds=[(each, *SURE[each.confidence]) for each in offer.kinds],
        packets=packets_of(request.user, this.coalition)[:PACKETS_SHOWN],
        sheet=preview_of(this, offer, facts),
        refusal=refusal,
        on=today,
    )
    template = "portal/records_packet/records_packet.html"
    return render(request, template, context, status=422 if refusal else 200)
