"""Addresses of training records."""

from django.urls import path

from coalitions.coalition.gates import of_coalition
from safety_portal.core.authority import gate
from training.records import policies
from training.records.gates import TRAINING
from training.records.queries import fetch_record
from training.records.views import reading, recording, verifying


def of_record(policy, view):
    return gate(policy, view, fetch=fetch_record)


RECORD = TRAINING + "<int:record>/"


urlpatterns = [
    path(TRAINING, of_coalition(policies.can_see_own, reading.own), name="training_own"),
    path(
        TRAINING + "my-training.csv",
        of_coalition(policies.can_see_own, reading.own_csv),
        name="training_own_csv",
    ),
    path(TRAINING + "log/", of_coalition(policies.can_log, recording.log), name="training_log"),
    path(
        TRAINING + "all/",
        of_coalition(policies.can_see_records, reading.everybody),
        name="training_all",
    ),
    path(
        TRAINING + "training.csv",
        of_coalition(policies.can_see_records, reading.everybody_csv),
        name="training_csv",
    ),
    path(
        TRAINING + "to-verify/",
        of_coalition(policies.can_verify, verifying.to_verify),
        name="training_verify",
    ),
    path(
        TRAINING + "verify/",
        of_coalition(policies.can_verify, verifying.verify),
        name="training_verify_these",
    ),
    path(RECORD, of_record(policies.can_read_record, recording.record), name="training_record"),
    path(
        RECORD + "correct/",
        of_record(policies.can_change_record, recording.correct),
        name="training_correct",
    ),
    path(
        RECORD + "withdraw/",
        of_record(policies.can_change_record, recording.withdraw),
        name="training_withdraw",
    ),
    path(
        RECORD + "return/",
        of_record(policies.can_decide_record, verifying.send_back),
        name="training_return",
    ),
    path(
        RECORD + "certificate/",
        of_record(policies.can_read_record, recording.certificate),
        name="training_certificate",
    ),
]
