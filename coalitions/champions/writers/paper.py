"""What is carried as PDF, in a child process under limits: one letter page in one language."""

from datetime import datetime

from django.template.loader import render_to_string

from coalitions.champions.carrying.points import (
    LANGUAGES,
    Point,
    filled,
    points,
    poster,
)
from coalitions.champions.carrying.qr import code_of
from coalitions.champions.carrying.things import letter_of, next_public_meeting
from coalitions.coalition.models import Coalition
from safety_portal.core.exports.press import pdf_while_waiting


def html_of(
    coalition: Coalition, thing: str, language: str, *, page: str, now: datetime
) -> str | None:
    """The page that becomes the PDF; None where there is no such thing, or not in that language.

    `page` is the address that everybody may be given, "" for none: without it there is no poster.
    """
    found = _found(coalition, thing, page=page, now=now) if language in LANGUAGES else None
    if found is None:
        return None
    point, words = found[0], found[1][language]
    web = words["web"]
    context = {
        "language": language,
        "coalition": coalition,
        "is_poster": thing == poster().code,
        "title": filled(point.title[language], words),
        "paragraphs": [filled(text, words) for text in point.paper[language]],
        "answers": [(each.asked[language], each.said[language]) for each in point.answers],
        "web": web,
        "code": code_of(web) if web else None,
        "styles": "static:css/champion-paper.css",
    }
    return render_to_string("coalitions/champions/paper.html", context)


def _found(
    coalition: Coalition, thing: str, *, page: str, now: datetime
) -> tuple[Point, dict[str, dict[str, str]]] | None:
    """What the code names, with the words of its placeholders."""
    words = {language: {"school": coalition.name, "web": page} for language in LANGUAGES}
    point = next((each for each in points() if each.code == thing), None)
    if point:
        return point, words
    if thing == poster().code:
        return (poster(), words) if page else None
    meeting = next_public_meeting(coalition, now=now)
    found = letter_of(coalition, meeting, page=page)
    return found if found and found[0].code == thing else None


def pdf_of(
    coalition: Coalition, thing: str, language: str, *, page: str, now: datetime
) -> bytes | None:
    """The PDF, None as html_of. Raises WrongState, with what to do, where none comes of it."""
    html = html_of(coalition, thing, language, page=page, now=now)
    return pdf_while_waiting(html) if html else None
