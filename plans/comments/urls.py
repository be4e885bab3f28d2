"""Addresses of comments and suggestions."""

from django.urls import path

from plans.comments import policies
from plans.comments.queries import fetch_comment, fetch_suggestion
from plans.comments.views import commenting, suggesting
from plans.editions import policies as editions_policies
from plans.editions.gates import EDITION, SECTION, of_section
from safety_portal.core.authority import gate

SUGGESTION = EDITION + "suggestions/<int:suggestion>/"


def of_suggestion(policy, view):
    return gate(policy, view, fetch=fetch_suggestion)


urlpatterns = [
    # Comments and suggestions
    path(
        SECTION + "comments/",
        of_section(
            editions_policies.can_read_section, commenting.comments, posting=policies.can_comment
        ),
        name="section_comments",
    ),
    path(
        EDITION + "comments/<int:comment>/resolve/",
        gate(policies.can_resolve, commenting.resolve, fetch=fetch_comment),
        name="review_resolve",
    ),
    path(
        EDITION + "comments/<int:comment>/reopen/",
        gate(policies.can_resolve, commenting.reopen, fetch=fetch_comment),
        name="review_reopen",
    ),
    path(
        SECTION + "suggest/",
        of_section(policies.can_suggest, suggesting.passage),
        name="section_suggest",
    ),
    path(
        SECTION + "suggest/whole/",
        of_section(policies.can_suggest, suggesting.whole),
        name="section_suggest_whole",
    ),
    path(
        SUGGESTION,
        of_suggestion(policies.can_read_suggestion, suggesting.suggestion),
        name="suggestion",
    ),
    path(
        SUGGESTION + "take/",
        of_suggestion(policies.can_answer_suggestion, suggesting.take),
        name="suggestion_take",
    ),
    path(
        SUGGESTION + "decline/",
        of_suggestion(policies.can_answer_suggestion, suggesting.decline),
        name="suggestion_decline",
    ),
    path(
        SUGGESTION + "withdraw/",
        of_suggestion(policies.can_withdraw_suggestion, suggesting.withdraw),
        name="suggestion_withdraw",
    ),
]
