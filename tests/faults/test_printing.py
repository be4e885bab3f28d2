"""PDF made by real workers.

What a killed one began is made once by another, mail does not wait, a dead broker loses nothing.
"""

import os
import signal
import time
from pathlib import Path

import pytest
from django.utils import timezone
from pypdf import PdfReader

from plans.book import actions
from plans.book.models import PrintedCopy
from plans.book.tasks import print_copies
from plans.book.writers.printing import key_of
from plans.editions.lifecycle import EditionStatus
from plans.editions.models.edition import Edition
from safety_portal.core.exports import paper
from safety_portal.core.notices.models import Message
from safety_portal.core.notices.tasks import send_waiting
from tests import builders

pytestmark = pytest.mark.skipif(not paper.is_available(), reason="no Pango on this machine")
WORDS = (
    "Everybody goes to the far side of the field and waits there until the roll was called. " * 12
)
# Sections: so many that something else happens while they are printed (about 30 pages).
LONG = 120
PATIENCE = 400  # seconds on a busy machine, which others have first


@pytest.fixture
def edition(transactional_db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "uploads"
    return in_review(sections=1)


@pytest.fixture
def long_edition(transactional_db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "uploads"
    return in_review(sections=LONG)


def in_review(*, sections):
    """An edition that can be printed."""
    edition = builders.make_edition()
    for number in range(sections):
        builders.make_section(edition=edition, title=f"Part {number}", html=f"<p>{WORDS}</p>" * 2)
    builders.force_status(edition, EditionStatus.IN_REVIEW)
    return Edition.objects.select_related(
        "plan__coalition__district", "plan__coalition__school"
    ).get(pk=edition.pk)


def ask(edition, role="fire"):
    account = builders.make_member(coalition=edition.plan.coalition, role=role)
    return actions.ask_copy(edition=edition, key=key_of(edition, reader=account), by=account)


def wait_until(condition, what, seconds=PATIENCE):
    """Wait for what is to be seen in the database or on the machine."""
    until = time.monotonic() + seconds
    while not (found := condition()):
        assert time.monotonic() < until, what
        time.sleep(0.05)
    return found


def is_drawing(copy):
    return PrintedCopy.objects.filter(pk=copy.pk, phase__in=["styling", "laying_out"]).exists()


def is_made(copy):
    return PrintedCopy.objects.filter(pk=copy.pk, made_at__isnull=False).exists()


def drawing():
    """Ids of the processes that draw on this machine."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            if b"safety_portal.core.exports.press_child" in (entry / "cmdline").read_bytes():
                found.append(int(entry.name))
        except OSError:  # ended meanwhile
            continue
    return found


def children_of(pid):
    """Ids of the direct children of a process."""
    return [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def test_a_worker_killed_while_it_prints_leaves_nothing_and_another_makes_the_copy_once(
    long_edition, start_worker
):
    worker = start_worker(concurrency=2)
    worker.says("ready")
    copy = ask(long_edition)
    print_copies.delay()
    wait_until(lambda: is_drawing(copy), worker.log.read_text)
    (pool,) = [pid for pid in worker.children() if children_of(pid)]
    (child,) = children_of(pool)
    os.kill(pool, signal.SIGKILL)
    wait_until(lambda: child not in drawing(), "the child outlives its worker", 30)

    copy.refresh_from_db()
    assert (copy.made_at, copy.attempts) == (None, 1)
    # A minute later, when the lease has run out, a sweep finds it.
    PrintedCopy.objects.update(lease_until=timezone.now())
    print_copies.delay()
    print_copies.delay()
    wait_until(lambda: is_made(copy), worker.log.read_text)
    copy.refresh_from_db()
    assert copy.attempts == 2
    assert len(PdfReader(copy.file.open()).pages) == copy.pages > 20
    assert len(list(Path(copy.file.path).parent.iterdir())) == 1


def test_mail_leaves_while_pdfs_are_made(long_edition, start_worker, mail_server):
    """Two copies wait and two processes could print: one does, and the other is there for mail."""
    worker = start_worker(concurrency=2)
    worker.says("ready")
    copies = [ask(long_edition), ask(long_edition, role="ems")]
    for _ in range(4):
        print_copies.delay()
    wait_until(lambda: is_drawing(copies[0]), worker.log.read_text)
    Message.objects.create(
        dedupe_key="while printing", kind="digest", to_address="a@example.org", subject="Due", text="Due.",
        due_at=timezone.now(),
    )  # fmt: skip
    began = time.monotonic()
    send_waiting.delay()
    mail_server.wait_for(1)
    assert time.monotonic() - began < 10
    assert not is_made(copies[0]), "the copy was made before the mail was sent: it shows nothing"
    assert PrintedCopy.objects.at_work(timezone.now()).count() == 1
    wait_until(lambda: all(map(is_made, copies)), worker.log.read_text)
    assert list(PrintedCopy.objects.values_list("attempts", flat=True)) == [1, 1]


def test_what_was_asked_for_while_redis_was_dead_is_found_by_the_sweep(
    edition, own_redis, start_worker
):
    own_redis.kill()
    copy = ask(edition)
    own_redis.start()
    worker = start_worker(REDIS_URL=own_redis.url)
    worker.says("ready")
    assert not is_made(copy)
    # What beat does every half minute.
    with print_copies.app.connection_for_write(own_redis.url) as line:
        print_copies.apply_async(connection=line)
    wait_until(lambda: is_made(copy), worker.log.read_text)
