"""The life of an edition as four steps with their dates, for the head of its pages."""

from django.utils import timezone

from plans.approvals.lifecycle import Outcome
from plans.editions.lifecycle import EditionStatus
from safety_portal.core.look.vocabulary import EDITION
from safety_portal.core.look.wording import counted, day_in_words

ORDER = (
    EditionStatus.DRAFTING,
    EditionStatus.IN_REVIEW,
    EditionStatus.AWAITING_SIGNATURES,
    EditionStatus.IN_FORCE,
)


def steps_of(edition, facts):
    """(steps, words for the current one).

    Rows with label, note, is_done, is_current, as components/steps.html draws them.
    """
    at = ORDER.index(edition.status) if edition.status in ORDER else len(ORDER)
    notes = _Notes(edition, facts).all()
    steps = [
        {
            "label": EDITION[status].word,
            "note": notes[status],
            "is_done": position < at or (position == at and status == EditionStatus.IN_FORCE),
            "is_current": position == at,
        }
        for position, status in enumerate(ORDER)
    ]
    word = EDITION[edition.status].word
    note = notes.get(edition.status, "")
    return steps, f"{word}, {note[:1].lower()}{note[1:]}" if note else word


class _Notes:
    """A few words under each step: what happened then, what is awaited now."""

    def __init__(self, edition, facts):
        self.edition, self.facts = edition, facts
        self.today = timezone.localdate()

    def all(self):
        return {
            EditionStatus.DRAFTING: self.drafting(),
            EditionStatus.IN_REVIEW: self.in_review(),
            EditionStatus.AWAITING_SIGNATURES: self.awaiting_signatures(),
            EditionStatus.IN_FORCE: self.in_force(),
        }

    def drafting(self):
        begun = self.day(self.edition.created_at)
        first = self.facts.first_round_at
        return f"{begun} to {self.day(first)}" if first else f"Since {begun}"

    def in_review(self):
        if not self.facts.round:
            return ""
        if not self.facts.round_is_closed:
            return f"Round {self.facts.round}, closes {day_in_words(self.facts.round_due_on, on=self.today)}"
        return counted(self.facts.round, "round")

    def awaiting_signatures(self):
        if not self.edition.frozen_at:
            return f"{counted(self.facts.seats, 'seat')} will be asked" if self.facts.seats else ""
        vote = self.vote()
        return f"{self.facts.signed} of {self.facts.asked} signed{f', {vote}' if vote else ''}"

    def vote(self):
        if self.facts.outcome is None:
            return (
                "board to vote"
                if self.edition.plan.coalition.approving_board and self.is_waiting()
                else ""
            )
        word = "approved" if self.facts.outcome == Outcome.APPROVED else "did not approve"
        return f"board {word} {day_in_words(self.facts.voted_on, on=self.today)}"

    def is_waiting(self):
        return self.edition.status == EditionStatus.AWAITING_SIGNATURES

    def in_force(self):
        edition = self.edition
        if edition.in_force_at:
            since = self.day(edition.in_force_at)
            return (
                f"{since} to {self.day(edition.ended_at)}" if edition.ended_at else f"Since {since}"
            )
        return f"Edition {self.facts.in_force} until then" if self.facts.in_force else ""

    def day(self, moment):
        return day_in_words(timezone.localdate(moment), on=self.today)
