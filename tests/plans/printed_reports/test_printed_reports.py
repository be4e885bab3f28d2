"""The report of a walk as PDF: made by a worker for one reader, as they may read it that day."""

import io
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from coalitions.memberships.models.membership import Membership
from plans.assessments.models.assessment import AssessmentRead
from plans.book.actions import LEASE, claim_copy, forget_copies
from plans.printed_reports.actions import ask_report
from plans.printed_reports.models import PrintedReport
from plans.printed_reports.writers.report import NOT_YOURS, key_of, page_of, print_next, report_for
from safety_portal.core.accounts.models import User
from safety_portal.core.exports import paper
from safety_portal.core.states import WrongState
from tests import builders, walks

pytestmark = pytest.mark.django_db
needs_pango = pytest.mark.skipif(not paper.is_available(), reason="no Pango on this machine")


@pytest.fixture
def walk(coalition, settings, tmp_path):
    """Finished, with one finding and its photo."""
    settings.MEDIA_ROOT = tmp_path
    walk = walks.make_assessment(coalition=coalition, state="finished")
    photo = walks.make_photo(assessment=walk)
    answer = walks.make_answer(assessment=walk, note="Held by a wedge.", photos=[photo.sha256])
    walks.make_finding(assessment=walk, answer=answer, words="Held by a wedge.")
    return walk


@pytest.fixture
def officer(walk):
    return walk.lead.person.account


def again(account):
    """The account as the next request knows it."""
    return User.objects.get(pk=account.pk)


def ask(walk, account):
    return ask_report(assessment=walk, key=key_of(walk, reader=account), by=account)


def url(name, walk):
    return reverse(name, args=[walk.coalition.slug, walk.pk])


class TestAsking:
    def test_it_waits_for_a_worker(self, walk, officer):
        copy = ask(walk, officer)
        assert (copy.account, copy.assessment, copy.made_at) == (officer, walk, None)

    def test_twice_is_once(self, walk, officer):
        assert ask(walk, officer) == ask(walk, officer)
        assert PrintedReport.objects.count() == 1

    def test_each_reader_has_a_copy_of_their_own(self, walk, officer, administrator):
        assert ask(walk, officer) != ask(walk, administrator)

    @pytest.mark.parametrize("role", ["teacher", "official", "parent"])
    def test_not_who_does_not_read_it(self, walk, coalition, role):
        account = builders.make_member(coalition=coalition, role=role)
        with pytest.raises(PermissionDenied):
            ask_report(assessment=walk, key="0" * 64, by=account)
        assert not PrintedReport.objects.exists()

    def test_not_of_a_walk_under_way(self, coalition, officer):
        under_way = walks.make_assessment(coalition=coalition, state="walking")
        with pytest.raises(WrongState):
            ask_report(assessment=under_way, key="0" * 64, by=officer)

    def test_one_that_failed_is_tried_again(self, walk, officer):
        copy = ask(walk, officer)
        PrintedReport.objects.filter(pk=copy.pk).update(failed_at=timezone.now(), why="No.")
        assert ask(walk, officer).failed_at is None


class TestTheKey:
    def test_it_changes_with_what_the_report_says(self, walk, officer):
        before = key_of(walk, reader=officer)
        walks.make_finding(assessment=walk, item="digital.01", title="No radio")
        assert key_of(walk, reader=officer) != before

    def test_it_is_another_for_another_reader(self, walk, officer, administrator):
        assert key_of(walk, reader=officer) != key_of(walk, reader=administrator)

    def test_the_page_names_its_reader_and_its_photos(self, walk, officer):
        page, photos = page_of(walk, reader=officer)
        assert f"For {officer}" in page
        assert [f"picture:{photo.sha256}" in page for photo in photos] == [True]


@needs_pango
class TestPrinting:
    def test_a_worker_makes_it(self, walk, officer):
        copy = ask(walk, officer)
        assert print_next()
        copy.refresh_from_db()
        with copy.file.open() as file:
            printed = PdfReader(io.BytesIO(file.read()))
        assert copy.pages == len(printed.pages)
        words = printed.pages[0].extract_text()
        assert "Held by a wedge." in words
        assert "1 of 6 items needed something" in words.replace("\n", " ")

    def test_nothing_waits(self):
        assert not print_next()

    def test_what_changed_meanwhile_is_printed_as_it_is_now(self, walk, officer):
        copy = ask(walk, officer)
        walks.make_finding(assessment=walk, item="digital.01", title="No radio at all")
        print_next()
        copy.refresh_from_db()
        assert copy.key == key_of(walk, reader=again(officer))

    def test_who_left_meanwhile_gets_none(self, walk, officer):
        copy = ask(walk, officer)
        Membership.objects.filter(person__account=officer).update(ends_on=timezone.localdate())
        print_next()
        copy.refresh_from_db()
        assert (copy.why, copy.made_at) == (NOT_YOURS, None)

    def test_a_worker_that_fell_silent_loses_it(self, walk, officer):
        ask(walk, officer)
        now = timezone.now()
        first = claim_copy(now=now, of=PrintedReport)
        assert first
        assert claim_copy(now=now, of=PrintedReport) is None
        second = claim_copy(now=now + LEASE + timedelta(seconds=1), of=PrintedReport)
        assert (second.pk, second.attempts) == (first.pk, 2)

    def test_no_plan_is_printed_beside_it(self, walk, officer):
        ask(walk, officer)
        claim_copy(now=timezone.now(), of=PrintedReport)
        assert claim_copy(now=timezone.now()) is None

    def test_after_two_days_it_is_gone(self, walk, officer):
        ask(walk, officer)
        forget_copies(now=timezone.now() + timedelta(days=3))
        assert not PrintedReport.objects.exists()


class TestPages:
    @pytest.fixture
    def reader(self, client, officer):
        client.force_login(officer)
        return client

    def test_the_report_leads_there(self, reader, walk):
        page = reader.get(url("finding_report", walk)).content.decode()
        assert f'href="{url("printed_report", walk)}"' in page

    def test_nothing_asked_for_yet(self, reader, walk):
        assert "Make the PDF" in reader.get(url("printed_report", walk)).content.decode()
        answer = reader.get(url("printed_report_file", walk))
        assert answer.url == url("printed_report", walk)

    def test_asked_for_it_waits(self, reader, walk):
        assert reader.post(url("printed_report_ask", walk)).url == url("printed_report", walk)
        page = reader.get(url("printed_report", walk)).content.decode()
        assert "Your PDF is being made" in page

    @needs_pango
    def test_made_it_is_given_and_that_is_written_down(self, reader, walk, officer):
        reader.post(url("printed_report_ask", walk))
        print_next()
        before = AssessmentRead.objects.count()
        answer = reader.get(url("printed_report_file", walk))
        assert b"".join(answer.streaming_content).startswith(b"%PDF-")
        read = AssessmentRead.objects.latest("pk")
        assert AssessmentRead.objects.count() == before + 1
        assert (read.account, read.assessment) == (officer, walk)

    def test_why_none_could_be_made(self, reader, walk, officer):
        copy = ask(walk, officer)
        PrintedReport.objects.filter(pk=copy.pk).update(failed_at=timezone.now(), why="Too large.")
        page = reader.get(url("printed_report", walk)).content.decode()
        assert "Too large." in page
        assert "Try again" in page

    def test_the_file_of_another_reader_is_not_given(self, client, walk, officer, administrator):
        ask(walk, officer)
        client.force_login(administrator)
        assert "Make the PDF" in client.get(url("printed_report", walk)).content.decode()
        assert report_for(walk, reader=again(administrator)) is None

    @pytest.mark.parametrize("name", ["printed_report", "printed_report_file"])
    def test_a_walk_under_way_has_none(self, reader, coalition, name):
        under_way = walks.make_assessment(coalition=coalition, state="walking")
        assert reader.get(url(name, under_way)).status_code == 409

    @pytest.mark.parametrize("role", ["teacher", "official", "parent", "health"])
    def test_who_reads_nothing_restricted_learns_nothing(self, client, walk, coalition, role):
        client.force_login(builders.make_member(coalition=coalition, role=role))
        assert client.get(url("printed_report", walk)).status_code == 404
        assert client.post(url("printed_report_ask", walk)).status_code == 404
