"""What stands beside a plan's text: its reviewers, and the next step of its life for this reader. Notes: views/notes.py."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone

from coalitions.standing import standing_of
from plans import policies
from plans.lifecycle import EditionStatus, SignatureState
from plans.models import Reviewer
from plans.readers import unread_by
from plans.signatures import blockers
from safety_portal.look.wording import counted


@dataclass(frozen=True)
class Step:
    """A button or link of the edition's life; the strong one stands first."""

    label: str
    url: str
    is_strong: bool = False


def life_of(user, edition, places):
    """The life of an edition beside its text: who reviews it, and the next steps for this reader.

    `life_actions` (strongest first) for templates/plans/_life_actions.html, `reviewers` for _reviewers.html: members see
    those, parents and students do not. `places`: the outline. At most three queries.
    """
    where = [edition.plan.coalition.slug, edition.plan_id, edition.number]
    reviewers = _reviewers(edition)
    steps = OWN.get(edition.status, _nothing)(user, edition, where, reviewers=reviewers, places=places)
    if policies.can_edit(user, edition.plan):
        steps += ADMINISTRATORS.get(edition.status, _nothing)(edition, where, reviewers, is_first=not steps)
    return {
        "life_actions": steps,
        "reviewers": reviewers if policies.can_see_signatures(user, edition) else [],
    }


def _reviewers(edition):
    """The reviewers of the newest round, while the edition is in review."""
    if edition.status != EditionStatus.IN_REVIEW:
        return []
    rows = Reviewer.objects.filter(round__edition=edition).select_related("membership__person", "round")
    rows = list(rows.order_by("-round__number", "id"))
    return [row for row in rows if row.round_id == rows[0].round_id]


def _nothing(*args, **kwargs):
    return []


def _own_review(user, edition, where, *, reviewers, places):
    own = [row for row in reviewers if row.round.closed_at is None and policies.can_decide_review(user, row)]
    return [
        Step("Change my decision" if row.decision else "Decide", reverse("review_decide", args=[*where, row.pk]), True)
        for row in own[:1]
    ]


def _own_signature(user, edition, where, *, reviewers, places):
    return own_signature(user, edition, where)


def own_signature(user, edition, where):
    """The step that signs, for who is asked to. One query."""
    standing = standing_of(user)
    may = {hold.membership_id for hold in standing.holds} | standing.signs_for.keys()
    return step_to_sign(user, edition.signatures.filter(state=SignatureState.ASKED, membership_id__in=may), where)


def step_to_sign(user, signatures, where):
    """The step that signs one of the signatures: one for a seat of the account's own first, else as designee. At most one."""
    standing = standing_of(user)
    held = {hold.membership_id for hold in standing.holds}
    may = held | standing.signs_for.keys()
    rows = [row for row in signatures if row.state == SignatureState.ASKED and row.membership_id in may]
    rows.sort(key=lambda row: (row.membership_id not in held, row.pk))
    *_, number = where
    return [
        Step(
            f"Sign edition {number}" + ("" if row.membership_id in held else f" for {row.signer_name}"),
            reverse("sign", args=[*where, row.pk]),
            True,
        )
        for row in rows[:1]
    ]


def _own_reading(user, edition, where, *, reviewers, places):
    unread = unread_by(user, edition.plan.coalition, places)
    if not unread:
        return []
    return [Step(f"Read {counted(unread, 'protocol')}", reverse("edition_changes", args=where), True)]


def _drafting(edition, where, reviewers, *, is_first):
    return [Step("Ask for review", reverse("review_ask", args=where), is_first)]


def _in_review(edition, where, reviewers, *, is_first):
    """While reviewers have to decide, looking after them is the next step; freezing is, once nobody is waited for."""
    is_open = bool(reviewers and reviewers[0].round.closed_at is None)
    waited_for = sum(not row.decision for row in reviewers) if is_open else 0
    freeze = ("Close review and freeze" if is_open else "Freeze for signatures", reverse("freeze", args=where))
    review = ("Reviewers" if is_open else "Ask for review again", reverse("review_ask", args=where))
    first, second = (review, freeze) if waited_for else (freeze, review)
    return [
        Step(*first, is_first),
        Step(*second),
        Step("Back to drafting", reverse("review_back", args=where)),
    ]


def _awaiting_signatures(edition, where, reviewers, *, is_first):
    is_complete = not blockers(edition, on=timezone.localdate())
    steps = [Step("Put in force", reverse("edition_in_force", args=where), is_first)] if is_complete else []
    return [
        *steps,
        Step("Signatures", reverse("signatures", args=where), is_first and not steps),
        Step("Take back to review", reverse("edition_thaw", args=where)),
    ]


def _in_force(edition, where, reviewers, *, is_first):
    return [
        Step("Who has read it", reverse("edition_readers", args=where)),
        Step("Signatures", reverse("signatures", args=where)),
        Step("Retire", reverse("edition_retire", args=where)),
    ]


OWN = {
    EditionStatus.IN_REVIEW: _own_review,
    EditionStatus.AWAITING_SIGNATURES: _own_signature,
    EditionStatus.IN_FORCE: _own_reading,
}
ADMINISTRATORS = {
    EditionStatus.DRAFTING: _drafting,
    EditionStatus.IN_REVIEW: _in_review,
    EditionStatus.AWAITING_SIGNATURES: _awaiting_signatures,
    EditionStatus.IN_FORCE: _in_force,
}
