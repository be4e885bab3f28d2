"""Addresses of training from a file."""

from django.urls import path
from django.views.decorators.http import require_POST

from coalitions.coalition.gates import of_coalition
from safety_portal.core.authority import View, gate
from training.records import policies as records_policies
from training.records.gates import TRAINING
from training.transcripts import policies
from training.transcripts.queries import fetch_training_file
from training.transcripts.views.importing import TRAINING_IMPORT


def of_file(view: View) -> View:
    return gate(policies.can_import_file, view, fetch=fetch_training_file)


FILE = TRAINING + "import/<int:file>/"


urlpatterns = [
    path(
        TRAINING + "import/",
        of_coalition(records_policies.can_log, TRAINING_IMPORT.choose),
        name="transcript_new",
    ),
    path(FILE, of_file(TRAINING_IMPORT.preview), name="transcript"),
    path(FILE + "columns/", of_file(TRAINING_IMPORT.columns), name="transcript_columns"),
    path(
        FILE + "apply/",
        of_file(require_POST(TRAINING_IMPORT.apply)),
        name="transcript_apply",
    ),
]
