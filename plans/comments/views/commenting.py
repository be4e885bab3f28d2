"""Comments on a section.

Saying something about it or about words of it, answering, resolving, opening again.
"""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from plans.comments.actions import commenting
from plans.comments.forms import CommentForm, choices_of
from plans.comments.models.comment import Comment
from plans.comments.views.annotations import annotations_of, shown_texts
from plans.editions.actions.access_log import note_revisions
from safety_portal.core.web.posting import done_by, posted, status_of


def comments(request, coalition, plan, edition, section):
    """The notes on one section. POST: say something, or answer.

    Whoever has no script or a phone writes here.
    """
    section = request.subject
    form = CommentForm(posted(request), section=section)
    if done := done_by(form, _say, form=form, by=request.user):
        comment = done.result
        said = "Your answer is added." if comment.answers_id else "Your comment is added."
        messages.success(request, said)
        return back_to(request, section, comment)
    context = annotations_of(request.user, section)
    note_revisions(revisions=shown_texts(context), section=section, by=request.user)
    edition = section.edition
    context |= {
        "coalition": edition.plan.coalition,
        "edition": edition,
        "form": form,
        "paragraphs": choices_of(section),
    }
    return render(request, "plans/comments/review_comments.html", context, status=status_of(form))


@require_POST
def resolve(request, coalition, plan, edition, comment):
    """Mark a comment as dealt with."""
    commenting.resolve(comment=request.subject, by=request.user)
    messages.success(request, "Resolved.")
    return back_to(request, request.subject.section, request.subject)


@require_POST
def reopen(request, coalition, plan, edition, comment):
    """Open a resolved comment again."""
    commenting.reopen(comment=request.subject, by=request.user)
    messages.success(request, "The comment is open again.")
    return back_to(request, request.subject.section, request.subject)


def back_to(request, section, annotation):
    """To the page that a note was sent from: the section's, else that of its comments."""
    edition = section.edition
    name = "workspace_section" if request.POST.get("back") == "section" else "comments"
    where = [edition.plan.coalition.slug, edition.plan_id, edition.number, section.pk]
    return redirect(f"{reverse(name, args=where)}#{annotation._meta.model_name}-{annotation.pk}")


def _say(*, form, by, body, answers, **pointing):
    """Comment on what the form points at, or answer a comment that the reader sees."""
    if answers:
        comments = Comment.objects.visible_to(by).filter(section=form.section)
        answers = get_object_or_404(comments, pk=answers)
    return commenting.comment(
        section=form.section, body=body, about=form.anchor, by=by, answers=answers or None
    )
