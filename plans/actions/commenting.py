"""Comment on a section, answer, resolve."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from coalitions.standing import standing_of
from plans import letters
from plans.actions import moving
from plans.lifecycle import EditionStatus
from plans.models import Comment, Section
from safety_portal.audit.record import record
from safety_portal.states import WrongState

OPEN_TO_COMMENTS = (
    EditionStatus.DRAFTING,
    EditionStatus.IN_REVIEW,
    EditionStatus.AWAITING_SIGNATURES,
    EditionStatus.IN_FORCE,
)


@transaction.atomic
def comment(*, section, body, by, answers=None, now=None):
    """Say something about a section, or answer a comment on it; returns the comment.

    An answer to an answer hangs under the first comment. Raises ValidationError for an empty text, WrongState on an edition
    that is over, PermissionDenied for who is no member. Owes the one who is answered a letter.
    """
    body = body.strip()
    if not body:
        raise ValidationError({"body": "Write what you want to say."})
    section = Section.objects.select_related("edition__plan__coalition").get(pk=section.pk)
    edition = section.edition
    moving.require_status(edition, *OPEN_TO_COMMENTS)
    if section.removed_at:
        raise WrongState("This section was taken out of the edition; nobody would read the comment.")
    first = _first(answers, section)
    holds = standing_of(by).holds_in(edition.plan.coalition)
    if not holds:
        raise PermissionDenied(f"Only members of {edition.plan.coalition} comment on its plan.")
    made = Comment.objects.create(
        section=section,
        membership_id=holds[0].membership_id,
        answers=first,
        body=body,
        made_at=now or timezone.now(),
        made_by=by,
    )
    if first and first.made_by_id != by.pk:
        letters.tell_answered(first, made)
    record(by=by, action="comment.made", subject=section, scope=edition.plan.coalition_id, answers=first and first.pk)
    return made


@transaction.atomic
def resolve(*, comment, by, now=None):
    """Mark a comment as dealt with; a second time changes nothing. Returns the comment."""
    comment = (
        Comment.objects.select_for_update(of=("self",)).select_related("section__edition__plan").get(pk=comment.pk)
    )
    if comment.answers_id:
        raise WrongState("An answer is resolved with the comment it answers.")
    if comment.resolved_at is None:
        comment.resolved_at, comment.resolved_by = now or timezone.now(), by
        comment.save(update_fields=["resolved_at", "resolved_by"])
        scope = comment.section.edition.plan.coalition_id
        record(by=by, action="comment.resolved", subject=comment.section, scope=scope, comment=comment.pk)
    return comment


def _first(answers, section):
    if answers is None:
        return None
    if answers.section_id != section.pk:
        raise ValidationError("The comment you answer is on another section.")
    found = answers.answers or answers
    return Comment.objects.select_related("membership__person__account", "section__edition__plan__coalition").get(
        pk=found.pk
    )
