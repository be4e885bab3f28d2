"""An edition's row.

Locked first by every action that reads or changes its text, its state or its signatures.

The lock is always taken before that of a section or signature, so that no two actions wait for each
other.
"""

from django.utils import timezone

from plans.editions.lifecycle import EDITABLE, EDITION_MOVES, EditionStatus
from plans.editions.models.edition import Edition
from plans.editions.models.section import Section
from safety_portal.core.look.wording import clock, full_day
from safety_portal.core.states import WrongState, check_move


def locked(edition):
    """The edition, read again and locked until the transaction ends."""
    return _to_lock().get(pk=getattr(edition, "pk", edition))


def locked_all(editions):
    """Several editions, read again and locked, by id.

    In the order of their ids, so that no two wait for each other.
    """
    return {edition.pk: edition for edition in _to_lock().filter(pk__in=editions).order_by("pk")}


def _to_lock():
    rows = Edition.objects.select_for_update(no_key=True, of=("self",))
    return rows.select_related(
        "plan__coalition__district", "plan__coalition__school", "frozen_by", "in_force_by"
    )


def check(edition, new):
    """Raise WrongState, saying who brought the edition where it is and when, unless it may become
    `new`.
    """
    check_move(EDITION_MOVES, old=edition.status, new=new, sentence=where_it_stands(edition))


def require_status(edition, *statuses):
    """Raise WrongState unless the edition is in one of `statuses`."""
    if edition.status not in statuses:
        raise WrongState(where_it_stands(edition))


def where_it_stands(edition):
    """One sentence or two: the state, who brought it there, and when."""
    return SENTENCES[edition.status](edition)


def when(moment):
    """ "today at 9:41 am", or "on November 9, 2026 at 8:00 am", in local time."""
    local = timezone.localtime(moment)
    day = "today" if local.date() == timezone.localdate() else f"on {full_day(local.date())}"
    return f"{day} at {clock(local)}"


def _drafting(edition):
    return f"Edition {edition.number} is being drafted. It has to be reviewed next."


def _in_review(edition):
    last = edition.rounds.select_related("opened_by").order_by("number").last()
    if last is None:
        return f"Edition {edition.number} is in review."
    return f"Edition {edition.number} is in review. {last.opened_by} asked for review {when(last.opened_at)}."


def _awaiting_signatures(edition):
    return f"Edition {edition.number} is frozen and awaits signatures. {_froze(edition)}"


def _froze(edition):
    return f"{edition.frozen_by} froze it {when(edition.frozen_at)}."


def _in_force(edition):
    if edition.in_force_at is None:
        return f"Edition {edition.number} is already in force."
    return f"Edition {edition.number} is already in force. {edition.in_force_by} put it in force {when(edition.in_force_at)}."


def _by_what_superseded(edition):
    later = edition.plan.editions.in_force().select_related("in_force_by").first()
    if later is None or later.in_force_at is None:
        return f"Edition {edition.number} is no longer in force: a later edition took its place."
    return (
        f"Edition {edition.number} is no longer in force. "
        f"{later.in_force_by} put edition {later.number} in its place {when(later.in_force_at)}."
    )


def _retired(edition):
    ended = f" {when(edition.ended_at)}" if edition.ended_at else ""
    return f"Edition {edition.number} was retired{ended}."


SENTENCES = {
    EditionStatus.DRAFTING: _drafting,
    EditionStatus.IN_REVIEW: _in_review,
    EditionStatus.AWAITING_SIGNATURES: _awaiting_signatures,
    EditionStatus.IN_FORCE: _in_force,
    EditionStatus.SUPERSEDED: _by_what_superseded,
    EditionStatus.RETIRED: _retired,
}


WHY_NOT = {
    EditionStatus.AWAITING_SIGNATURES: "is frozen while its signatures are asked for. Take it back to review to change it.",
    EditionStatus.IN_FORCE: "is in force and stays as it was signed. Start the next edition to change the plan.",
    EditionStatus.SUPERSEDED: "was superseded and stays as it was signed.",
    EditionStatus.RETIRED: "was retired and stays as it was signed.",
}


def editable_edition(edition_id):
    """Lock the edition and return it with its plan.

    Raises WrongState unless its text may change now.
    """
    locked = Edition.objects.select_for_update(no_key=True, of=["self"])
    edition = locked.select_related("plan__coalition").get(pk=edition_id)
    require_editable(edition)
    return edition


def require_editable(edition):
    """Raise WrongState, with what to do, unless the text of the edition may change now."""
    if edition.status not in EDITABLE:
        raise WrongState(f"Edition {edition.number} {WHY_NOT[edition.status]}")


def editable_section(section):
    """Lock the section's edition and read the section afresh.

    Raises WrongState if frozen, or if it was removed.
    """
    edition = editable_edition(section.edition_id)
    current = Section.objects.select_related("saved_by").get(pk=section.pk)
    current.edition = edition
    if current.removed_at:
        raise WrongState(f"{current} was removed from this edition. Bring it back to change it.")
    return current
