"""Asking for review, deciding, going back to drafting."""

from datetime import timedelta

from django.contrib import messages
from django.db.models import Count
from django.shortcuts import redirect, render
from django.utils import timezone

from coalitions.access import roles
from coalitions.access.grants import access_of
from coalitions.access.roles import Group
from plans.comments.models.comment import Comment
from plans.comments.models.suggestion import Suggestion
from plans.editions import locks
from plans.editions.lifecycle import EditionStatus
from plans.editions.outline import outline
from plans.editions.views.frame import because_form, frame_of
from plans.review import actions
from plans.review.forms import AskForReviewForm, DecisionForm
from plans.review.queries import open_round
from safety_portal.core.look.wording import counted
from safety_portal.core.web.posting import done_by, posted, status_of

REVIEW_TAKES = timedelta(days=14)


def ask(request, coalition, plan, edition):
    """GET: the open round and who has decided, or the form that opens one. POST: open it."""
    edition = request.subject
    locks.require_status(edition, EditionStatus.DRAFTING, EditionStatus.IN_REVIEW)
    round_ = open_round(edition)
    context = {"coalition": edition.plan.coalition, "edition": edition}
    if round_ and request.method == "GET":
        rows = round_.reviewers.select_related("membership__person", "membership__seat").annotate(
            named=Count("sections")
        )
        rows = list(rows.order_by("id"))
        context |= {
            "round": round_,
            "reviewers": rows,
            "decided": sum(bool(row.decision) for row in rows),
        }
        context["talked_about"] = [place for place in outline(edition, request.user) if place.notes]
        return render(request, "plans/review/review.html", context)
    form = _ask_form(edition, posted(request), request.user)
    if done_by(form, _open, edition=edition, by=request.user):
        messages.success(request, f"{counted(len(form.cleaned_data['chosen']), 'reviewer')} asked.")
        return redirect("review_ask", coalition, plan, edition.number)
    status = status_of(form)
    return render(request, "plans/review/review_ask.html", context | {"form": form}, status=status)


def decide(request, coalition, plan, edition, reviewer):
    """A reviewer's own page: what is asked, and the decision."""
    reviewer = request.subject
    edition = reviewer.round.edition
    initial = {"decision": reviewer.decision, "conditions": reviewer.conditions}
    form = DecisionForm(posted(request), initial=initial)
    if done_by(form, actions.decide, reviewer=reviewer, by=request.user):
        messages.success(request, f"Your decision on edition {edition.number} is recorded.")
        return redirect("review_decide", coalition, plan, edition.number, reviewer.pk)
    context = {
        "coalition": edition.plan.coalition,
        "edition": edition,
        "reviewer": reviewer,
        "form": form if form.is_bound or reviewer.round.closed_at is None else None,
        "put_to": reviewer.sections.order_by("position"),
        "mine": _said_by(request.user, edition, Comment).filter(answers__isnull=True),
        "suggested": _said_by(request.user, edition, Suggestion),
    }
    return render(request, "plans/review/review_decide.html", context, status=status_of(form))


def close(request, coalition, plan, edition):
    """Close the open round without freezing: asks once more, naming who has not decided."""
    edition = request.subject
    round_ = open_round(edition)
    if round_ is None:
        locks.require_status(edition)
    if request.method == "POST":
        actions.close_review(round=round_, by=request.user)
        messages.success(request, f"Review round {round_.number} is closed.")
        return redirect("workspace_edition", coalition, plan, edition.number)
    waiting = round_.reviewers.filter(decision="").select_related("membership__person")
    context = {"round": round_, "waiting": waiting}
    return render(request, "plans/review/review_close.html", frame_of(edition) | context)


def back_to_drafting(request, coalition, plan, edition):
    """Take an edition in review back to drafting, with a reason."""
    edition = request.subject
    form = because_form(request, "Why it goes back", "Kept in the record of this plan.")
    if done_by(form, actions.back_to_drafting, edition=edition, by=request.user):
        messages.success(request, f"Edition {edition.number} is back in drafting.")
        return redirect("workspace_edition", coalition, plan, edition.number)
    if not form.is_bound:
        locks.check(edition, EditionStatus.DRAFTING)
    round_ = open_round(edition)
    reviewers = round_.reviewers.select_related("membership__person") if round_ else []
    return render(
        request,
        "plans/review/review_back.html",
        frame_of(edition) | {"form": form, "reviewers": reviewers},
        status=status_of(form),
    )


def _ask_form(edition, data, by):
    """The form, with who holds a seat ticked: but for who asks, and who wrote some of it.

    They can still be chosen.
    """
    on = timezone.localdate()
    members = (
        edition.plan.coalition.memberships.current(on)
        .select_related("person", "seat")
        .order_by("seat__position", "person__name", "id")
    )
    seated = members.filter(seat__isnull=False)
    writers = {by.pk, *edition.sections.present().values_list("saved_by", flat=True)}
    return AskForReviewForm(
        data,
        seated=seated,
        others=members.filter(seat__isnull=True),
        sections=edition.sections.present().filter(sensitivity=roles.RESTRICTED),
        initial={
            "reviewers": [member for member in seated if member.person.account_id not in writers],
            "due_on": on + REVIEW_TAKES,
        },
    )


def _open(*, edition, by, chosen, due_on, sections=(), **lists):
    """Ask the members who were ticked, in whichever of the form's lists."""
    reviewers = [(member, _put_to(member, list(sections))) for member in chosen]
    return actions.open_review(edition=edition, reviewers=reviewers, due_on=due_on, by=by)


def _put_to(member, sections):
    """Restricted sections are put by name to whoever does not read them anyway.

    Never to parents and students.
    """
    if roles.GROUP_OF[member.role] == Group.COMMUNITY or roles.RESTRICTED in roles.levels(
        member.role
    ):
        return []
    return sections


def _said_by(user, edition, model):
    """What an account said on the sections of an edition that it may read.

    Comments, or suggestions.
    """
    rows = (
        model.objects.visible_to(user)
        .filter(section__edition=edition, made_by=user)
        .select_related("section")
    )
    rows = rows.order_by("section__position", "id")
    return rows if access_of(user).grants else rows.none()
