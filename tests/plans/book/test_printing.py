"""A copy as PDF.

Made by a worker, known by what is printed, given to nobody whose page would be another today.
"""

import io
import re
from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from coalitions.access.grants import view_as
from coalitions.access.roles import MEMBERS, RESTRICTED
from coalitions.memberships.models.membership import Membership
from plans.book import actions, policies
from plans.book.models import Phase, PrintedCopy
from plans.book.writers.printing import copy_for, key_of, print_next
from plans.editions.lifecycle import EditionStatus
from plans.editions.models.distribution import Distribution, RestrictedRead
from plans.editions.models.edition import Edition
from plans.writing.actions.editing import save_section
from safety_portal.core.accounts.models import User
from safety_portal.core.exports import paper, press
from tests import builders
from tests.architecture import house

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not paper.is_available(), reason="no Pango on this machine"),
]


@pytest.fixture
def edition(plan, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    edition = builders.make_edition(plan=plan)
    builders.make_section(
        edition=edition, title="Lockdown", html="<p>Lock the door.</p>", sensitivity=MEMBERS
    )
    builders.make_section(
        edition=edition, title="Vault", html="<p>Key in room 9.</p>", sensitivity=RESTRICTED
    )
    builders.force_status(edition, EditionStatus.IN_REVIEW)
    return Edition.objects.select_related(
        "plan__coalition__district", "plan__coalition__school"
    ).get(pk=edition.pk)


def again(account):
    """The account as the next request knows it."""
    return User.objects.get(pk=account.pk)


def address(edition, name="book_print"):
    rest = ["pdf"] if name == "book_download" else []
    return reverse(name, args=["juniper", edition.plan_id, edition.number, *rest])


def ask(edition, account):
    return actions.ask_copy(edition=edition, key=key_of(edition, reader=account), by=account)


def text_of(response):
    content = b"".join(response.streaming_content)
    return " ".join(
        " ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages).split()
    )


def test_a_press_a_page_that_tells_and_the_file_and_the_second_press_is_the_file_at_once(
    edition, cast, client
):
    client.force_login(cast.fire)
    assert client.post(address(edition, "book_print_ask")).url == address(edition)
    assert "Waiting." in client.get(address(edition)).content.decode()
    assert client.get(address(edition, "book_download")).url == address(edition)
    assert (RestrictedRead.objects.count(), print_next(), print_next()) == (0, True, False)
    page = client.get(address(edition)).content.decode()
    assert ("Your PDF is ready" in page, "data-waiting" in page) == (True, False)
    file = client.get(address(edition, "book_download"))
    assert (
        file["Content-Disposition"]
        == 'attachment; filename="emergency-operations-plan-edition-1.pdf"'
    )
    assert "Key in room 9." in text_of(file)
    assert list(RestrictedRead.objects.values_list("account", "section_title", "channel")) == [
        (cast.fire.pk, "Vault", "downloaded")
    ]
    assert client.post(address(edition, "book_print_ask")).url == address(edition, "book_download")
    assert PrintedCopy.objects.get().pages == len(
        PdfReader(PrintedCopy.objects.get().file.open()).pages
    )


def test_the_pdf_is_tagged_with_bookmarks_and_page_numbers(edition, cast, client):
    ask(edition, cast.fire)
    print_next()
    client.force_login(cast.fire)
    content = b"".join(client.get(address(edition, "book_download")).streaming_content)
    reader = PdfReader(io.BytesIO(content))
    assert bool(reader.trailer["/Root"]["/MarkInfo"]["/Marked"])
    assert b"pdfuaid" in reader.trailer["/Root"]["/Metadata"].get_data()
    assert "Lockdown" in [entry.title for entry in reader.outline if not isinstance(entry, list)]
    assert "Record of changes" in "".join(page.extract_text() for page in reader.pages)


def test_taking_the_copy_in_force_is_distribution_and_does_not_make_it_another_copy(
    edition, cast, client
):
    builders.force_status(edition, EditionStatus.IN_FORCE)
    edition.refresh_from_db()
    ask(edition, cast.teacher)
    print_next()
    client.force_login(cast.teacher)
    before = key_of(edition, reader=again(cast.teacher))
    assert client.get(address(edition, "book_download")).status_code == 200
    assert list(Distribution.objects.values_list("account", "channel")) == [
        (cast.teacher.pk, "downloaded")
    ]
    assert key_of(edition, reader=again(cast.teacher)) == before
    assert client.get(address(edition, "book_download")).status_code == 200


def test_who_may_read_less_by_now_is_not_given_what_was_made_before(edition, cast, client):
    builders.make_member(coalition=edition.plan.coalition, role="teacher", account=cast.fire)
    ask(edition, again(cast.fire))
    print_next()
    client.force_login(cast.fire)
    assert client.get(address(edition, "book_download")).status_code == 200
    Membership.objects.filter(person__account=cast.fire, role="fire").update(
        ends_on=timezone.localdate()
    )
    refused = client.get(address(edition, "book_download"))
    assert (refused.status_code, refused.url) == (302, address(edition))
    assert "the plan has changed since" in client.get(address(edition)).content.decode()
    client.post(address(edition, "book_print_ask"))
    print_next()
    text = text_of(client.get(address(edition, "book_download")))
    assert ("Lock the door." in text, "room 9" in text) == (True, False)


def test_a_copy_is_its_readers_alone(edition, cast, client):
    ask(edition, cast.fire)
    print_next()
    for role in ("administrator", "teacher", "parent"):
        other = getattr(cast, role)
        client.force_login(other)
        assert client.get(address(edition, "book_download")).status_code == 302
        assert copy_for(edition, reader=again(other)) is None


def test_a_section_made_restricted_or_changed_after_the_copy_was_made_asks_for_another(
    edition, cast, administrator
):
    copy = ask(edition, cast.teacher)
    print_next()
    section = edition.sections.get(title="Lockdown")
    save_section(
        section=section,
        title="Lockdown",
        html="<p>Bolt it.</p>",
        base_version=1,
        by=administrator,
        change="editorial",
    )
    assert copy_for(edition, reader=again(cast.teacher)) is None
    changed = ask(edition, cast.teacher)
    edition.sections.filter(pk=section.pk).update(sensitivity=RESTRICTED)
    assert print_next()
    changed.refresh_from_db()
    assert copy_for(edition, reader=again(cast.teacher)) == changed != copy
    assert "Bolt it." not in "".join(
        page.extract_text() for page in PdfReader(changed.file.open()).pages
    )


def test_who_left_before_it_was_made_gets_none(edition, cast):
    copy = ask(edition, cast.teacher)
    Membership.objects.filter(person__account=cast.teacher).update(ends_on=timezone.localdate())
    assert print_next()
    copy.refresh_from_db()
    assert (copy.made_at, copy.why) == (None, "You may not open this edition any more.")


def test_on_the_next_day_it_is_another_copy_and_after_two_the_file_is_gone(
    edition, cast, time_machine
):
    now = timezone.now()
    ask(edition, cast.teacher)
    print_next()
    name = PrintedCopy.objects.get().file.name
    left = default_storage.save("printed/left-by-a-killed-worker.pdf", io.BytesIO(b"%PDF"))
    assert actions.forget_copies(now=now) == 0
    assert all(default_storage.exists(each) for each in (name, left))
    time_machine.move_to(now + timedelta(days=1))
    assert copy_for(edition, reader=again(cast.teacher)) is None
    assert actions.forget_copies(now=now + timedelta(days=3)) == 1
    assert [default_storage.exists(each) for each in (name, left)] == [False, False]


def test_one_is_made_at_a_time_and_a_worker_that_fell_silent_keeps_nothing(edition, cast):
    now = timezone.now()
    copies = [ask(edition, account) for account in (cast.fire, cast.teacher)]
    first = actions.claim_copy(now=now)
    assert (first, actions.claim_copy(now=now)) == (copies[0], None)
    later = now + actions.LEASE + timedelta(seconds=1)
    second = actions.claim_copy(now=later)
    assert (second.pk, second.attempts) == (first.pk, 2)
    for tried in (
        lambda: actions.keep_copy(copy=first, content=b"%PDF-1.7 stale", pages=1),
        lambda: actions.note_progress(copy=first, phase=Phase.STYLING),
        lambda: actions.give_up(copy=first, why="No."),
    ):
        with pytest.raises(actions.CopyLost):
            tried()
    assert not default_storage.exists("printed") or default_storage.listdir("printed")[1] == []
    actions.keep_copy(copy=second, content=b"%PDF-1.7", pages=1)
    assert actions.claim_copy(now=later) == copies[1]


def test_a_copy_that_ends_every_worker_is_given_up_and_the_next_is_made(edition, cast, client):
    now = timezone.now()
    bad = ask(edition, cast.fire)
    for number in range(actions.MOST_ATTEMPTS):
        assert actions.claim_copy(now=now + number * 2 * actions.LEASE) == bad
    good = ask(edition, cast.teacher)
    assert actions.claim_copy(now=now + 7 * actions.LEASE) == good
    bad.refresh_from_db()
    assert bad.why == actions.ABANDONED
    client.force_login(cast.fire)
    assert "Three times a worker began this copy" in client.get(address(edition)).content.decode()
    client.post(address(edition, "book_print_ask"))
    assert PrintedCopy.objects.unfinished().filter(account=cast.fire).count() == 1


def test_a_plan_too_large_ends_in_a_sentence_and_the_worker_goes_on(
    edition, cast, settings, client
):
    settings.PDF_MEMORY_MB = 200
    ask(edition, cast.fire)
    assert print_next()
    client.force_login(cast.fire)
    page = client.get(address(edition)).content.decode()
    assert ("This plan is too large for one PDF on this server." in page, "Try again" in page) == (
        True,
        True,
    )
    settings.PDF_MEMORY_MB = 1536
    ask(edition, cast.teacher)
    assert print_next()
    assert PrintedCopy.objects.filter(account=cast.teacher, made_at__isnull=False).exists()


@pytest.mark.parametrize(("name", "value"), [("CPU_SECONDS", 0), ("SECONDS_MAX", 0)])
def test_time_runs_out_in_the_same_sentence(edition, cast, monkeypatch, name, value):
    monkeypatch.setattr(press, name, value)
    copy = ask(edition, cast.fire)
    assert print_next()
    copy.refresh_from_db()
    assert copy.why == press.TOO_MUCH


def test_a_child_that_fails_by_itself_is_told_apart_and_no_word_of_the_plan_is_logged(
    edition, cast, monkeypatch, caplog
):
    monkeypatch.setattr("safety_portal.core.exports.press_child.PAGE", "other.html")
    monkeypatch.setattr(press.press_child, "JOB", "none.json")
    copy = ask(edition, cast.fire)
    assert print_next()
    copy.refresh_from_db()
    assert copy.why == press.NOT_DRAWN
    assert "pdf_not_made" in caplog.text
    assert "room 9" not in caplog.text


def test_who_looks_as_another_role_changes_nothing(edition, administrator):
    view_as(administrator, coalition=edition.plan.coalition, role="teacher")
    assert not policies.can_print(administrator, edition)


def test_a_get_asks_for_nothing(edition, cast, client):
    client.force_login(cast.fire)
    assert client.get(address(edition, "book_print_ask")).status_code == 405
    client.get(address(edition))
    client.get(address(edition, "book_download"))
    assert PrintedCopy.objects.count() == 0


def test_no_page_draws_pdf_itself(edition, cast, client, monkeypatch):
    """What draws is imported by the child and the command alone.

    A page that did would hold up everybody.
    """
    texts = {module.name: module.text for module in house.modules().values()}
    drawing = {name for name, text in texts.items() if "weasyprint.HTML" in text}
    calling = {name for name, text in texts.items() if re.search(r"(?<!in )paper\.pdf\(", text)}
    choosing = {
        name for name, text in texts.items() if re.search(r"as_pdf|formats import .*FORMATS", text)
    }
    assert drawing == {"safety_portal.core.exports.paper"}
    assert calling == {"plans.book.writers.formats", "safety_portal.core.exports.press_child"}
    assert choosing == {
        "plans.book.writers.formats",
        "plans.book.views",
        "plans.management.commands.export_plan",
    }
    monkeypatch.setattr(
        paper, "pdf", lambda *args, **more: pytest.fail("drawn in the process of a page")
    )
    client.force_login(cast.fire)
    client.post(address(edition, "book_print_ask"))
    for name in ("book_export", "book_print", "book_download"):
        assert client.get(address(edition, name)).status_code in (200, 302)


@pytest.mark.django_db(transaction=True)
def test_pressed_four_times_at_once_it_is_made_once(edition, cast, run_at_once):
    rows = run_at_once(lambda: ask(edition, again(cast.fire)).pk, times=4)
    assert len(set(rows)) == PrintedCopy.objects.count() == 1
    assert sum(run_at_once(print_next, times=4)) >= 1
    assert (PrintedCopy.objects.get().attempts, PrintedCopy.objects.get().made_at is None) == (
        1,
        False,
    )
