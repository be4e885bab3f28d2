"""Mail whose link lets its holder act is blanked once sent, given up or run out, and no other."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from safety_portal.core.database import roles
from safety_portal.core.notices import outbox, sending
from safety_portal.core.notices.kinds import Kind
from safety_portal.core.notices.models import Message
from tests import builders
from tests.core.notices.secret_links import INVITATION, LINK
from tests.mailserver import MailServer
from tests.plugins.databases import application, as_owner


@pytest.fixture
def server(db, settings):
    with MailServer() as running:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = (
            "127.0.0.1",
            running.port,
            1,
        )
        yield running


@pytest.fixture
def invitation(server):
    text = f"Accept or decline: {LINK}"
    html = f'<a href="{LINK}">Accept</a>'
    return outbox.post(
        key="i",
        kind=INVITATION,
        to="a@example.org",
        name="A",
        subject="You are invited",
        text=text,
        html=html,
    )


def is_blank(message):
    message.refresh_from_db()
    with connection.cursor() as cursor:
        cursor.execute("SELECT m::text FROM notices_message m WHERE id = %s", [message.pk])
        (row,) = cursor.fetchone()
    return (LINK in row, message.text == sending.BLANKED, message.blanked_at is not None) == (
        False,
        True,
        True,
    )


def test_it_is_blanked_once_sent_and_everything_else_stays(invitation, server):
    assert sending.send_waiting(seconds=10) == (1, False)
    assert is_blank(invitation)
    assert (invitation.subject, invitation.to_address, invitation.kind) == (
        "You are invited",
        "a@example.org",
        "invitation",
    )
    assert (invitation.sent_at is not None, invitation.is_file) == (True, False)
    assert sending.send_waiting(seconds=10) == (0, False)


def test_it_is_tried_again_whole_until_it_is_sent(invitation, server):
    server.answers["a@example.org"] = f"451 not now: {LINK}"
    sending.send_waiting(seconds=10)
    invitation.refresh_from_db()
    assert (LINK in invitation.text, LINK in invitation.html, invitation.attempts) == (
        True,
        True,
        1,
    )
    assert invitation.last_error == "451 not now: http://localhost:8000/invitations/***/"
    server.answers.clear()
    Message.objects.update(due_at=timezone.now())
    assert sending.send_waiting(seconds=10) == (1, False)
    assert is_blank(invitation)


def test_it_is_blanked_when_it_is_given_up(invitation, server):
    server.answers["a@example.org"] = "550 no such mailbox"
    sending.send_waiting(seconds=10)
    assert is_blank(invitation)
    assert (invitation.failed_at is not None, invitation.last_error) == (
        True,
        "550 no such mailbox",
    )


def test_it_is_blanked_and_not_sent_once_its_link_has_run_out(invitation, server):
    Message.objects.update(secret_until=timezone.now() - timedelta(seconds=1))
    assert sending.send_waiting(seconds=10) == (0, False)
    assert is_blank(invitation)
    assert (invitation.failed_at is not None, invitation.last_error) == (True, sending.RAN_OUT)
    assert not server.got


def test_other_mail_keeps_its_text(server):
    kept = outbox.post(
        key="k", kind=Kind("news"), to="a@example.org", name="A", subject="s", text="Words.\n"
    )
    sending.send_waiting(seconds=10)
    kept.refresh_from_db()
    assert (kept.text, kept.blanked_at) == ("Words.\n", None)


def test_the_demo_keeps_it_because_everybody_reads_everybodys_mail_there(
    invitation, settings, client
):
    settings.DEMO = True
    sending.send_waiting(seconds=10)
    assert LINK in client.get(f"/sent-mail/{invitation.pk}/").content.decode()


def test_the_back_office_shows_no_text_of_mail(invitation, client):
    client.force_login(builders.make_account(is_superuser=True, is_staff=True))
    pages = [
        client.get(f"/admin/notices/message/{more}") for more in ("", f"{invitation.pk}/change/")
    ]
    assert [(page.status_code, LINK in page.content.decode()) for page in pages] == [
        (200, False)
    ] * 2


def test_the_database_holds_that_only_secrets_are_blanked(db):
    kept = outbox.post(
        key="k", kind=Kind("news"), to="a@example.org", name="A", subject="s", text="Words.\n"
    )
    with pytest.raises(IntegrityError, match="only_secrets_are_blanked"):
        Message.objects.filter(pk=kept.pk).update(blanked_at=timezone.now())


@pytest.mark.django_db(transaction=True)
def test_what_was_sent_before_is_blanked_and_what_waits_is_not():
    before = ("notices", "0003_tally_of_a_sweep")
    executor = MigrationExecutor(connection)
    with as_owner():
        executor.migrate([before])
    try:
        old = executor.loader.project_state([before]).apps.get_model("notices", "Message")
        now = timezone.now()
        for number, (kind, fate) in enumerate(
            [
                ("invitation", "sent_at"),
                ("account", "failed_at"),
                ("invitation", ""),
                ("digest", "sent_at"),
            ]
        ):
            row = {
                "dedupe_key": f"{number}",
                "kind": kind,
                "to_address": "a@example.org",
                "text": LINK,
                "html": LINK,
            }
            old.objects.create(due_at=now, **row, **({fate: now} if fate else {}))
    finally:
        executor = MigrationExecutor(connection)
        with as_owner():
            # Of every app: what refers to messages went back with them, and lost who may use it.
            executor.migrate(executor.loader.graph.leaf_nodes())
            roles.grant(application())
    sent, failed, waits, digest = Message.objects.order_by("id")
    assert [(m.text, m.html, m.blanked_at is not None) for m in (sent, failed)] == [
        (sending.BLANKED, "", True)
    ] * 2
    assert [(m.text, m.blanked_at) for m in (waits, digest)] == [(LINK, None)] * 2
    assert [m.secret_until is not None for m in (sent, failed, waits, digest)] == [
        True,
        True,
        True,
        False,
    ]
    assert abs(waits.secret_until - now - timedelta(days=14)) < timedelta(minutes=1)
