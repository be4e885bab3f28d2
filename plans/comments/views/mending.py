"""Making an action item of a comment."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from coalitions.action_items.forms.item import ItemForm
from plans.comments.actions.mending import open_item_of
from plans.comments.models.comment import Comment
from safety_portal.core.accounts.requests import GatedRequest
from safety_portal.core.web.posting import done_by, posted, status_of

# Letters of a comment that are its reason.
WHY_MOST = 1000


class CommentItemForm(ItemForm):
    """The item of a comment: where it came from, and whether that is restricted, is known."""

    layout = ItemForm.layout[:-2]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["origin_words"], self.fields["is_restricted"]


def open_action_item(
    request: GatedRequest[Comment], coalition: str, plan: int, edition: int, comment: int
) -> HttpResponse:
    """Open one: GET the form, with what was said as its reason; POST it."""
    said, on = request.subject, timezone.localdate()
    place = said.section.edition.plan.coalition
    reason = {"why": said.body[:WHY_MOST]}
    form = CommentItemForm(posted(request), initial=reason, coalition=place, on=on)
    if done := done_by(form, open_item_of, comment=said, by=request.user):
        messages.success(request, f"{done.result.owned_by} owns it now.")
        return redirect("action_item", coalition, done.result.pk)
    back = reverse("workspace_section", args=[coalition, plan, edition, said.section_id])
    context = {"coalition": place, "comment": said, "form": form, "back_url": back}
    template = "plans/comments/action_item.html"
    return render(request, template, context, status=status_of(form))
