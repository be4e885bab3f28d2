"""Making a copy as PDF stops somewhere.

One at a time, not too large, not too long, and a worker that ends keeps nothing.
"""

from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone

from plans.book import actions
from plans.book.models import Phase, PrintedCopy
from plans.book.writers.printing import print_next
from safety_portal.core.exports import paper, press
from tests.plans.book.asking import address, again, ask

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not paper.is_available(), reason="no Pango on this machine"),
]


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


@pytest.mark.django_db(transaction=True)
def test_pressed_four_times_at_once_it_is_made_once(edition, cast, run_at_once):
    rows = run_at_once(lambda: ask(edition, again(cast.fire)).pk, times=4)
    assert len(set(rows)) == PrintedCopy.objects.count() == 1
    assert sum(run_at_once(print_next, times=4)) >= 1
    assert (PrintedCopy.objects.get().attempts, PrintedCopy.objects.get().made_at is None) == (
        1,
        False,
    )
