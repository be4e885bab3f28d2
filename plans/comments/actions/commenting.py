"""Comment on a section or on words of it, answer, resolve, open again."""

from django.db import transaction
from django.utils import timezone

from coalitions.access.grants import access_of
from plans.comments import mail
from plans.comments.models.comment import Comment
from plans.comments.pointing import annotation_fields
from plans.comments.policies import can_comment, can_resolve
from plans.editions import locks
from plans.editions.lifecycle import EditionStatus
from plans.editions.models.section import Section
from safety_portal.core.audit.record import record
from safety_portal.core.authority import require
from safety_portal.core.names import typed
from safety_portal.core.refusals import Refused
from safety_portal.core.states import WrongState

OPEN_TO_COMMENTS = (
    EditionStatus.DRAFTING,
    EditionStatus.IN_REVIEW,
    EditionStatus.AWAITING_SIGNATURES,
    EditionStatus.IN_FORCE,
)


@transaction.atomic
def comment(*, section, body, by, answers=None, about=None, now=None):
    """Say something about a section, or answer a comment on it; returns the comment.

    `about` is the Anchor of words in the section's text as it is read; without it the whole section
    is meant. An answer to an answer hangs under the first comment. The same again, while nothing
    was said in between and it is open, makes no second one. Raises Refused for an empty
    text and for words that are not there, WrongState on an edition that is over, PermissionDenied
    for who is no member. Owes the one who is answered a letter.
    """
    body = typed(body)
    if not body:
        raise Refused("Write what you want to say.", field="body")
    edition = locks.locked(section.edition_id)
    section = Section.objects.get(pk=section.pk)
    section.edition = edition
    require(can_comment(by, section))
    locks.require_status(edition, *OPEN_TO_COMMENTS)
    if section.removed_at:
        raise WrongState(
            "This section was taken out of the edition; nobody would read the comment."
        )
    first = _first_of_thread(answers, section)
    grant = access_of(by).grants_in(edition.plan.coalition)[0]
    fields = {"section": section, "answers": first, "body": body, "made_by": by}
    fields |= annotation_fields(section, None if first else about)
    if again := _said_last(fields):
        return again
    made = Comment.objects.create(
        membership_id=grant.membership_id, made_at=now or timezone.now(), **fields
    )
    if first and first.made_by_id != by.pk:
        mail.tell_answered(first, made)
    record(
        by=by,
        action="comment.made",
        subject=section,
        scope=edition.plan.coalition_id,
        answers=first and first.pk,
    )
    return made


def _said_last(comment):
    """The comment that says this already.

    The last one of its thread, or of its writer on the section; None where none does.

    So two clicks say it once, and "Done." can be answered twice where somebody else spoke in
    between.
    """
    last = Comment.objects.filter(section=comment["section"], answers=comment["answers"])
    last = last if comment["answers"] else last.filter(made_by=comment["made_by"])
    newest = last.order_by("-pk").values_list("pk", flat=True)[:1]
    again = Comment.objects.filter(
        pk__in=newest, resolved_at__isnull=True, replies__isnull=True, **comment
    )
    return again.first()


@transaction.atomic
def resolve(*, comment, by, now=None):
    """Mark a comment as dealt with; a second time changes nothing. Returns the comment."""
    require(can_resolve(by, comment))
    comment = _locked_comment(comment)
    if comment.resolved_at is None:
        comment.resolved_at, comment.resolved_by = now or timezone.now(), by
        comment.save(update_fields=["resolved_at", "resolved_by"])
        scope = comment.section.edition.plan.coalition_id
        record(
            by=by,
            action="comment.resolved",
            subject=comment.section,
            scope=scope,
            comment=comment.pk,
        )
    return comment


@transaction.atomic
def reopen(*, comment, by):
    """Open a resolved comment again; one that is open stays so. Returns the comment."""
    require(can_resolve(by, comment))
    comment = _locked_comment(comment)
    if comment.resolved_at is not None:
        locks.require_status(comment.section.edition, *OPEN_TO_COMMENTS)
        comment.resolved_at = comment.resolved_by = None
        comment.save(update_fields=["resolved_at", "resolved_by"])
        scope = comment.section.edition.plan.coalition_id
        record(
            by=by,
            action="comment.reopened",
            subject=comment.section,
            scope=scope,
            comment=comment.pk,
        )
    return comment


def _locked_comment(comment):
    """The comment, read again and locked. Raises WrongState for an answer."""
    rows = Comment.objects.select_for_update(no_key=True, of=("self",)).select_related(
        "section__edition__plan"
    )
    comment = rows.get(pk=comment.pk)
    if comment.answers_id:
        raise WrongState("An answer is resolved and opened again with the comment it answers.")
    return comment


def _first_of_thread(answers, section):
    if answers is None:
        return None
    if answers.section_id != section.pk:
        raise Refused("The comment you answer is on another section.")
    first = answers.answers or answers
    return Comment.objects.select_related(
        "membership__person__account", "section__edition__plan__coalition"
    ).get(pk=first.pk)
