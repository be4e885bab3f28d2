"""A transcript becomes records to verify: previewed, all or nothing, once.

By whoever may, for whom they may.
"""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from coalitions.people.models import RosterIdentity
from safety_portal.core.audit.models import AuditRow
from safety_portal.core.states import WrongState
from tests import builders
from training.courses import actions
from training.courses.models import Course
from training.records.actions import recording, verifying
from training.records.models import TrainingRecord
from training.transcripts.actions import importing
from training.transcripts.comparison import compare
from training.transcripts.course_index import fema_number
from training.transcripts.models import TrainingFile
from training.transcripts.readers.transcripts import read_transcript

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 22)
HEADER = "Email,Date,Course,Hours,Status,Expires\n"


@pytest.fixture
def person(cast):
    return cast.sro.people.get()


def transcript(text, header=HEADER):
    return read_transcript((header + text).encode(), on=TODAY)


def bring_in(text, coalition, *, by=None, person=None, header=HEADER, **rest):
    return importing.import_training(
        transcript=transcript(text, header), coalition=coalition, person=person, by=by, on=TODAY, name="list.csv", **rest
    )  # fmt: skip


def logged():
    rows = TrainingRecord.objects.order_by("pk").select_related("person", "course")
    return [
        (
            r.person.name,
            r.course.title,
            str(r.held_on),
            r.hours,
            r.expires_on,
            r.state,
            r.source_row,
        )
        for r in rows
    ]


def written():
    return [model.objects.count() for model in (TrainingRecord, Course, TrainingFile, AuditRow)]


def test_rows_become_records_to_verify_with_their_file_and_row(coalition, cast):
    course = builders.make_course(title="First Aid / CPR", hours=Decimal("4"), validity_months=24)
    mail = [cast.sro.email, cast.teacher.email.upper()]
    text = (
        f"{mail[0]},1/5/2026,first aid cpr,,Passed,\n{mail[1]},1/6/2026,Radio drill,2,Completed,\n"
        f"{mail[0]},1/5/2019,Radio Drill,1,Expired,1/5/2020\n"
    )
    done = bring_in(text, coalition)
    sro, teacher = cast.sro.people.get(), cast.teacher.people.get()
    assert logged() == [
        (sro.name, "First Aid / CPR", "2026-01-05", Decimal("4"), date(2028, 1, 5), "to_verify", 2),
        (teacher.name, "Radio drill", "2026-01-06", Decimal("2"), None, "to_verify", 3),
        (sro.name, "Radio drill", "2019-01-05", Decimal("1"), date(2020, 1, 5), "to_verify", 4),
    ]
    assert (done.counts["created"], done.counts["lapsed"], done.counts["courses"]) == (3, 1, 1)
    own = Course.objects.get(title="Radio drill")
    assert (own.coalition, own.code, own.hours, course.pk != own.pk) == (
        coalition,
        "radio-drill",
        None,
        True,
    )
    [row] = AuditRow.objects.filter(action="training.brought_in")
    assert (row.scope, row.detail["created"]) == (coalition.pk, 3)


def test_the_same_file_again_writes_nothing_not_even_an_audit_row(coalition, cast):
    text = f"{cast.sro.email},1/5/2026,Radio drill,2,Passed,\n"
    bring_in(text, coalition)
    before = written()
    assert bring_in(text, coalition).counts["unchanged"] == 1
    assert written() == before


def test_a_newer_file_changes_only_what_a_file_brought_and_nobody_decided(coalition, cast):
    mail = cast.sro.email
    days = "".join(f"{mail},1/{day}/2026,Radio drill,2,Passed,\n" for day in (1, 2, 3, 4))
    bring_in(days, coalition)
    builders.make_record(
        person=cast.sro.people.get(),
        coalition=coalition,
        course=Course.objects.get(code="radio-drill"),
        held_on=date(2026, 1, 9),
        hours=Decimal("2"),
    )
    verified, withdrawn, corrected = TrainingRecord.objects.order_by("held_on")[:3]
    verifying.verify_records(records=[verified], by=cast.administrator)
    recording.withdraw_record(record=withdrawn, reason="Twice.", by=cast.sro)
    recording.correct_record(
        record=corrected, course=corrected.course, held_on=corrected.held_on, hours=Decimal("1"), version=1, by=cast.sro, on=TODAY
    )  # fmt: skip
    done = bring_in(
        (days + f"{mail},1/9/2026,Radio drill,2,Passed,\n").replace(",2,", ",3,"), coalition
    )
    assert [(skip.row, skip.reason) for skip in done.skipped] == [
        (2, "It is verified here with 2 hours; correct it on its page if the file is right."),
        (3, "It was withdrawn here. Log it by hand if it counts after all."),
        (4, "It is logged by hand here with 1 hour; correct it on its page if the file is right."),
        (6, "It is logged by hand here with 2 hours; correct it on its page if the file is right."),
    ]
    hours = TrainingRecord.objects.order_by("held_on").values_list("hours", "state", "version")
    assert [(float(hours), state, version) for hours, state, version in hours] == [
        (2, "verified", 2), (2, "withdrawn", 2), (1, "to_verify", 2), (3, "to_verify", 2), (2, "to_verify", 1),
    ]  # fmt: skip


def test_what_cannot_be_placed_is_said(coalition, cast, outsider):
    mail = cast.sro.email
    done = bring_in(
        f"{mail},1/5/2026,Radio drill,2,Passed,\n{mail},1/5/2026,RADIO DRILL,2,Passed,\n"
        f"{outsider.email},1/5/2026,Radio drill,2,Passed,\n,1/5/2026,Radio drill,2,Passed,\n"
        f"{mail},1/6/2026,Never heard of,,Passed,\nB-7,1/6/2026,Radio drill,2,Passed,\n",
        coalition,
    )
    assert (done.counts["created"], done.counts["courses"]) == (1, 1)
    assert [(skip.row, skip.reason) for skip in done.skipped] == [
        (3, "The same course on the same day stands in row 2; it counts once.")
    ]
    assert [(refusal.row, refusal.field) for refusal in done.rejected] == [
        (4, "person"), (5, "person"), (6, "hours"), (7, "person"),
    ]  # fmt: skip
    RosterIdentity.objects.create(
        district=coalition.district,
        source="sis",
        sourced_id="B-7",
        person=cast.teacher.people.get(),
    )
    assert bring_in("B-7,1/6/2026,Radio drill,2,Passed,\n", coalition).counts["created"] == 1


def test_courses_of_fema_are_known_by_their_number(coalition, person):
    actions.load_catalogue(by=None)
    text = "8/11/2016,IS 00700 National Incident Management System,3\n8/11/2016,IS-00100 Introduction,3\n8/12/2016,IS-200.b ICS,4\n"
    done = bring_in(text, coalition, person=person, header="Date,Course,Hours\n")
    assert [each.course.code for each in done.new] == ["fema_is_700", "fema_is_100", "fema_is_200"]
    assert [
        fema_number(name) for name in ("This 100", "IS100", "is-1300.a", "IST 5", "IS-SCa")
    ] == [0, 100, 1300, 0, 0]


def test_a_transcript_of_one_person_takes_no_rows_of_somebody_else(coalition, cast, person):
    mails = (cast.sro.email, cast.teacher.email, "77")
    text = "".join(
        f"{mail},1/{day}/2026,Radio drill,2,Passed,\n" for day, mail in enumerate(mails, start=5)
    )
    done = bring_in(text, coalition, person=person, by=cast.sro)
    assert (done.counts["created"], done.people) == (2, {person.pk})
    assert [skip.reason for skip in done.skipped] == [
        f"It is the training of somebody else: {cast.teacher.email}."
    ]


def test_who_may_bring_in_for_whom(coalition, cast):
    text = "1/5/2026,Radio drill,2\n"
    teacher = cast.teacher.people.get()
    allowed = {}
    for role in ("administrator", "sro", "teacher", "fire", "official", "parent"):
        by = getattr(cast, role)
        for whose, person in (("own", by.people.get()), ("other", teacher), ("rows", None)):
            if (role, whose) != ("teacher", "other"):
                try:
                    bring_in(text, coalition, by=by, person=person, header="Date,Course,Hours\n")
                except PermissionDenied:
                    continue
                allowed.setdefault(role, []).append(whose)
    everything = ["own", "other", "rows"]
    assert allowed == {
        "administrator": everything,
        "sro": everything,
        "teacher": ["own"],
        "fire": ["own"],
    }


def test_a_file_is_brought_in_once_and_only_as_it_was_shown(coalition, cast, person):
    text = "1/5/2026,Radio drill,2\n"
    given = {"coalition": coalition, "person": person, "by": cast.sro}
    file = importing.keep_training_file(**given, name="a.csv", content=b"x")
    seen = compare(
        transcript=transcript(text, "Date,Course,Hours\n"),
        coalition=coalition,
        person=person,
        on=TODAY,
    ).digest
    course = builders.make_course(title="Radio drill", coalition=coalition)
    builders.make_record(
        person=person, coalition=coalition, course=course, held_on=date(2026, 1, 5)
    )
    before = written()
    with pytest.raises(WrongState, match="look again"):
        bring_in(text, header="Date,Course,Hours\n", file=file, expected=seen, **given)
    assert written() == before
    bring_in("1/6/2026,Radio drill,2\n", header="Date,Course,Hours\n", file=file, **given)
    with pytest.raises(WrongState, match="imported already"):
        bring_in(text, header="Date,Course,Hours\n", file=file, **given)


def test_half_an_import_is_none(coalition, cast, monkeypatch):
    def fail(**kwargs):
        raise RuntimeError("the disk is full")

    before = written()
    monkeypatch.setattr("safety_portal.core.imports.actions.record", fail)
    with pytest.raises(RuntimeError):
        bring_in(f"{cast.sro.email},1/5/2026,Radio drill,2,Passed,\n", coalition)
    assert written() == before


def test_a_thousand_rows_cost_the_queries_of_one(coalition, cast):
    def cost(rows, year):
        lines = "".join(
            f"{cast.sro.email},1/{1 + row % 28}/{year},Radio {year} {row // 28},2,Passed,\n"
            for row in range(rows)
        )
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert bring_in(lines, coalition).counts["created"] == rows
        return len(queries)

    assert cost(1000, 2024) == cost(1, 2023) == 11
