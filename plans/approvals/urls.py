"""Addresses of votes of a board."""

from django.urls import path

from plans.approvals import policies, views
from plans.approvals.queries import fetch_approval
from plans.editions.gates import EDITION
from safety_portal.core.authority import Policy, View, gate

APPROVAL = EDITION + "approvals/<int:approval>/"


def of_approval(policy: Policy, view: View) -> View:
    return gate(policy, view, fetch=fetch_approval)


urlpatterns = [
    # Votes of a board
    path(
        APPROVAL + "minutes/",
        of_approval(policies.can_see_approval, views.minutes),
        name="approval_minutes",
    ),
    path(
        APPROVAL + "minutes/add/",
        of_approval(policies.can_manage_approval, views.add_minutes),
        name="approval_add_minutes",
    ),
    path(
        APPROVAL + "void/",
        of_approval(policies.can_manage_approval, views.void),
        name="approval_void",
    ),
]
