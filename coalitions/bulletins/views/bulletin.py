"""One bulletin: read, answered, kept; and on paper."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from coalitions.bulletins import policies, queries
from coalitions.bulletins.actions.reading import note_reading
from coalitions.bulletins.forms import AnswerForm
from coalitions.bulletins.here import BulletinHere
from coalitions.bulletins.models.recipient import BulletinRecipient, Way
from coalitions.bulletins.obligations import READ_WITHIN_DAYS
from coalitions.bulletins.words import (
    Receipt,
    ended_in_words,
    heading,
    receipt_of,
    sent_in_words,
)
from coalitions.bulletins.writers.paper import pdf_of
from coalitions.coalition.tabs import page_context
from safety_portal.core.accounts.requests import GatedRequest
from safety_portal.core.authority import may
from safety_portal.core.paging import keyset_page
from safety_portal.core.web.posting import status_of

MOST_TO_CALL, READINGS_SHOWN = 8, 8


def bulletin(request: GatedRequest[BulletinHere], coalition: str, bulletin: int) -> HttpResponse:
    """What it says; for who keeps it who has read it. Each opening is written down."""
    note_reading(here=request.subject, by=request.user, way=Way.OPENED)
    return shown(request, AnswerForm())


def shown(request: GatedRequest[BulletinHere], form: AnswerForm) -> HttpResponse:
    """The page, with a form to answer as it was typed."""
    here = request.subject
    context = page_context(
        request,
        here.coalition,
        "bulletins",
        subject=here,
        form=form,
        **_text(here),
        **_mine(request),
        **_kept(request),
    )
    return render(request, "coalitions/bulletins/bulletin.html", context, status=status_of(form))


def _text(here: BulletinHere) -> dict[str, object]:
    bulletin, on = here.bulletin, timezone.localdate()
    is_in_force = bulletin.is_in_force(on)
    return {
        "bulletin": bulletin,
        "is_in_force": is_in_force,
        "sent": sent_in_words(bulletin, on=on),
        "ended": "" if is_in_force else ended_in_words(bulletin),
        "news": bulletin.news.select_related("made_by").order_by("id"),
        "roles": queries.by_role(bulletin),
        "places": queries.places_of(bulletin),
    }


def _mine(request: GatedRequest[BulletinHere]) -> dict[str, object]:
    """Whether the reader has read it, and what they may read of answers."""
    here = request.subject
    mine = queries.recipient_of(here.bulletin, request.user)
    reads_answers = bool(policies.can_read_answers(request.user, here))
    answers = here.bulletin.answers.select_related("made_by").order_by("id")
    return {
        "mine": mine,
        "has_read": bool(mine and mine.read_at and mine.read_at >= here.bulletin.asked_at),
        "reads_answers": reads_answers,
        "answers": answers if reads_answers else (),
    }


def _kept(request: GatedRequest[BulletinHere]) -> dict[str, object]:
    """Who has read it, for who keeps it; the title alone for all others."""
    here, on = request.subject, timezone.localdate()
    bulletin = here.bulletin
    if not may(request.user, "bulletin_send_again", here):
        return {"heading": bulletin.title}
    numbers = queries.numbers_of(bulletin, on=on)
    page = keyset_page(queries.receipts_of(bulletin, on=on), request, by=queries.RECEIPTS)
    held = queries.memberships_of(page.rows)

    def line(recipient: BulletinRecipient) -> Receipt:
        return receipt_of(recipient, held, bulletin=bulletin, due_days=READ_WITHIN_DAYS, on=on)

    return {
        "keeps": True,
        "numbers": numbers,
        "heading": heading(bulletin, numbers, on=on),
        "page": page.of(line),
        "to_call": queries.to_call(bulletin, on=on, most=MOST_TO_CALL),
        "readings": queries.readings_of(bulletin).order_by("-id")[:READINGS_SHOWN],
    }


def readings(request: GatedRequest[BulletinHere], coalition: str, bulletin: int) -> HttpResponse:
    """Each time that somebody opened it, printed it, or said that they read it."""
    here = request.subject
    page = keyset_page(queries.readings_of(here.bulletin), request, by=("-id",))
    context = page_context(request, here.coalition, "bulletins", subject=here, page=page)
    context["bulletin"] = here.bulletin
    return render(request, "coalitions/bulletins/readings.html", context)


def paper(request: GatedRequest[BulletinHere], coalition: str, bulletin: int) -> HttpResponse:
    """On paper, with the reader's name on every page. Each printing is written down."""
    here = request.subject
    drawn = pdf_of(here, reader=str(request.user), now=timezone.now())
    note_reading(here=here, by=request.user, way=Way.PRINTED)
    response = HttpResponse(drawn, content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="bulletin.pdf"'
    response["Cache-Control"] = "private, no-store"
    return response
