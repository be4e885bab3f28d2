"""One bulletin: read, answered, kept; and on paper."""

from datetime import date, datetime

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from coalitions.bulletins import policies, queries
from coalitions.bulletins.actions.reading import note_reading
from coalitions.bulletins.forms import AnswerForm
from coalitions.bulletins.here import BulletinHere
from coalitions.bulletins.models.bulletin import Bulletin
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
from safety_portal.core.exports.csv import csv_response
from safety_portal.core.paging import keyset_page
from safety_portal.core.web.posting import status_of

COLUMNS = ["Person", "Role", "Where", "Told", "Receipt", "Last read", "Why not reached"]
MOST_TO_CALL, READINGS_SHOWN = 8, 8


@require_safe
def bulletin(request: GatedRequest[BulletinHere], coalition: str, bulletin: int) -> HttpResponse:
    """What it says; for who keeps it who has read it. Each opening is written down."""
    return shown(request, AnswerForm(), is_opened=True)


def shown(
    request: GatedRequest[BulletinHere], form: AnswerForm, *, is_opened: bool = False
) -> HttpResponse:
    """The page, with a form to answer as it was typed. Where it is opened that is written down, as
    soon as it is sure that there is such a page.
    """
    here = request.subject
    keeps = bool(may(request.user, "bulletin_send_again", here))
    told = _text(here) | (_kept(request) if keeps else {})
    context = page_context(request, here.coalition, "bulletins", subject=here, form=form, **told)
    if is_opened:
        note_reading(here=here, by=request.user, way=Way.OPENED)
    # Asked after that: whoever keeps it sees their own reading, too.
    context |= _said(request, keeps=keeps)
    return render(request, "coalitions/bulletins/bulletin.html", context, status=status_of(form))


def _text(here: BulletinHere) -> dict[str, object]:
    bulletin, on = here.bulletin, timezone.localdate()
    is_in_force = bulletin.is_in_force(on)
    read_at = bulletin.my_read_at
    return {
        "bulletin": bulletin,
        "is_in_force": is_in_force,
        "sent": sent_in_words(bulletin, on=on),
        "ended": "" if is_in_force else ended_in_words(bulletin),
        "has_read": bool(read_at and read_at >= bulletin.asked_at),
        "roles": queries.roles_of(bulletin),
        "heading": bulletin.title,
    }


def _said(request: GatedRequest[BulletinHere], *, keeps: bool) -> dict[str, object]:
    """News, and what the reader may read of answers and of readings."""
    here = request.subject
    reads_answers = bool(policies.can_read_answers(request.user, here))
    last = READINGS_SHOWN if keeps else 0
    said = queries.said_of(here.bulletin, answers=reads_answers, readings=last)
    return {
        "reads_answers": reads_answers,
        "news": said[queries.NEWS],
        "answers": said[queries.ANSWER],
        "readings": said[queries.READING],
    }


def _kept(request: GatedRequest[BulletinHere]) -> dict[str, object]:
    """Who has read it, for who keeps it."""
    bulletin, on = request.subject.bulletin, timezone.localdate()
    numbers = queries.numbers_of(bulletin, on=on, roles=queries.roles_of(bulletin))

    def line(recipient: BulletinRecipient) -> Receipt:
        return receipt_of(recipient, bulletin=bulletin, due_days=READ_WITHIN_DAYS, on=on)

    receipts = queries.receipts_of(bulletin, on=on)
    page = keyset_page(receipts, request, by=queries.RECEIPTS).of(line)
    return {
        "keeps": True,
        "numbers": numbers,
        "roles": numbers.roles,
        "heading": heading(bulletin, numbers, on=on),
        "page": page,
        "to_call": [each for each in page.rows if each.phone][:MOST_TO_CALL],
    }


@require_safe
def receipts_csv(
    request: GatedRequest[BulletinHere], coalition: str, bulletin: int
) -> StreamingHttpResponse:
    """Who has read it as a file, without a word of the bulletin. It is written down, too."""
    here, on = request.subject, timezone.localdate()
    rows = queries.receipts_of(here.bulletin, on=on).order_by(*queries.RECEIPTS)
    note_reading(here=here, by=request.user, way=Way.RECEIPTS)
    cells = (_cells(each, here.bulletin, on=on) for each in rows.iterator(chunk_size=500))
    return csv_response("receipts.csv", COLUMNS, cells)


def _cells(recipient: BulletinRecipient, bulletin: Bulletin, *, on: date) -> list[object]:
    line = receipt_of(recipient, bulletin=bulletin, due_days=READ_WITHIN_DAYS, on=on)
    told, read = recipient.told_ats, recipient.read_at
    return [
        line.person,
        line.roles,
        "; ".join(dict.fromkeys(recipient.held_at)),
        "; ".join(_moment(each) for each in told),
        line.words,
        _moment(read) if read else "",
        line.detail,
    ]


def _moment(moment: datetime) -> str:
    return f"{timezone.localtime(moment):%Y-%m-%d %H:%M}"


@require_safe
def readings(request: GatedRequest[BulletinHere], coalition: str, bulletin: int) -> HttpResponse:
    """Each time that somebody opened it, printed it, or said that they read it."""
    here = request.subject
    page = keyset_page(queries.readings_of(here.bulletin), request, by=("-id",))
    context = page_context(request, here.coalition, "bulletins", subject=here, page=page)
    context["bulletin"] = here.bulletin
    return render(request, "coalitions/bulletins/readings.html", context)


@require_safe
def paper(request: GatedRequest[BulletinHere], coalition: str, bulletin: int) -> HttpResponse:
    """On paper, with the reader's name on every page. Each printing is written down."""
    here = request.subject
    drawn = pdf_of(here, reader=str(request.user), now=timezone.now())
    note_reading(here=here, by=request.user, way=Way.PRINTED)
    response = HttpResponse(drawn, content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="bulletin.pdf"'
    response["Cache-Control"] = "private, no-store"
    return response
