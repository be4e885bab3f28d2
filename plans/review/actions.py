"""Ask for review, decide, close the round, go back to drafting."""

from django.db import transaction
from django.utils import timezone

from coalitions.access import roles
from coalitions.access.roles import Group
from coalitions.memberships.models.membership import Membership
from plans.editions import locks
from plans.editions.lifecycle import EditionStatus
from plans.editions.policies import can_edit
from plans.review import mail
from plans.review.lifecycle import Decision
from plans.review.models import Reviewer, ReviewRound
from plans.review.policies import can_decide_review
from plans.review.queries import open_round
from safety_portal.core.audit.record import record
from safety_portal.core.authority import require, unasked
from safety_portal.core.names import typed
from safety_portal.core.refusals import Refused
from safety_portal.core.states import WrongState


@transaction.atomic
def open_review(*, edition, reviewers, due_on, by, now=None):
    """Ask members to review by the day `due_on`; returns the round.

    `reviewers` are (membership, sections) pairs: sections put to that reviewer by name, or none for
    the whole edition as they may read it. From drafting, or from review where no round is open.
    Raises WrongState, or Refused for a reviewer who cannot be asked. Owes each reviewer a
    letter.
    """
    now = now or timezone.now()
    edition = locks.locked(edition)
    require(can_edit(by, edition.plan))
    if edition.status != EditionStatus.IN_REVIEW:
        locks.check(edition, EditionStatus.IN_REVIEW)
    locks.require_status(edition, EditionStatus.DRAFTING, EditionStatus.IN_REVIEW)
    if open_round(edition):
        raise WrongState(f"{locks.where_it_stands(edition)} Close that round before you ask again.")
    _check_reviewers(edition, reviewers, due_on, on=timezone.localdate(now))
    round_ = _make_round(edition, reviewers, due_on, by, now)
    edition.status = EditionStatus.IN_REVIEW
    edition.save(update_fields=["status"])
    names = [str(membership.person) for membership, _ in reviewers]
    _audit(
        edition,
        by,
        "review.opened",
        round=round_.number,
        due_on=due_on.isoformat(),
        reviewers=names,
    )
    return round_


@transaction.atomic
def decide(*, reviewer, decision, by, conditions="", now=None):
    """Record a reviewer's decision; it can be changed until the round is closed.

    Returns the reviewer.

    Raises WrongState once the round is closed, Refused where conditions are needed and
    missing.
    """
    require(can_decide_review(by, reviewer))
    now = now or timezone.now()
    edition = locks.locked(reviewer.round.edition_id)
    reviewer = (
        Reviewer.objects.select_for_update(no_key=True, of=("self",))
        .select_related("round", "membership")
        .get(pk=reviewer.pk)
    )
    _require_open(reviewer.round)
    conditions = typed(conditions)
    if decision not in Decision.values:
        raise Refused("Choose one of the three decisions.", field="decision")
    if decision != Decision.APPROVES and not conditions:
        raise Refused("Write what has to change before you approve.", field="conditions")
    if (reviewer.decision, reviewer.conditions) == (decision, conditions):
        return reviewer
    reviewer.decision, reviewer.conditions = decision, conditions
    reviewer.decided_at, reviewer.decided_by = now, by
    reviewer.save(update_fields=["decision", "conditions", "decided_at", "decided_by"])
    _audit(edition, by, "review.decided", round=reviewer.round.number, decision=decision)
    return reviewer


@transaction.atomic
def close_review(*, round, by, now=None):  # noqa: A002  the noun of the field
    """Close a round; the edition stays in review. Raises WrongState if it is closed already."""
    edition = locks.locked(round.edition_id)
    require(can_edit(by, edition.plan))
    round_ = ReviewRound.objects.select_related("closed_by").get(pk=round.pk)
    _require_open(round_)
    return close(round_=round_, edition=edition, by=by, now=now or timezone.now())


@transaction.atomic
def back_to_drafting(*, edition, by, because, now=None):
    """Take an edition in review back to drafting; closes the open round and tells its reviewers.

    Raises WrongState.
    """
    now = now or timezone.now()
    edition = locks.locked(edition)
    require(can_edit(by, edition.plan))
    locks.check(edition, EditionStatus.DRAFTING)
    round_ = open_round(edition)
    if round_:
        close(round_=round_, edition=edition, by=by, now=now)
        for reviewer in round_.reviewers.select_related(
            "membership__person__account", "round__edition__plan__coalition"
        ):
            mail.tell_back_to_drafting(reviewer, by=by)
    edition.status = EditionStatus.DRAFTING
    edition.save(update_fields=["status"])
    _audit(edition, by, "edition.sent_back", because=because)
    return edition


@unasked("A step of actions that have asked, and hold the lock.")
def close(*, round_, edition, by, now):
    """Close an open round inside the caller's transaction, which holds the edition's lock."""
    round_.closed_at, round_.closed_by = now, by
    round_.save(update_fields=["closed_at", "closed_by"])
    undecided = round_.reviewers.filter(decision="").count()
    _audit(edition, by, "review.closed", round=round_.number, undecided=undecided)
    return round_


def _require_open(round_):
    if round_.closed_at:
        raise WrongState(
            f"This review is over. {round_.closed_by} closed it {locks.when(round_.closed_at)}."
        )


def _check_reviewers(edition, reviewers, due_on, *, on):
    if not reviewers:
        raise Refused("Choose at least one reviewer.", field="reviewers")
    if due_on < on:
        raise Refused(
            "This day is in the past. Give the reviewers a day to decide by.", field="due_on"
        )
    ids = [membership.pk for membership, _ in reviewers]
    if len(set(ids)) < len(ids):
        raise Refused("Somebody is named twice. Name each reviewer once.", field="reviewers")
    current = (
        Membership.objects.current(on).filter(coalition=edition.plan.coalition, pk__in=ids).count()
    )
    if current < len(ids):
        raise Refused(
            f"Only current members of {edition.plan.coalition} can be asked.", field="reviewers"
        )
    for membership, sections in reviewers:
        _check_sections(edition, membership, sections)


def _check_sections(edition, membership, sections):
    if any(section.edition_id != edition.pk for section in sections):
        raise Refused(
            "A section of another edition cannot be put to a reviewer.", field="reviewers"
        )
    if roles.GROUP_OF[membership.role] == Group.COMMUNITY and any(
        section.is_restricted for section in sections
    ):
        raise Refused(
            f"Restricted sections are never put to parents or students, and so not to {membership.person}.",
            field="reviewers",
        )


def _make_round(edition, reviewers, due_on, by, now):
    last = edition.rounds.order_by("number").last()
    round_ = ReviewRound.objects.create(
        edition=edition,
        number=last.number + 1 if last else 1,
        due_on=due_on,
        opened_at=now,
        opened_by=by,
    )
    for membership, sections in reviewers:
        reviewer = Reviewer.objects.create(round=round_, membership=membership, due_on=due_on)
        reviewer.sections.set(sections)
        mail.ask_to_review(reviewer, by=by)
    return round_


def _audit(edition, by, action, **detail):
    record(by=by, action=action, subject=edition, scope=edition.plan.coalition_id, **detail)
