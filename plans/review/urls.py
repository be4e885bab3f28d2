"""Addresses of a round of review."""

from django.urls import path

from plans.editions import policies as editions_policies
from plans.editions.gates import EDITION, of_edition
from plans.review import policies, views
from plans.review.queries import fetch_reviewer
from safety_portal.core.authority import gate

urlpatterns = [
    # Review
    path(
        EDITION + "review/",
        of_edition(editions_policies.can_edit_edition, views.ask),
        name="review_ask",
    ),
    path(
        EDITION + "review/close/",
        of_edition(editions_policies.can_edit_edition, views.close),
        name="review_close",
    ),
    path(
        EDITION + "review/back/",
        of_edition(editions_policies.can_edit_edition, views.back_to_drafting),
        name="review_back",
    ),
    path(
        EDITION + "review/decide/<int:reviewer>/",
        gate(policies.can_decide_review, views.decide, fetch=fetch_reviewer),
        name="review_decide",
    ),
]
