"""An agreement in words: the heading of a list, where one stands, when an officer is there."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from coalitions.agreements.lifecycle import Standing
from coalitions.agreements.models.agreement import Agreement
from coalitions.agreements.models.assignment import OfficerAssignment, Weekday
from safety_portal.core.look.wording import counted, day_in_words, due_in_words, full_day

QUIET = "quiet"
# The color of a word and the word, where no day belongs into it.
PLAIN = {
    Standing.DRAFT: ("due", "Not signed yet"),
    Standing.IN_FORCE: ("met", "In force"),
    Standing.REPLACED: (QUIET, "Replaced"),
    Standing.CLOSED: (QUIET, "Ended, not renewed"),
    Standing.WITHDRAWN: (QUIET, "Withdrawn, never in force"),
    Standing.ENDED: ("overdue", "Ended, nothing replaces it"),
}


def state_in_words(agreement: Agreement, *, on: date) -> tuple[str, str]:
    """The color of a word (look.vocabulary) and what it says of an agreement with standing."""
    standing = Standing(agreement.standing)
    if standing == Standing.TO_COME:
        return QUIET, f"Signed, in force from {day_in_words(agreement.starts_on, on=on)}"
    if standing == Standing.ENDING and agreement.last_on:
        return "due", f"Ending {day_in_words(agreement.last_on, on=on)}"
    if standing == Standing.REVIEW_DUE and agreement.review_due_on:
        late = agreement.review_due_on < on
        words = due_in_words(agreement.review_due_on, on=on).lower()
        return ("overdue" if late else "due"), f"In force, review {words}"
    return PLAIN[standing]


def heading(standings: Counter[str]) -> str:
    """The h1 of a list: what has ended, is to review and to renew; else what there is."""
    ended, review, renew = (
        standings[each] for each in (Standing.ENDED, Standing.REVIEW_DUE, Standing.ENDING)
    )
    parts = []
    if ended:
        parts.append(counted(ended, "agreement has ended", "agreements have ended"))
    waits = [
        f"{number} to {verb}" for number, verb in ((review, "review"), (renew, "renew")) if number
    ]
    if waits:
        parts.append(", ".join(waits))
    if parts:
        return "; ".join(parts)
    held, drafts = standings[Standing.IN_FORCE], standings[Standing.DRAFT]
    if held:
        return f"{counted(held, 'agreement')} in force, nothing to do"
    return (
        f"{counted(drafts, 'agreement is', 'agreements are')} not signed yet"
        if drafts
        else "No agreement in force"
    )


def days_in_words(assignment: OfficerAssignment) -> str:
    """ "Mon, Wed" in the order of the week; "In turn" without days."""
    chosen = [day.label for day in Weekday if day in assignment.days]
    return ", ".join(map(str, chosen)) or "In turn"


def officers_in_words(officers: int, uncovered: int) -> str:
    """ "4 officers, 1 not covered"."""
    words = counted(officers, "officer")
    return f"{words}, {uncovered} not covered" if uncovered else words


def waiting_in_words(agreement: Agreement) -> tuple[str, str, date | None]:
    """What somebody has to do with an agreement that waits, why, and by when."""
    if agreement.standing == Standing.ENDED:
        return f"Renew or replace {agreement}", "Ended without a new one", agreement.last_on
    if agreement.standing == Standing.ENDING:
        return f"Renew {agreement}", "It ends then", agreement.last_on
    return f"Review {agreement}", "Read it together with the other parties", agreement.review_due_on


def page_heading(
    agreement: Agreement, assignments: Sequence[OfficerAssignment], *, on: date
) -> str:
    """The h1 of one agreement: until when, and what is wrong with what stands on it."""
    until = f" to {full_day(agreement.last_on)}" if agreement.last_on else ""
    officers = {each.person_id for each in assignments}
    uncovered = {each.person_id for each in assignments if not each.is_covered}
    if uncovered:
        number, of = len(uncovered), counted(len(officers), "officer")
        return f"{agreement}{until}: {number} of {of} {'is' if number == 1 else 'are'} not covered"
    return f"{agreement}{until}"
