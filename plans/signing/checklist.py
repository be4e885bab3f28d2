"""What a computer can see before an edition is frozen.

Each line is a fact with its sections, none of them forbids anything.
"""

from dataclasses import dataclass

from plans.comments.lifecycle import SuggestionState
from plans.comments.models.comment import Comment
from plans.comments.models.suggestion import Suggestion
from plans.editions.placeholders import facts_of, unfilled
from plans.library.kinds import UNPLACED_TITLE
from plans.review.models import Reviewer
from plans.writing.models import Draft
from safety_portal.core.look.wording import counted

NO_PROTOCOL = "No section is a protocol for a role: nobody will be asked to read anything."


@dataclass(frozen=True)
class Line:
    """One thing looked at. `sections` are those it is about; a line without anything to say is
    fine. `mend`: the words of the
    link to the page that arranges the sections, where that mends it."""

    is_fine: bool
    text: str
    sections: tuple = ()
    mend: str = ""


def checklist(edition):
    """The lines for the page that freezes `edition`. Six queries."""
    sections = list(edition.sections.present())
    return [
        _protocols(sections),
        _empty(sections),
        _not_needed(sections),
        *_unplaced(sections),
        _unfilled(sections, facts_of(edition)),
        _comments(edition),
        _suggestions(edition),
        _undecided(edition),
        _unsaved_drafts(edition),
    ]


def _line(sections, *, fine, text):
    return Line(not sections, text if sections else fine, tuple(sections))


def _protocols(sections):
    protocols = tuple(section for section in sections if section.protocol_for)
    if not protocols:
        return Line(False, NO_PROTOCOL, mend="Choose them")
    return Line(
        True,
        f"{counted(len(protocols), 'section is', 'sections are')} read and acknowledged by the roles named.",
        protocols,
    )


def _empty(sections):
    parents = {section.parent_id for section in sections}
    empty = [section for section in sections if not section.html and section.pk not in parents]
    empty = [section for section in empty if not section.not_needed_because]
    return _line(
        empty,
        fine="Every section has text, or says why it needs none.",
        text=f"{counted(len(empty), 'section')} without text, and without a reason why not.",
    )


def _not_needed(sections):
    """Not a gap, but signers ask for it: what was left out on purpose."""
    left_out = tuple(section for section in sections if section.not_needed_because)
    noun = counted(len(left_out), "section")
    return Line(
        True,
        f"{noun} marked as not needed." if left_out else "No section is marked as not needed.",
        left_out,
    )


def _unplaced(sections):
    """Told only where a plan came from Word and something of it was never placed."""
    unplaced = tuple(section for section in sections if section.title == UNPLACED_TITLE)
    return (
        [
            Line(
                False,
                f"Something still stands under “{UNPLACED_TITLE}”: place it, or take it out.",
                unplaced,
            )
        ]
        if unplaced
        else []
    )


def _unfilled(sections, facts):
    unfilled_sections = [section for section in sections if unfilled(section.html, facts)]
    return _line(
        unfilled_sections,
        fine="Nothing is left to fill in.",
        text=f"{counted(len(unfilled_sections), 'section')} with something to fill in.",
    )


def _comments(edition):
    rows = Comment.objects.filter(
        section__edition=edition, answers__isnull=True, resolved_at__isnull=True
    )
    commented = list(
        {row.section_id: row.section for row in rows.select_related("section")}.values()
    )
    return _line(
        commented,
        fine="Every comment is resolved.",
        text=f"{counted(len(rows), 'comment')} not resolved.",
    )


def _suggestions(edition):
    rows = Suggestion.objects.filter(section__edition=edition, state=SuggestionState.OPEN)
    suggested = list(
        {row.section_id: row.section for row in rows.select_related("section")}.values()
    )
    return _line(
        suggested,
        fine="Every suggestion is answered.",
        text=f"{counted(len(rows), 'suggestion')} neither taken nor declined.",
    )


def _undecided(edition):
    last = edition.rounds.order_by("number").last()
    rows = Reviewer.objects.filter(round=last).select_related("membership__person")
    waiting = [row.membership.person.name for row in rows if not row.decision]
    against = [row.membership.person.name for row in rows if row.decision == "asks_for_changes"]
    if waiting:
        verb = (
            ("reviewer did", "reviewers did")
            if last.closed_at
            else ("reviewer has", "reviewers have")
        )
        did_not = (
            f"{counted(len(waiting), *verb)} not {'decide' if last.closed_at else 'decided yet'}"
        )
        return Line(False, f"{did_not}: {', '.join(waiting)}.")
    if against:
        return Line(
            False,
            f"{counted(len(against), 'reviewer asks', 'reviewers ask')} for changes: {', '.join(against)}.",
        )
    return Line(True, "Every reviewer has decided.")


def _unsaved_drafts(edition):
    """The line of unsaved drafts, before the text is frozen."""
    rows = Draft.objects.filter(section__edition=edition, section__removed_at__isnull=True)
    rows = list(rows.select_related("section", "account"))
    names = ", ".join(sorted({str(row.account) for row in rows}))
    return _line(
        [row.section for row in rows],
        fine="Nobody has unsaved words.",
        text=f"Unsaved words of {names}. They stay with their writer and are not part of what is signed.",
    )
