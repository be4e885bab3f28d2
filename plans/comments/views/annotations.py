"""Notes beside the text of a section.

Comments and suggestions, in the order of the words they are about.
"""

from dataclasses import dataclass

from plans.comments.actions.commenting import OPEN_TO_COMMENTS
from plans.comments.forms import shortened
from plans.comments.lifecycle import SuggestionState
from plans.comments.models.comment import Comment
from plans.comments.models.suggestion import Suggestion
from plans.editions.reader_text import facts_on_page, filled, paragraphs_of
from plans.editions.views.text import fragment
from plans.text.anchors import TextSpan, find
from safety_portal.core.authority import Denied, may
from safety_portal.core.look.wording import counted

# A longer difference, or a table, does not fit beside the text: the note links to the page of the
# suggestion.
FITS = 1_500
AT_THE_END = (1_000_000, 0)


@dataclass(frozen=True)
class AnnotationRow:
    """A comment with its answers, or a suggestion. `place`.

    Where the words it is about stand, None where they do not.

    `may_settle`: resolve and open again, or accept and decline; `redline`: safe HTML, "" where it
    does not fit.
    """

    said: Comment | Suggestion
    place: TextSpan | None = None
    answers: tuple = ()
    may_settle: bool = False
    may_withdraw: bool = False
    redline: str = ""

    @property
    def is_suggestion(self):
        return isinstance(self.said, Suggestion)

    @property
    def key(self):
        """Its id on the page."""
        return f"{'suggestion' if self.is_suggestion else 'comment'}-{self.said.pk}"

    @property
    def is_open(self):
        return self.said.decided_at is None if self.is_suggestion else self.said.resolved_at is None

    @property
    def words(self):
        """The beginning of what it quotes."""
        return shortened(self.said.quote)

    @property
    def label(self):
        """Whose note it is, and about which words, for a screen reader."""
        kind = "Suggestion" if self.is_suggestion else "Comment"
        about = f" about “{self.words}”" if self.said.quote else ""
        return f"{kind} of {self.said.membership.person}{about}"


def annotations_of(user, section, *, has_notes=True, facts=None):
    """The notes on a section for a page, and what the reader may add.

    Two queries, none without notes.

    For templates/plans/comments/_annotations.html: notes (open ones, as they stand in the text),
    settled,
    open_in_words, section, may_comment, may_suggest; `marks` for views.text.page_text; `has_side`
    says whether there is anything to show.
    """
    facts = facts_on_page(section.edition) if facts is None else facts
    notes = _annotations(user, section, facts) if has_notes else []
    is_open = [note for note in notes if note.is_open]
    verdicts = _may_add(user, section)
    return {
        "section": section,
        "notes": sorted(is_open, key=_order),
        "settled": [note for note in notes if not note.is_open],
        "marks": {note.key: note.place for note in sorted(is_open, key=_order) if note.place},
        "open_in_words": _in_words(is_open),
        "has_side": bool(notes or verdicts["may_comment"]),
        **verdicts,
    }


def shown_texts(context):
    """The comments and suggestions that the context of a page shows.

    What was said while a section was restricted stays so.
    """
    return [note.said for note in (*context["notes"], *context["settled"])]


def _may_add(user, section):
    if section.edition.status not in OPEN_TO_COMMENTS:
        return dict.fromkeys(
            ("may_comment", "may_suggest"), Denied("This edition takes no more comments.")
        )
    frozen = Denied("The text is frozen; suggestions wait for the next edition.")
    is_editable = section.edition.is_editable
    return {
        "may_comment": may(user, "comments", section, posting=True),
        "may_suggest": may(user, "comment_suggest", section) if is_editable else frozen,
    }


def _annotations(user, section, facts):
    comments, suggestions = (
        _annotation_rows(user, section, Comment),
        _annotation_rows(user, section, Suggestion),
    )
    quoting = any(row.quote for row in (*comments, *suggestions))
    texts = paragraphs_of(section, facts) if quoting else ()
    threads = [row for row in comments if row.answers_id is None]
    return [
        *(_comment(user, section, row, comments, texts) for row in threads),
        *(_suggestion(user, section, row, texts, facts) for row in suggestions),
    ]


def _annotation_rows(user, section, model):
    by = "resolved_by" if model is Comment else "decided_by"
    rows = model.objects.visible_to(user).filter(section=section).order_by("id")
    rows = list(rows.select_related("membership__person", "made_by", by))
    for row in rows:
        row.section = section
    return rows


def _comment(user, section, row, rows, texts):
    answers = tuple(answer for answer in rows if answer.answers_id == row.pk)
    is_open = row.resolved_at is None
    name = "comment_resolve" if is_open else "comment_reopen"
    may_settle = section.edition.status in OPEN_TO_COMMENTS and bool(may(user, name, row))
    return AnnotationRow(row, find(texts, row.anchor) if is_open else None, answers, may_settle)


def _suggestion(user, section, row, texts, facts):
    return annotation_of_suggestion(
        user, row, place=find(texts, row.anchor) if row.decided_at is None else None, facts=facts
    )


def annotation_of_suggestion(user, row, *, facts, place=None):
    """The Note of one suggestion, with what the reader may do with it now."""
    section = row.section
    fits = len(row.redline) <= FITS and "<table" not in row.redline
    is_open = row.state == SuggestionState.OPEN
    return AnnotationRow(
        row,
        place,
        may_settle=is_open
        and section.edition.is_editable
        and bool(may(user, "comment_suggestion_accept", row)),
        may_withdraw=is_open and bool(may(user, "comment_suggestion_withdraw", row)),
        redline=fragment(filled(row.redline, facts), section.edition.plan) if fits else "",
    )


def _order(note):
    at = (note.place.block, note.place.start) if note.place else AT_THE_END
    return at, note.said.made_at, note.key


def _in_words(notes):
    suggestions = sum(note.is_suggestion for note in notes)
    counts = [(len(notes) - suggestions, "comment"), (suggestions, "suggestion")]
    return " and ".join(counted(number, noun) for number, noun in counts if number)
