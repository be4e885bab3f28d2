"""A bulletin as PDF, in a child process under limits: who reads it is named on each page."""

from datetime import datetime

from django.template.loader import render_to_string
from django.utils import timezone

from coalitions.bulletins.here import BulletinHere
from coalitions.bulletins.words import ended_in_words
from safety_portal.core.exports.press import pdf_while_waiting
from safety_portal.core.look.wording import clock, full_day


def html_of(here: BulletinHere, *, reader: str, now: datetime) -> str:
    """The page that becomes the PDF."""
    bulletin, moment = here.bulletin, timezone.localtime(now)
    context = {
        "bulletin": bulletin,
        "reader": reader,
        "printed": f"{full_day(moment.date())}, {clock(moment)}",
        "news": bulletin.news.select_related("made_by").order_by("id"),
        "ended": "" if bulletin.is_in_force(moment.date()) else ended_in_words(bulletin),
        "styles": "static:css/bulletin-paper.css",
    }
    return render_to_string("coalitions/bulletins/paper.html", context)


def pdf_of(here: BulletinHere, *, reader: str, now: datetime) -> bytes:
    """The PDF. Raises WrongState, with what to do, where none comes of it."""
    return pdf_while_waiting(html_of(here, reader=reader, now=now))
