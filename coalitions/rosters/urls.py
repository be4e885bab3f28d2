"""Addresses of people from a file."""

from django.urls import path
from django.views.decorators.http import require_POST

from coalitions.access import policies
from coalitions.coalition.gates import HERE, administer, of_coalition
from coalitions.rosters import queries
from coalitions.rosters.views.importing import PEOPLE_IMPORT
from safety_portal.core.authority import View, gate

PEOPLE_FILE = HERE + "people/import/<int:file>/"


def of_people_file(view: View) -> View:
    return gate(policies.can_administer_subject, view, fetch=queries.fetch_people_file)


urlpatterns = [
    # People from a file
    path(
        HERE + "people/import/",
        of_coalition(administer, PEOPLE_IMPORT.choose),
        name="roster_new",
    ),
    path(PEOPLE_FILE, of_people_file(PEOPLE_IMPORT.preview), name="roster"),
    path(PEOPLE_FILE + "columns/", of_people_file(PEOPLE_IMPORT.columns), name="roster_columns"),
    path(
        PEOPLE_FILE + "decide/",
        of_people_file(require_POST(PEOPLE_IMPORT.decide)),
        name="roster_decide",
    ),
    path(
        PEOPLE_FILE + "apply/",
        of_people_file(require_POST(PEOPLE_IMPORT.apply)),
        name="roster_apply",
    ),
    path(PEOPLE_FILE + "invite/", of_people_file(PEOPLE_IMPORT.invite), name="roster_invite"),
]
