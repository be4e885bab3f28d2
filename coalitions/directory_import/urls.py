"""Addresses of schools from a file, for one district or by the operator for all."""

from django.urls import path
from django.views.decorators.http import require_POST

from coalitions.directory_import import queries
from coalitions.directory_import.views.importing import SCHOOL_IMPORT
from coalitions.schools import policies
from safety_portal.core.authority import View, gate

SCHOOL_FILE = "schools/import/<int:file>/"


def of_school_file(view: View) -> View:
    return gate(policies.can_import_schools, view, fetch=queries.fetch_school_file)


urlpatterns = [
    # Schools from a file, for one district or by the operator for all
    path(
        "schools/import/",
        gate(policies.can_import_schools, SCHOOL_IMPORT.choose),
        name="directory_import_new",
    ),
    path(SCHOOL_FILE, of_school_file(SCHOOL_IMPORT.preview), name="directory_import"),
    path(
        SCHOOL_FILE + "columns/",
        of_school_file(SCHOOL_IMPORT.columns),
        name="directory_import_columns",
    ),
    path(
        SCHOOL_FILE + "apply/",
        of_school_file(require_POST(SCHOOL_IMPORT.apply)),
        name="directory_import_apply",
    ),
]
