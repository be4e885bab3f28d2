"""Beside an edition's text: where it stands in its life, and what its reader has to do."""

from django.urls import reverse
from django.utils import timezone

from plans.editions import policies
from plans.editions.lifecycle import EditionStatus
from plans.protocols.queries import unread_by
from plans.review import policies as review_policies
from plans.review.models import Reviewer
from plans.signing.queries import blockers
from plans.signing.views.own_signature import Step, own_signature
from safety_portal.core.look.wording import counted


def life_of(user, edition, places):
    """The life of an edition beside its text: who reviews it, and the next steps for this reader.

    `life_actions` (strongest first) for templates/plans/workspace/_life_actions.html, `reviewers`
    for _reviewers.html: members see those, parents and students do not. `places`: the outline. At
    most three queries.
    """
    where = [edition.plan.coalition.slug, edition.plan_id, edition.number]
    reviewers = _reviewers(edition)
    steps = OWN.get(edition.status, _nothing)(
        user, edition, where, reviewers=reviewers, places=places
    )
    if policies.can_edit(user, edition.plan):
        steps += ADMINISTRATORS.get(edition.status, _nothing)(
            edition, where, reviewers, is_first=not steps
        )
    return {
        "life_actions": steps,
        "reviewers": reviewers if policies.can_see_signatures(user, edition) else [],
    }


def _reviewers(edition):
    """The reviewers of the newest round, while the edition is in review."""
    if edition.status != EditionStatus.IN_REVIEW:
        return []
    rows = Reviewer.objects.filter(round__edition=edition).select_related(
        "membership__person", "round"
    )
    rows = list(rows.order_by("-round__number", "id"))
    return [row for row in rows if row.round_id == rows[0].round_id]


def _nothing(*args, **kwargs):
    return []


def _own_review(user, edition, where, *, reviewers, places):
    own = [
        row
        for row in reviewers
        if row.round.closed_at is None and review_policies.can_decide_review(user, row)
    ]
    return [
        Step(
            "Change my decision" if row.decision else "Decide",
            reverse("review_decide", args=[*where, row.pk]),
            True,
        )
        for row in own[:1]
    ]


def _own_signature(user, edition, where, *, reviewers, places):
    return own_signature(user, edition, where)


def _own_reading(user, edition, where, *, reviewers, places):
    unread = unread_by(user, edition.plan.coalition, places)
    if not unread:
        return []
    return [
        Step(f"Read {counted(unread, 'protocol')}", reverse("edition_changes", args=where), True)
    ]


def _drafting(edition, where, reviewers, *, is_first):
    return [Step("Ask for review", reverse("review_ask", args=where), is_first)]


def _in_review(edition, where, reviewers, *, is_first):
    """While reviewers have to decide, looking after them is the next step.

    Freezing is, once nobody is waited for.
    """
    is_open = bool(reviewers and reviewers[0].round.closed_at is None)
    waited_for = sum(not row.decision for row in reviewers) if is_open else 0
    freeze = (
        "Close review and freeze" if is_open else "Freeze for signatures",
        reverse("freeze", args=where),
    )
    review = ("Reviewers" if is_open else "Ask for review again", reverse("review_ask", args=where))
    first, second = (review, freeze) if waited_for else (freeze, review)
    return [
        Step(*first, is_first),
        Step(*second),
        Step("Back to drafting", reverse("review_back", args=where)),
    ]


def _awaiting_signatures(edition, where, reviewers, *, is_first):
    is_complete = not blockers(edition, on=timezone.localdate())
    steps = (
        [Step("Put in force", reverse("edition_in_force", args=where), is_first)]
        if is_complete
        else []
    )
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
