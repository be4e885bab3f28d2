"""The life of an edition as four steps with their dates, for the head of its pages."""

from django.utils import timezone

from plans.lifecycle import EditionStatus, SignatureState
from plans.models import Edition
from safety_portal.look.vocabulary import EDITION
from safety_portal.look.wording import counted, day_in_words

ORDER = (EditionStatus.DRAFTING, EditionStatus.IN_REVIEW, EditionStatus.AWAITING_SIGNATURES, EditionStatus.IN_FORCE)


def steps_of(edition):
    """(steps, words for the current one): rows with label, note, is_done, is_current, as components/steps.html draws them."""
    at = ORDER.index(edition.status) if edition.status in ORDER else len(ORDER)
    notes = _Notes(edition).all()
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

    def __init__(self, edition):
        self.edition = edition
        self.today = timezone.localdate()
        self.rounds = list(edition.rounds.order_by("number"))

    def all(self):
        return {
            EditionStatus.DRAFTING: self.drafting(),
            EditionStatus.IN_REVIEW: self.in_review(),
            EditionStatus.AWAITING_SIGNATURES: self.awaiting_signatures(),
            EditionStatus.IN_FORCE: self.in_force(),
        }

    def drafting(self):
        begun = self.day(self.edition.created_at)
        return f"{begun} to {self.day(self.rounds[0].opened_at)}" if self.rounds else f"Since {begun}"

    def in_review(self):
        if not self.rounds:
            return ""
        newest = self.rounds[-1]
        if newest.closed_at is None:
            return f"Round {newest.number}, closes {day_in_words(newest.due_on, on=self.today)}"
        return counted(len(self.rounds), "round")

    def awaiting_signatures(self):
        if not self.edition.frozen_at:
            return ""
        states = list(
            self.edition.signatures.filter(content_hash=self.edition.content_hash)
            .exclude(state=SignatureState.VOIDED)
            .values_list("state", flat=True)
        )
        return f"{states.count(SignatureState.SIGNED)} of {len(states)} signed"

    def in_force(self):
        edition = self.edition
        if edition.in_force_at:
            since = self.day(edition.in_force_at)
            return f"{since} to {self.day(edition.ended_at)}" if edition.ended_at else f"Since {since}"
        others = Edition.objects.in_force().filter(plan=edition.plan_id).exclude(pk=edition.pk)
        other = others.values_list("number", flat=True).first()
        return f"Edition {other} until then" if other else ""

    def day(self, moment):
        return day_in_words(timezone.localdate(moment), on=self.today)
