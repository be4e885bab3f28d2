"""Addresses of people from a file."""

from django.urls import path
from django.views.decorators.http import require_POST

from coalitions.access import policies
from coalitions.coalition.gates import HERE, administer, of_coalition
from coalitions.rosters import queries
from coalitions.rosters.views.importing import PEOPLE_IMPORT
from safety_portal.core.authority import gate

PEOPLE_FILE = HERE + "people/from-file/<int:file>/"


def of_people_file(view):
    return gate(policies.can_administer_subject, view, fetch=queries.fetch_people_file)


urlpatterns = [
    # People from a file
    path(
        HERE + "people/from-file/",
        of_coalition(administer, PEOPLE_IMPORT.choose),
        name="people_file_new",
    ),
    path(PEOPLE_FILE, of_people_file(PEOPLE_IMPORT.preview), name="people_file"),
    path(
        PEOPLE_FILE + "columns/", of_people_file(PEOPLE_IMPORT.columns), name="people_file_columns"
    ),
    path(
        PEOPLE_FILE + "decide/",
        of_people_file(require_POST(PEOPLE_IMPORT.decide)),
        name="people_file_decide",
    ),
    path(
        PEOPLE_FILE + "bring-in/",
        of_people_file(require_POST(PEOPLE_IMPORT.apply)),
        name="people_file_bring_in",
    ),
    path(PEOPLE_FILE + "invite/", of_people_file(PEOPLE_IMPORT.invite), name="people_file_invite"),
]
