"""Mail of a bulletin that still waits is not sent when it was taken back or is over."""

from datetime import timedelta

import pytest
from django.utils import timezone

from coalitions.bulletins.actions.following import TAKEN_BACK, withdraw_bulletin
from coalitions.bulletins.models.bulletin import Bulletin
from safety_portal.core.notices import sending
from safety_portal.core.notices.models import Message
from tests import bulletins
from tests.coalitions.bulletins.looking import one, text
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


def take_back(bulletin, by):
    withdraw_bulletin(here=bulletins.here(bulletin), by=by, because="It was a delivery.")


def mails():
    return Message.objects.filter(kind="bulletin").order_by("pk")


def send():
    return sending.send_waiting(seconds=10)


def test_in_force_it_is_sent(bulletin, server):
    assert send() == (3, False)
    assert all(each.sent_at for each in mails())


def test_taken_back_it_is_given_up_and_says_no_word(bulletin, cast, server):
    take_back(bulletin, cast.sro)
    assert send() == (0, False)
    assert server.to == []
    for each in mails():
        assert (each.sent_at, each.last_error) == (None, sending.OVER)
        assert (each.subject, each.text, each.html) == (TAKEN_BACK, TAKEN_BACK, "")


def test_what_a_sender_has_taken_already_goes_and_is_told_as_it_was(bulletin, cast, server):
    """It was on its way before; the row says so."""
    claimed = sending.claim(now=timezone.now())
    take_back(bulletin, cast.sro)
    Message.objects.filter(pk=claimed.pk).update(sent_at=timezone.now())
    assert send() == (0, False)
    assert mails().filter(sent_at__isnull=False).count() == 1
    assert mails().filter(failed_at__isnull=False).count() == 2


def test_and_is_not_tried_again_where_that_sender_ended(bulletin, cast, server):
    claimed = sending.claim(now=timezone.now())
    take_back(bulletin, cast.sro)
    Message.objects.filter(pk=claimed.pk).update(lease_until=timezone.now() - timedelta(hours=1))
    assert send() == (0, False)
    assert mails().filter(failed_at__isnull=False).count() == 3


def test_after_its_last_day_it_is_given_up(bulletin, server):
    """A mail server that was out of order for a month."""
    end = timezone.localdate() + timedelta(days=31)
    assert {timezone.localtime(each.expires_at).date() for each in mails()} == {end}
    assert {timezone.localtime(each.expires_at).hour for each in mails()} == {0}
    mails().update(expires_at=timezone.now())
    assert send() == (0, False)


def test_what_was_sent_stays_as_it_was(bulletin, cast, server):
    send()
    take_back(bulletin, cast.sro)
    assert {each.subject for each in mails()} == {f"Bulletin: {bulletin.title}"}


def test_mail_of_another_bulletin_goes(bulletin, coalition, cast, server):
    bulletins.send(coalition=coalition, by=cast.sro, title="Another matter")
    take_back(bulletin, cast.sro)
    assert send() == (2, False)
    assert {each.subject for each in mails().filter(sent_at__isnull=False)} == {
        "Bulletin: Another matter"
    }


def test_a_mail_without_an_end_goes_at_any_time(coalition, cast, server):
    assert not Bulletin.objects.exists()
    Message.objects.create(
        dedupe_key="k", kind="news", to_address="a@example.org", subject="s", due_at=timezone.now()
    )
    assert send() == (1, False)


def test_its_keepers_see_whom_it_did_not_reach(bulletin, cast, client, server):
    take_back(bulletin, cast.sro)
    send()
    content = text(client, cast.sro, one(bulletin))
    assert content.count("Not reached") == 3
    assert f"Mail failed: {sending.OVER}" in content
