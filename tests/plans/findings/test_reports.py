"""Reports of somebody else: attached once, their findings entered once, bad input in a sentence."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import InternalError, transaction
from django.urls import reverse
from django.utils import timezone

from plans.findings.actions import reports
from plans.findings.models import Finding, OutsideReport
from safety_portal.core.audit.models import AuditRow
from safety_portal.core.files.uploads import Upload
from safety_portal.core.refusals import Refused
from tests import builders
from tests.plugins.databases import as_owner

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def pdf(content=b"%PDF-1.7 marshal"):
    return Upload(content, "pdf", "application/pdf")


def attach(site, **more):
    said = {"title": "Inspection", "source": "Fire marshal", "dated_on": TODAY, "file": pdf()}
    return reports.attach_report(**{"coalition": site.school, "by": site.sro} | said | more)


@pytest.fixture
def report(site):
    return attach(site)


def enter(report, by, **more):
    said = {"title": "Exit blocked", "layer": "building"}
    return reports.enter_finding(report=report, by=by, **said | more)


def test_the_same_content_at_another_school_is_another_report(site, report):
    assert attach(site, coalition=site.district, by=_office(site)) != report


def _office(site):
    return builders.make_member(coalition=site.district, role="administrator")


def test_the_same_content_again_keeps_the_first_words_and_one_file(site, report, tmp_path):
    before = builders.stored(tmp_path)
    assert attach(site, title="Another title") == report
    report.refresh_from_db()
    assert report.title == "Inspection"
    assert builders.stored(tmp_path) == before
    assert AuditRow.objects.filter(action="outside_report.attached").count() == 1


@pytest.mark.django_db(transaction=True)
def test_sent_twice_at_once_it_is_attached_once(site, run_at_once):
    assert len({each.pk for each in run_at_once(lambda: attach(site), times=3)}) == 1
    assert OutsideReport.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"title": "\u202e"}, "title"),
        ({"source": "\u200b \u2060"}, "source"),
        ({"dated_on": TODAY + timedelta(days=1)}, "dated_on"),
        ({"dated_on": TODAY.replace(year=1, day=1)}, "dated_on"),
        ({"dated_on": TODAY.replace(year=1949, day=1)}, "dated_on"),
    ],
)
def test_what_cannot_be_a_report_is_said_at_its_field(site, tmp_path, wrong, field):
    with pytest.raises(Refused) as refused:
        attach(site, **wrong)
    assert refused.value.field == field
    assert str(refused.value).endswith(".")
    assert builders.stored(tmp_path) == []


def test_titles_are_one_tidy_line(site):
    made = attach(site, title=" Inspection\n\u202e2026 ", source="Fire\tmarshal")
    assert str(made) == "Inspection 2026, Fire marshal"


def test_the_same_words_in_two_buildings_are_two_findings(site, report):
    gym, annex = (enter(report, site.sro, building=name) for name in ("Gym", "Annex"))
    assert gym != annex
    assert Finding.objects.count() == 2


def test_the_same_words_at_two_places_are_two_findings(report, site):
    enter(report, site.sro, place="Room 1")
    enter(report, site.sro, place="Room 2")
    assert Finding.objects.count() == 2


@pytest.mark.parametrize(
    "again",
    [
        {},
        {"title": "EXIT  blocked"},
        {"place": "Room  2 "},
        {"building": " gym"},
        {"words": "Said otherwise.", "severity": 4},
    ],
)
def test_sent_twice_it_is_entered_once_whatever_the_spaces(report, site, again):
    said = {"building": "Gym", "place": "Room 2"}
    first = enter(report, site.sro, **said)
    assert enter(report, site.sro, **said | again) == first
    assert AuditRow.objects.filter(action="finding.entered").count() == 1


def test_it_is_found_on_the_day_of_the_report(site):
    day = TODAY - timedelta(days=40)
    entered = enter(attach(site, dated_on=day), site.sro, severity=4, sureness="sure")
    assert (entered.found_on, entered.severity, entered.sureness) == (day, 4, "sure")


@pytest.mark.parametrize("severity", [0, 5, -1])
def test_how_bad_it_is_goes_from_one_to_four(report, site, severity):
    with pytest.raises(Refused, match="from 1 to 4") as refused:
        enter(report, site.sro, severity=severity)
    assert refused.value.field == "severity"


def test_a_title_that_nobody_sees_is_none(report, site):
    with pytest.raises(Refused, match="Say what was found"):
        enter(report, site.sro, title="\u200b\u202e")
    assert not Finding.objects.exists()


def post(client, name, *args, **said):
    return client.post(reverse(name, args=args), said)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"title": ""}, "title"),
        ({"title": "x" * 301}, "title"),
        ({"layer": "roof"}, "layer"),
        ({"severity": "9"}, "severity"),
        ({"severity": "x"}, "severity"),
        ({"sureness": "very"}, "sureness"),
        ({"building": "x" * 121}, "building"),
        ({"words": "x" * 2001}, "words"),
    ],
)
def test_bad_input_loses_nothing_that_was_typed(walker, site, report, wrong, field):
    said = {"title": "Exit blocked", "layer": "building", "place": "Behind the stage"} | wrong
    answer = post(walker, "finding_enter", site.school.slug, report.pk, **said)
    assert answer.status_code == 422
    assert [*answer.context["form"].errors] == [field]
    assert "Behind the stage" in answer.content.decode()
    assert not Finding.objects.exists()


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.heic", b"\0\0\0\x18ftypheic broken"), ("a.pdf", b""), ("a.exe", b"MZ" * 40)],
)
def test_a_file_that_is_none_is_said_at_the_file(walker, site, name, content):
    said = {"title": "Inspection", "source": "Insurer", "dated_on": TODAY.isoformat()}
    said["file"] = SimpleUploadedFile(name, content)
    answer = post(walker, "finding_attach_report", site.school.slug, **said)
    assert answer.status_code == 422
    assert [*answer.context["form"].errors] == ["file"]
    assert 'value="Insurer"' in answer.content.decode()


def test_a_date_of_another_century_is_a_sentence_on_the_page(walker, site):
    said = {"title": "Inspection", "source": "Insurer", "dated_on": "0001-01-01"}
    said["file"] = SimpleUploadedFile("a.pdf", b"%PDF-1.7 found")
    answer = post(walker, "finding_attach_report", site.school.slug, **said)
    assert answer.status_code == 422
    assert "The year 1 is not one of a report in use" in answer.content.decode()


def test_a_report_is_never_changed(report):
    with as_owner(), pytest.raises(InternalError, match="Cannot update"), transaction.atomic():
        OutsideReport.objects.filter(pk=report.pk).update(title="Other")
