"""Addresses of people from a file."""

from django.urls import path

from coalitions.access import policies
from coalitions.coalition.gates import HERE, administer, of_coalition
from coalitions.rosters import queries
from coalitions.rosters.views import importing
from safety_portal.core.authority import gate

PEOPLE_FILE = HERE + "people/from-file/<int:file>/"


def of_people_file(view):
    return gate(policies.can_administer_subject, view, fetch=queries.fetch_people_file)


urlpatterns = [
    # People from a file
    path(
        HERE + "people/from-file/",
        of_coalition(administer, importing.bring),
        name="people_file_new",
    ),
    path(PEOPLE_FILE, of_people_file(importing.look), name="people_file"),
    path(PEOPLE_FILE + "columns/", of_people_file(importing.columns), name="people_file_columns"),
    path(PEOPLE_FILE + "decide/", of_people_file(importing.decide), name="people_file_decide"),
    path(
        PEOPLE_FILE + "bring-in/", of_people_file(importing.bring_in), name="people_file_bring_in"
    ),
    path(PEOPLE_FILE + "invite/", of_people_file(importing.invite), name="people_file_invite"),
]
