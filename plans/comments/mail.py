"""Mail to whoever commented or suggested, once somebody answers."""

from plans.comments.models.comment import Comment
from plans.comments.models.suggestion import Suggestion
from plans.editions.mail import path_in, post_mail
from safety_portal.core.notices.kinds import Kind


def tell_answered(comment: Comment, answer: Comment) -> None:
    """To who made a comment: somebody answered it."""
    edition = comment.section.edition
    post_mail(
        comment.membership,
        key=f"comment-answered:{answer.pk}",
        kind=Kind("comment_answered"),
        heading=f"Your comment on {edition.plan}, edition {edition.number}, was answered",
        lines=[f"{answer.made_by} answered a comment of yours. Read the answer in the portal."],
        path=path_in("comments", edition, comment.section_id),
        button="Read the answer",
    )


def tell_suggestion_answered(suggestion: Suggestion) -> None:
    """To who suggested other words: they were accepted, or declined.

    Neither the words nor the reason travel by mail.
    """
    edition, state = suggestion.section.edition, suggestion.get_state_display().lower()
    also = " and gave a reason" if suggestion.because else ""
    post_mail(
        suggestion.membership,
        key=f"suggestion-answered:{suggestion.pk}",
        kind=Kind("suggestion_answered"),
        heading=f"Your suggestion for {edition.plan}, edition {edition.number}, was {state}",
        lines=[
            f"{suggestion.decided_by} has {state} a suggestion of yours{also}. Read it in the portal."
        ],
        path=path_in("comment_suggestion", edition, suggestion.pk),
        button="Read the answer",
    )
