"""Sending: what a mail server may do to us, and what becomes of the message each time."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from safety_portal.core.notices import sending
from safety_portal.core.notices.kinds import Kind
from safety_portal.core.notices.models import Message
from safety_portal.core.notices.outbox import post
from tests.mailserver import MailServer

pytestmark = pytest.mark.django_db


@pytest.fixture
def server(settings):
    with MailServer() as running:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = (
            "127.0.0.1",
            running.port,
            1,
        )
        yield running


def owe(address, **fields):
    return post(
        key=f"test:{address}",
        kind=Kind("test"),
        to=address,
        name="Nadia Strand",
        subject="Sign the plan",
        text="A text.\n",
        html="<p>A text.</p>",
        **fields,
    )


def minutes_from_now(moment):
    return round((moment - timezone.now()).total_seconds() / 60)


def test_a_message_is_sent_once_under_its_own_id(server):
    message = owe("nadia@example.org")
    assert sending.send_waiting(seconds=10) == (1, False)
    assert sending.send_waiting(seconds=10) == (0, False)
    message.refresh_from_db()
    assert (message.lease_until, message.failed_at, message.last_error) == (None, None, "")
    assert message.sent_at is not None
    assert dict(server.got) == {sending.message_id(message): 1}


def test_the_mail_has_both_parts_and_says_that_a_machine_wrote_it(settings):
    settings.PORTAL_ADDRESS = "https://safety.cedar.example"
    message = owe("nadia@example.org")
    sending.send_waiting(seconds=10)
    (sent,) = mail.outbox
    assert (sent.subject, sent.body, sent.alternatives[0].content) == (
        "Sign the plan",
        "A text.\n",
        "<p>A text.</p>",
    )
    assert sent.extra_headers["Auto-Submitted"] == "auto-generated"
    assert sent.extra_headers["Message-ID"].startswith(f"<{message.pk}.")
    assert sent.extra_headers["Message-ID"].endswith("@safety.cedar.example>")


def test_what_is_not_due_yet_waits(server):
    owe("nadia@example.org", due_at=timezone.now() + timedelta(minutes=1))
    assert sending.send_waiting(seconds=10) == (0, False)
    assert not server.got


def test_an_address_refused_for_good_is_given_up_and_the_others_are_sent(server):
    server.answers["gone@example.org"] = "550 no such mailbox"
    gone, _ = owe("gone@example.org"), owe("nadia@example.org")
    assert sending.send_waiting(seconds=10) == (1, False)
    gone.refresh_from_db()
    assert (gone.sent_at, gone.last_error, gone.attempts) == (None, "550 no such mailbox", 0)
    assert gone.failed_at is not None
    assert server.to == ["nadia@example.org"]


def test_an_address_put_off_is_tried_again_later_and_later(server):
    server.answers["busy@example.org"] = "451 try again later"
    busy, _ = owe("busy@example.org"), owe("nadia@example.org")
    for attempt, pause in enumerate((1, 2, 4, 8), start=1):
        sending.send_waiting(seconds=10)
        busy.refresh_from_db()
        assert (busy.attempts, busy.last_error, busy.failed_at) == (
            attempt,
            "451 try again later",
            None,
        )
        assert minutes_from_now(busy.due_at) == pause
        Message.objects.filter(pk=busy.pk).update(due_at=timezone.now())
    server.answers.clear()
    assert sending.send_waiting(seconds=10) == (1, False)
    assert server.to == ["nadia@example.org", "busy@example.org"]


def test_the_pauses_stop_growing_and_after_four_days_it_is_given_up(server):
    server.answers["busy@example.org"] = "451 try again later"
    busy = owe("busy@example.org")
    Message.objects.filter(pk=busy.pk).update(attempts=sending.MOST_ATTEMPTS - 2)
    sending.send_waiting(seconds=10)
    busy.refresh_from_db()
    assert minutes_from_now(busy.due_at) == 6 * 60
    Message.objects.filter(pk=busy.pk).update(due_at=timezone.now())
    sending.send_waiting(seconds=10)
    busy.refresh_from_db()
    assert busy.failed_at is not None


def test_a_server_that_falls_silent_at_one_message_does_not_stop_the_others(server):
    server.hangs.add("slow@example.org")
    slow = owe("slow@example.org")
    for number in range(5):
        owe(f"person{number}@example.org")
    assert sending.send_waiting(seconds=15) == (5, False)
    slow.refresh_from_db()
    assert (slow.attempts, slow.sent_at, slow.failed_at) == (1, None, None)
    assert "timed out" in slow.last_error


def test_a_server_that_is_not_there_costs_nobody_an_attempt(server, settings):
    settings.EMAIL_PORT = 1
    message = owe("nadia@example.org")
    for _ in range(30):
        assert sending.send_waiting(seconds=10) == (0, False)
    message.refresh_from_db()
    assert (message.attempts, message.abandoned, message.failed_at, message.lease_until) == (
        0,
        0,
        None,
        None,
    )
    assert "Mail server not reached" in message.last_error
    settings.EMAIL_PORT = server.port
    assert sending.send_waiting(seconds=10) == (1, False)


def test_after_three_broken_connections_the_server_is_left_alone_until_the_next_sweep(server):
    for number in range(5):
        owe(f"person{number}@example.org")
        server.hangs.add(f"person{number}@example.org")
    assert sending.send_waiting(seconds=30) == (0, False)
    assert Message.objects.filter(attempts=1).count() == 3
    assert Message.objects.filter(attempts=0).count() == 2


def test_an_address_that_cannot_be_written_is_given_up(server):
    message = owe("nadia@example.org")
    Message.objects.filter(pk=message.pk).update(
        to_address="nadia@example.org\nBcc: all@example.org"
    )
    assert sending.send_waiting(seconds=10) == (0, False)
    message.refresh_from_db()
    assert message.failed_at is not None
    assert not server.got


def test_a_message_that_ended_three_senders_is_given_up_and_the_others_flow(server):
    poison = owe("poison@example.org")
    now = timezone.now()
    for claimed in (1, 2, 3):
        assert sending.claim(now=now).pk == poison.pk
        assert sending.claim(now=now) is None
        poison.refresh_from_db()
        assert poison.abandoned == claimed - 1
        now += timedelta(minutes=10)
    other = owe("nadia@example.org")
    assert sending.claim(now=now).pk == other.pk
    poison.refresh_from_db()
    assert poison.failed_at is not None
    assert poison.last_error == "Every sender that tried it ended without an answer."


@pytest.mark.django_db(transaction=True)
def test_four_senders_at_once_send_each_message_once(server, run_at_once):
    for number in range(40):
        owe(f"person{number}@example.org")
    results = run_at_once(lambda: sending.send_waiting(seconds=20), times=4)
    assert sum(sent for sent, _ in results) == 40
    assert sorted(server.got.values()) == [1] * 40


def test_the_same_key_is_owed_once(server):
    assert owe("nadia@example.org") is not None
    assert owe("nadia@example.org") is None
    assert Message.objects.count() == 1
