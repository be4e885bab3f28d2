"""Logging, correcting, withdrawing, verifying and returning: rows, audit rows and mail."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from safety_portal.core.audit.models import AuditRow
from safety_portal.core.files.uploads import accept_document
from safety_portal.core.notices.models import Message
from safety_portal.core.refusals import Refused
from safety_portal.core.states import WrongState
from safety_portal.portal.reminders.obligations import owed
from tests import builders
from training.courses import actions
from training.courses.models import Course
from training.records.actions import recording, verifying
from training.records.lifecycle import RECORD_MOVES, RecordState
from training.records.models import TrainingRecord

TODAY = date(2026, 11, 22)
pytestmark = pytest.mark.django_db


@pytest.fixture
def course():
    return builders.make_course(title="First aid refresher", hours=Decimal("4"), validity_months=24)


@pytest.fixture
def person(cast):
    return cast.sro.people.get()


def log(person, coalition, course, **changed):
    given = {"held_on": TODAY, "by": person.account, "on": TODAY, **changed}
    return recording.log_training(person=person, coalition=coalition, course=course, **given)


def test_a_training_is_logged_with_the_hours_of_its_course_until_it_expires(
    person, coalition, course
):
    record = log(person, coalition, course, held_on=TODAY - timedelta(days=6))
    record.refresh_from_db()
    assert (record.hours, record.held_on, record.expires_on) == (
        Decimal("4"),
        date(2026, 11, 16),
        date(2028, 11, 16),
    )
    assert (record.state, record.entered_by) == (RecordState.TO_VERIFY, person.account)
    row = AuditRow.objects.about(record).get()
    assert (row.action, row.by_id, row.scope, row.detail["held_on"]) == (
        "training.logged",
        person.account_id,
        coalition.pk,
        "2026-11-16",
    )


@pytest.mark.parametrize(
    ("field", "changed"),
    [
        ("held_on", {"held_on": TODAY + timedelta(days=1)}),
        ("held_on", {"held_on": date(1926, 11, 22)}),
        ("hours", {"hours": Decimal("0")}),
        ("hours", {"hours": Decimal("-2")}),
        ("hours", {"hours": Decimal("1.1")}),
        ("hours", {"hours": Decimal("201")}),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(
    person, coalition, course, field, changed
):
    with pytest.raises(Refused) as refused:
        log(person, coalition, course, **changed)
    assert refused.value.field == field
    assert (TrainingRecord.objects.count(), AuditRow.objects.count()) == (0, 0)


def test_a_certificate_goes_with_the_record_that_was_not_written(
    person, coalition, course, settings, tmp_path
):
    settings.MEDIA_ROOT = tmp_path
    certificate = accept_document(SimpleUploadedFile("card.pdf", b"%PDF-1.7 card"))
    record = log(person, coalition, course, certificate=certificate)
    [kept] = builders.stored(tmp_path)
    with pytest.raises(recording.AlreadyLogged):
        log(person, coalition, course, certificate=certificate)
    other = log(person, coalition, course, held_on=TODAY - timedelta(days=1))
    changed = {
        "course": course,
        "held_on": TODAY,
        "hours": Decimal("1"),
        "version": 1,
        "by": person.account,
        "on": TODAY,
    }
    with pytest.raises(recording.AlreadyLogged):
        recording.correct_record(record=other, certificate=certificate, **changed)
    assert builders.stored(tmp_path) == [kept] == [record.certificate.name.rpartition("/")[2]]


def test_a_certificate_that_is_replaced_leaves_the_disk_with_the_commit(
    person, coalition, course, settings, tmp_path, django_capture_on_commit_callbacks
):
    settings.MEDIA_ROOT = tmp_path
    first, second = (
        accept_document(SimpleUploadedFile("card.pdf", b"%PDF-1.7 " + name))
        for name in (b"one", b"two")
    )
    record = log(person, coalition, course, certificate=first)
    told = {
        "course": course,
        "held_on": TODAY,
        "hours": Decimal("1"),
        "by": person.account,
        "on": TODAY,
    }
    with django_capture_on_commit_callbacks() as waiting, pytest.raises(recording.Stale):
        recording.correct_record(record=record, certificate=second, version=9, **told)
    with django_capture_on_commit_callbacks(execute=True):
        recording.correct_record(record=record, version=1, **told)
    before = builders.stored(tmp_path)
    with django_capture_on_commit_callbacks(execute=True):
        corrected = recording.correct_record(record=record, certificate=second, version=2, **told)
    assert waiting == []
    assert before == [record.certificate.name.rpartition("/")[2]]
    assert builders.stored(tmp_path) == [corrected.certificate.name.rpartition("/")[2]] != before


def test_a_course_without_hours_asks_for_them(person, coalition):
    with pytest.raises(Refused, match="no hours of its own"):
        log(person, coalition, builders.make_course(hours=None))


def test_the_same_course_on_the_same_day_is_logged_once_and_again_after_a_withdrawal(
    person, coalition, course
):
    first = log(person, coalition, course)
    with pytest.raises(recording.AlreadyLogged) as refused:
        log(person, coalition, course)
    assert refused.value.record == first
    recording.withdraw_record(record=first, reason="Wrong person.", by=person.account)
    assert log(person, coalition, course).pk != first.pk


def test_a_correction_is_verified_again_and_the_history_keeps_what_it_said(
    person, coalition, course, administrator
):
    record = log(person, coalition, course)
    verifying.verify_records(records=[record], by=administrator)
    record.refresh_from_db()
    corrected = recording.correct_record(
        record=record,
        course=course,
        held_on=TODAY - timedelta(days=1),
        hours=Decimal("3.5"),
        version=record.version,
        by=person.account,
        on=TODAY,
    )
    assert (corrected.state, corrected.decided_by, corrected.hours) == (
        RecordState.TO_VERIFY,
        None,
        Decimal("3.5"),
    )
    before = AuditRow.objects.about(record).first().detail["before"]
    assert before == {"course": course.code, "held_on": "2026-11-22", "hours": "4.00"}


def test_a_correction_over_a_newer_state_is_refused(person, coalition, course, administrator):
    record = log(person, coalition, course)
    verifying.verify_records(records=[record], by=administrator)
    with pytest.raises(recording.Stale) as refused:
        recording.correct_record(
            record=record,
            course=course,
            held_on=TODAY,
            hours=Decimal("1"),
            version=1,
            by=person.account,
            on=TODAY,
        )
    assert refused.value.record.state == RecordState.VERIFIED


def test_an_administrator_verifies_others_but_not_the_own_record(
    person, coalition, course, administrator
):
    theirs = log(person, coalition, course)
    own = log(administrator.people.get(), coalition, course)
    assert verifying.verify_records(records=[theirs, own], by=administrator) == [theirs]
    states = {record.pk: record.state for record in TrainingRecord.objects.all()}
    assert states == {theirs.pk: RecordState.VERIFIED, own.pk: RecordState.TO_VERIFY}
    with pytest.raises(Refused, match="your own record"):
        verifying.return_record(record=own, reason="No.", by=administrator)


def test_a_returned_record_tells_its_reason_first_and_once(
    person, coalition, course, administrator
):
    record = log(person, coalition, course)
    verifying.return_record(
        record=record, reason="The photo shows another course.", by=administrator
    )
    message = Message.objects.get()
    assert message.to_address == person.account.email
    assert message.text.splitlines()[2] == "The photo shows another course."
    with pytest.raises(WrongState, match="returned already"):
        verifying.return_record(record=record, reason="Again.", by=administrator)
    assert Message.objects.count() == 1


def test_the_table_of_moves_decides_every_pair():
    pairs = {(old, new) for old in RecordState for new in RecordState if new in RECORD_MOVES[old]}
    assert set(RECORD_MOVES) == set(RecordState)
    assert not any(old == RecordState.WITHDRAWN for old, _ in pairs)
    assert {new for old, new in pairs if old == RecordState.RETURNED} == {
        RecordState.TO_VERIFY,
        RecordState.WITHDRAWN,
    }


def test_loading_the_starter_catalogue_again_changes_nothing_and_mends_what_was_changed():
    count = actions.load_catalogue(by=None)
    before = list(Course.objects.filter(coalition=None).order_by("pk").values())
    assert {row["code"] for row in before} >= {"fema_is_100", "nasro_basic", "cpr_aed"}
    Course.objects.filter(code="cpr_aed").update(title="Something else")
    assert actions.load_catalogue(by=None) == count == len(before)
    assert list(Course.objects.filter(coalition=None).order_by("pk").values()) == before


def test_an_administrator_is_asked_to_verify_others_records_never_the_own(
    person, coalition, course, administrator
):
    log(administrator.people.get(), coalition, course)
    assert list(owed(scopes=[coalition.pk], accounts=[administrator.pk], on=TODAY)) == []
    log(person, coalition, course)
    asked = list(owed(scopes=[coalition.pk], accounts=[administrator.pk], on=TODAY))
    assert [each.title for each in asked] == ["Verify 1 training record"]


def test_what_is_logged_already_is_told_with_its_year(person, coalition, course):
    log(person, coalition, course, held_on=date(2025, 11, 3))
    with pytest.raises(recording.AlreadyLogged, match=r"on November 3, 2025 is logged already\."):
        log(person, coalition, course, held_on=date(2025, 11, 3))
