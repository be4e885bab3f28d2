"""Addresses by which the page is chosen and taken back, and one's name on it shown."""

from django.urls import path
from django.views.decorators.http import require_POST

from coalitions.coalition.gates import HERE, administer, of_coalition
from coalitions.community import queries, views
from coalitions.community.policies import can_show_name
from safety_portal.core.authority import gate

OWN = HERE + "community/"
NAME = OWN + "names/<int:membership>/"

urlpatterns = [
    path(OWN + "settings/", of_coalition(administer, views.change), name="community_settings"),
    path(OWN + "take-back/", of_coalition(administer, views.take_back), name="community_take_back"),
    path(
        NAME + "show/",
        gate(can_show_name, require_POST(views.show_name), fetch=queries.fetch_own_membership),
        name="community_name_show",
    ),
    path(
        NAME + "hide/",
        gate(can_show_name, require_POST(views.hide_name), fetch=queries.fetch_own_membership),
        name="community_name_hide",
    ),
]
