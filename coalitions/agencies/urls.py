"""Addresses of agencies."""

from django.urls import path

from coalitions.access import policies
from coalitions.agencies import queries, views
from coalitions.coalition.gates import HERE, administer, of_coalition
from safety_portal.core.authority import View, gate

AGENCY = HERE + "agencies/<int:agency>/"


def of_agency(view: View) -> View:
    return gate(policies.can_administer_subject, view, fetch=queries.fetch_agency)


urlpatterns = [
    path(HERE + "agencies/add/", of_coalition(administer, views.add_agency), name="agency_add"),
    path(AGENCY + "change/", of_agency(views.change_agency), name="agency_change"),
]
