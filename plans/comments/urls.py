"""Addresses of comments and suggestions."""

from django.urls import path

from plans.comments import policies
from plans.comments.queries import fetch_comment, fetch_suggestion
from plans.comments.views import commenting, mending, suggesting
from plans.editions import policies as editions_policies
from plans.editions.gates import EDITION, SECTION, of_section
from plans.writing.views.unsaved import keeping_words
from safety_portal.core.authority import Policy, View, gate

SUGGESTION = EDITION + "suggestions/<int:suggestion>/"


def of_suggestion(policy: Policy, view: View) -> View:
    return gate(policy, view, fetch=fetch_suggestion)


# Of a text that was to be saved: by whoever saves.
suggest_instead = keeping_words(
    of_section(editions_policies.can_edit_section, suggesting.KeepAsSuggestion.as_view())
)


urlpatterns = [
    # Comments and suggestions
    path(
        SECTION + "comments/",
        of_section(
            editions_policies.can_read_section, commenting.comments, posting=policies.can_comment
        ),
        name="comments",
    ),
    path(
        EDITION + "comments/<int:comment>/resolve/",
        gate(policies.can_resolve, commenting.resolve, fetch=fetch_comment),
        name="comment_resolve",
    ),
    path(
        EDITION + "comments/<int:comment>/reopen/",
        gate(policies.can_resolve, commenting.reopen, fetch=fetch_comment),
        name="comment_reopen",
    ),
    path(
        EDITION + "comments/<int:comment>/action-item/",
        gate(policies.can_open_item_of, mending.open_action_item, fetch=fetch_comment),
        name="comment_action_item",
    ),
    path(
        SECTION + "suggest/",
        of_section(policies.can_suggest, suggesting.passage),
        name="comment_suggest",
    ),
    path(
        SECTION + "suggest/whole/",
        of_section(policies.can_suggest, suggesting.whole),
        name="comment_suggest_whole",
    ),
    path(
        SECTION + "suggest/instead/",
        suggest_instead,
        name="comment_suggest_instead",
    ),
    path(
        SUGGESTION,
        of_suggestion(policies.can_read_suggestion, suggesting.suggestion),
        name="comment_suggestion",
    ),
    path(
        SUGGESTION + "accept/",
        of_suggestion(policies.can_answer_suggestion, suggesting.accept),
        name="comment_suggestion_accept",
    ),
    path(
        SUGGESTION + "decline/",
        of_suggestion(policies.can_answer_suggestion, suggesting.decline),
        name="comment_suggestion_decline",
    ),
    path(
        SUGGESTION + "withdraw/",
        of_suggestion(policies.can_withdraw_suggestion, suggesting.withdraw),
        name="comment_suggestion_withdraw",
    ),
]
