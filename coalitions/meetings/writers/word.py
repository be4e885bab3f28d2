"""Minutes as a Word file: the same words as on the page and on paper, for the same reader."""

from collections.abc import Iterator

from django.utils import timezone

from coalitions.meetings.minutes import DecisionRow, Minutes
from coalitions.meetings.models.meeting import Correction
from coalitions.meetings.queries import LineRow
from coalitions.meetings.wording import item_words
from safety_portal.core.exports.word.markup import DECLARATION, SPACES, field, paragraph, run
from safety_portal.core.exports.word.package import Archive
from safety_portal.core.exports.word.page import LETTER
from safety_portal.core.exports.word.relations import Relations
from safety_portal.core.look.vocabulary import READERS
from safety_portal.core.look.wording import counted, full_day

TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_BOLD, _ASIDE = "<w:b/><w:bCs/>", '<w:ind w:left="360"/>'
_TAB = "<w:r><w:tab/></w:r>"


def docx_of(minutes: Minutes) -> bytes:
    """A .docx with real headings, whose foot says whose minutes and which page."""
    document = Relations()
    document.part("styles", "styles.xml")
    document.part("settings", "settings.xml")
    footer = document.part("footer", "footer.xml")
    with Archive("document", "footer") as archive:
        archive.part("document", _document(minutes, footer), document)
        archive.part("footer", [_footer(minutes)])
        archive.properties(
            title=_title(minutes),
            subject=_approved(minutes),
            author=str(minutes.meeting.coalition),
        )
    return archive.content


def _document(minutes: Minutes, footer: str) -> Iterator[str]:
    yield f"{DECLARATION}<w:document {SPACES}><w:body>"
    yield from _head(minutes)
    for row, decisions in minutes.rows:
        yield from _line(row, decisions)
    if minutes.corrections:
        yield _heading("Corrections")
        for correction in minutes.corrections:
            yield from _correction(correction, is_inside=minutes.is_inside)
    yield (
        f'<w:sectPr><w:footerReference w:type="default" r:id="{footer}"/>{LETTER}</w:sectPr>'
        "</w:body></w:document>"
    )


def _head(minutes: Minutes) -> Iterator[str]:
    yield paragraph(run(f"Minutes of {minutes.meeting.coalition}"), style="Heading1")
    yield _body(f"{minutes.meeting}: {minutes.when}, {minutes.where}.")
    yield paragraph(run(_approved(minutes), _BOLD), style="BodyText")
    if minutes.hidden:
        yield _body(f"{counted(minutes.hidden, 'item is', 'items are')} not in this copy.")
    if minutes.is_inside:
        yield from _who(minutes)


def _who(minutes: Minutes) -> Iterator[str]:
    present = ", ".join(map(str, minutes.present)) or "nobody was marked"
    yield _body(f"Present ({len(minutes.present)} of {len(minutes.invitees)}): {present}.")
    if minutes.excused:
        yield _body(f"Excused: {', '.join(map(str, minutes.excused))}.")
    if minutes.meeting.guests:
        yield _body(f"Others: {minutes.meeting.guests}.")
    if minutes.quorum.needed:
        needed = counted(minutes.quorum.needed, "seat")
        yield _body(f"Quorum: {minutes.quorum.present} of {needed} needed.")


def _line(row: LineRow, decisions: list[DecisionRow]) -> Iterator[str]:
    level = READERS[row.line.sensitivity].word
    if not row.is_shown:
        yield _heading(f"{row.number}. {level}: not in this copy")
        return
    is_restricted = row.line.sensitivity == "restricted"
    yield _heading(f"{row.number}. {row.line}{f' ({level})' if is_restricted else ''}")
    yield from _text(row.line.text)
    for decision in decisions:
        yield _labelled("Advice, no quorum" if decision.is_advice else "Decision", decision.text)
        if decision.vote:
            yield paragraph(run(decision.vote), style="BodyText", properties=_ASIDE)
    for item in row.items:
        yield _labelled(*item_words(item).split(": ", 1))
    if not row.is_reached:
        yield paragraph(run("Not reached.", "<w:i/><w:iCs/>"), style="BodyText")


def _correction(correction: Correction, *, is_inside: bool) -> Iterator[str]:
    day = full_day(timezone.localdate(correction.made_at))
    yield paragraph(
        run(f"{day}, {correction.made_by}" if is_inside else day, _BOLD), style="BodyText"
    )
    yield from _text(correction.text)


def _text(text: str) -> Iterator[str]:
    """Each line that somebody typed is a paragraph; empty ones part nothing."""
    return (_body(line) for line in text.splitlines() if line.strip())


def _heading(words: str) -> str:
    return paragraph(run(words), style="Heading2")


def _body(words: str) -> str:
    return paragraph(run(words), style="BodyText")


def _labelled(label: str, words: str) -> str:
    inner = run(f"{label}: ", _BOLD) + run(words)
    return paragraph(inner, style="BodyText", properties=_ASIDE)


def _title(minutes: Minutes) -> str:
    day = full_day(timezone.localdate(minutes.meeting.starts_at))
    return f"Minutes, {minutes.meeting.coalition}, {day}"


def _approved(minutes: Minutes) -> str:
    approved_at = minutes.meeting.approved_at
    if approved_at is None:
        return "Draft, not approved."
    return f"Approved {full_day(timezone.localdate(approved_at))}."


def _footer(minutes: Minutes) -> str:
    inner = f"{run(_title(minutes))}{_TAB}{_TAB}{field('PAGE', run('1'))}"
    return f"{DECLARATION}<w:ftr {SPACES}>{paragraph(inner, style='Footer')}</w:ftr>"
