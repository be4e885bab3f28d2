"""Beside an edition's text: where it stands in its life, and what its reader has to do."""

from django.urls import reverse
from django.utils import timezone

from plans.editions.lifecycle import EditionStatus
from plans.protocols.queries import unread_by
from plans.review.queries import newest_reviewers
from plans.signing.queries import blockers
from plans.signing.views.own_signature import Step, own_signature
from safety_portal.core.authority import may
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
    steps += [
        Step(label, reverse(name, args=where), is_strong and not steps)
        for label, name, is_strong in LIFE.get(edition.status, _nothing)(user, edition, reviewers)
        if may(user, name, edition)
    ]
    # Who reviews is shown to whom the names of the signers are.
    return {
        "life_actions": steps,
        "reviewers": reviewers if may(user, "signing_signatures", edition) else [],
    }


def _reviewers(edition):
    """The reviewers of the newest round, while the edition is in review."""
    return newest_reviewers(edition) if edition.status == EditionStatus.IN_REVIEW else []


def _nothing(*args, **kwargs):
    return []


def _own_review(user, edition, where, *, reviewers, places):
    own = [
        row for row in reviewers if row.round.closed_at is None and may(user, "review_decide", row)
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
        Step(f"Read {counted(unread, 'protocol')}", reverse("protocol_changes", args=where), True)
    ]


# The steps of an edition's life in each state: (label, address, whether it is the next one). Who
# gets which is said by the gate of its address.


def _drafting(user, edition, reviewers):
    return [("Ask for review", "review_ask", True)]


def _in_review(user, edition, reviewers):
    """While reviewers have to decide, looking after them is the next step.

    Freezing is, once nobody is waited for.
    """
    is_open = bool(reviewers and reviewers[0].round.closed_at is None)
    waited_for = is_open and any(not row.decision for row in reviewers)
    freeze = "Close review and freeze" if is_open else "Freeze for signatures"
    review = "Reviewers" if is_open else "Ask for review again"
    steps = [(freeze, "signing_freeze", not waited_for), (review, "review_ask", waited_for)]
    return [
        *sorted(steps, key=lambda step: not step[2]),
        ("Back to drafting", "review_back", False),
    ]


def _awaiting_signatures(user, edition, reviewers):
    puts_in_force = may(user, "workspace_put_in_force", edition)
    is_complete = puts_in_force and not blockers(edition, on=timezone.localdate())
    steps = [("Put in force", "workspace_put_in_force", True)] if is_complete else []
    return [
        *steps,
        ("Signatures", "signing_signatures", bool(puts_in_force) and not is_complete),
        ("Take back to review", "workspace_thaw", False),
    ]


def _in_force(user, edition, reviewers):
    return [
        ("Who has read it", "protocol_readers", False),
        ("Signatures", "signing_signatures", False),
        ("Retire", "workspace_retire", False),
    ]


OWN = {
    EditionStatus.IN_REVIEW: _own_review,
    EditionStatus.AWAITING_SIGNATURES: _own_signature,
    EditionStatus.IN_FORCE: _own_reading,
}
LIFE = {
    EditionStatus.DRAFTING: _drafting,
    EditionStatus.IN_REVIEW: _in_review,
    EditionStatus.AWAITING_SIGNATURES: _awaiting_signatures,
    EditionStatus.IN_FORCE: _in_force,
}
