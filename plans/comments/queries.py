"""The comment or suggestion that an address names. Fetching is authorising: strangers get 404."""

from typing import TypeVar

from django.shortcuts import get_object_or_404

from plans.comments.models.comment import Comment
from plans.comments.models.suggestion import Suggestion
from plans.editions.queries import fetch_edition

Said = TypeVar("Said", Comment, Suggestion)


def fetch_comment(user, *, comment, **where) -> Comment:
    """The comment of the address, on a section whose text the account may read, or Http404."""
    return _annotation_row(user, Comment, comment, **where)


def own_comments(user, edition):
    """What the account said itself of an edition, but for its answers. A queryset."""
    return Comment.objects.filter(section__edition=edition, made_by=user, answers__isnull=True)


def fetch_suggestion(user, *, suggestion, **where) -> Suggestion:
    """The suggestion of the address, for a section whose text the account may read, or Http404."""
    return _annotation_row(user, Suggestion, suggestion, **where)


def _annotation_row(user, model, pk, **where):
    edition = fetch_edition(user, **where)
    rows = model.objects.visible_to(user).filter(section__edition=edition)
    annotation = get_object_or_404(
        rows.select_related("section", "membership__person", "made_by"), pk=pk
    )
    annotation.section.edition = edition
    return annotation
