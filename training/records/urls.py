"""Addresses of training records."""

from django.urls import path

from coalitions.coalition.gates import of_coalition
from safety_portal.core.authority import Policy, View, gate
from training.records import policies
from training.records.gates import TRAINING
from training.records.queries import fetch_record
from training.records.views import lists, recording, verifying


def of_record(policy: Policy, view: View) -> View:
    return gate(policy, view, fetch=fetch_record)


RECORD = TRAINING + "<int:record>/"


urlpatterns = [
    path(TRAINING, of_coalition(policies.can_see_own, lists.own), name="record_own"),
    path(
        TRAINING + "my-training.csv",
        of_coalition(policies.can_see_own, lists.own_csv),
        name="record_own_csv",
    ),
    path(TRAINING + "log/", of_coalition(policies.can_log, recording.log), name="record_log"),
    path(
        TRAINING + "all/",
        of_coalition(policies.can_see_records, lists.everybody),
        name="record_all",
    ),
    path(
        TRAINING + "training.csv",
        of_coalition(policies.can_see_records, lists.everybody_csv),
        name="record_all_csv",
    ),
    path(
        TRAINING + "to-verify/",
        of_coalition(policies.can_verify, verifying.to_verify),
        name="record_to_verify",
    ),
    path(
        TRAINING + "verify/",
        of_coalition(policies.can_verify, verifying.verify),
        name="record_verify",
    ),
    path(RECORD, of_record(policies.can_read_record, recording.record), name="record"),
    path(
        RECORD + "correct/",
        of_record(policies.can_change_record, recording.correct),
        name="record_correct",
    ),
    path(
        RECORD + "withdraw/",
        of_record(policies.can_change_record, recording.withdraw),
        name="record_withdraw",
    ),
    path(
        RECORD + "return/",
        of_record(policies.can_decide_record, verifying.send_back),
        name="record_return",
    ),
    path(
        RECORD + "certificate/",
        of_record(policies.can_read_record, recording.certificate),
        name="record_certificate",
    ),
]
