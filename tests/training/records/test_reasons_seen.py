"""A record is withdrawn or returned with words that somebody can see, or not at all."""

import pytest

from safety_portal.core.refusals import Refused
from tests import builders
from training.records.actions import recording, verifying
from training.records.lifecycle import RecordState

pytestmark = pytest.mark.django_db
UNSEEN = ["", " \n", "\u200b", "\u202e\u200d"]


@pytest.fixture
def sro(coalition):
    return builders.make_member(coalition=coalition, role="sro")


@pytest.fixture
def record(coalition, sro):
    return builders.make_record(person=sro.people.get(), coalition=coalition, entered_by=sro)


@pytest.mark.parametrize("reason", UNSEEN)
def test_a_record_is_not_withdrawn_for_no_reason(record, sro, reason):
    with pytest.raises(Refused, match="Say why this record is withdrawn") as no:
        recording.withdraw_record(record=record, reason=reason, by=sro)
    record.refresh_from_db()
    assert (no.value.field, record.state) == ("reason", RecordState.TO_VERIFY)


@pytest.mark.parametrize("reason", UNSEEN)
def test_a_record_is_not_returned_for_no_reason(record, administrator, reason):
    with pytest.raises(Refused, match="Say what is missing or wrong") as no:
        verifying.return_record(record=record, reason=reason, by=administrator)
    record.refresh_from_db()
    assert (no.value.field, record.state) == ("reason", RecordState.TO_VERIFY)


def test_a_reason_is_kept_as_it_was_typed(record, administrator):
    verifying.return_record(record=record, reason=" The day\nis wrong. ", by=administrator)
    record.refresh_from_db()
    assert record.reason == "The day\nis wrong."
