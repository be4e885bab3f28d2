"""Addresses of PRACTICE, grouped by resource. Each line names its policy."""

from django.urls import path

from coalitions.fetch import fetch_coalition
from safety_portal.authority import gate
from training import policies
from training.fetch import fetch_record, fetch_training_file
from training.views import importing, reading, recording


def of_coalition(policy, view):
    return gate(policy, view, fetch=fetch_coalition)


def of_record(policy, view):
    return gate(policy, view, fetch=fetch_record)


def of_file(view):
    return gate(policies.can_import_file, view, fetch=fetch_training_file)


TRAINING = "c/<slug:coalition>/training/"
RECORD = TRAINING + "<int:record>/"
FILE = TRAINING + "from-file/<int:file>/"

urlpatterns = [
    path(TRAINING, of_coalition(policies.can_see_own, reading.own), name="training_own"),
    path(TRAINING + "my-training.csv", of_coalition(policies.can_see_own, reading.own_csv), name="training_own_csv"),
    path(TRAINING + "log/", of_coalition(policies.can_log, recording.log), name="training_log"),
    path(TRAINING + "from-file/", of_coalition(policies.can_log, importing.bring), name="training_file_new"),
    path(FILE, of_file(importing.look), name="training_file"),
    path(FILE + "columns/", of_file(importing.columns), name="training_file_columns"),
    path(FILE + "bring-in/", of_file(importing.bring_in), name="training_file_bring_in"),
    path(TRAINING + "all/", of_coalition(policies.can_see_records, reading.everybody), name="training_all"),
    path(TRAINING + "training.csv", of_coalition(policies.can_see_records, reading.everybody_csv), name="training_csv"),
    path(TRAINING + "to-verify/", of_coalition(policies.can_verify, reading.to_verify), name="training_verify"),
    path(TRAINING + "verify/", of_coalition(policies.can_verify, reading.verify), name="training_verify_these"),
    path(RECORD, of_record(policies.can_read_record, recording.record), name="training_record"),
    path(RECORD + "correct/", of_record(policies.can_change_record, recording.correct), name="training_correct"),
    path(RECORD + "withdraw/", of_record(policies.can_change_record, recording.withdraw), name="training_withdraw"),
    path(RECORD + "return/", of_record(policies.can_decide_record, recording.send_back), name="training_return"),
    path(
        RECORD + "certificate/", of_record(policies.can_read_record, recording.certificate), name="training_certificate"
    ),
]
