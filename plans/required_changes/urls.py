"""Addresses of the sections that action items must change."""

from django.urls import path

from coalitions.action_items.urls import ITEM, of_item
from plans.required_changes import policies, views
from plans.required_changes.queries import fetch_change
from safety_portal.core.authority import gate

urlpatterns = [
    path(
        ITEM + "sections/",
        of_item(policies.can_name_section, views.name),
        name="required_change_name",
    ),
    path(
        ITEM + "sections/<int:change>/withdraw/",
        gate(policies.can_withdraw_change, views.withdraw, fetch=fetch_change),
        name="required_change_withdraw",
    ),
]
