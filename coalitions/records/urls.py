"""Addresses of one person's record."""

from django.urls import path

from coalitions.coalition.gates import HERE
from coalitions.memberships import policies
from coalitions.people import queries
from coalitions.records import views
from safety_portal.core.authority import View, gate

PERSON = HERE + "people/<int:person>/"


def of_person(view: View) -> View:
    return gate(policies.can_keep_record_here, view, fetch=queries.fetch_person)


urlpatterns = [
    # One person's record
    path(PERSON, of_person(views.person), name="record_of_person"),
    path(PERSON + "merge/", of_person(views.choose), name="record_merge_choose"),
    path(
        PERSON + "merge/<int:other>/",
        gate(policies.can_merge_here, views.merge, fetch=queries.fetch_pair),
        name="record_merge",
    ),
]
