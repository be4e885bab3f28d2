"""A trial in which mail is written to files says so everywhere.

And a test mail says what the mail server answered.
"""

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from safety_portal.core.notices import sending
from safety_portal.core.notices.kinds import Kind
from safety_portal.core.notices.models import Message
from safety_portal.core.notices.outbox import post
from tests import builders
from tests.mailserver import MailServer

pytestmark = pytest.mark.django_db
BANNER = "its e-mail is written to files on the server, and nobody gets it"


@pytest.fixture
def files(settings, tmp_path):
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH, settings.MAIL_TO_FILES = tmp_path, True
    return tmp_path


@pytest.fixture
def server(settings):
    with MailServer() as running:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = (
            "127.0.0.1",
            running.port,
            1,
        )
        settings.DEFAULT_FROM_EMAIL = "Safety Portal <safety@portal.example>"
        yield running


def sent_to(account):
    post(
        key="k",
        kind=Kind("news"),
        to=account.email,
        name="A",
        subject="News",
        text="Words.\n",
        account=account,
    )
    assert sending.send_waiting(seconds=10)[0] == 1
    return Message.objects.get()


def test_a_message_that_went_to_a_file_is_not_called_handed_over(client, cast, files):
    assert sent_to(cast.teacher).is_file
    client.force_login(cast.teacher)
    page = client.get("/account/messages/").content.decode()
    assert ("Written to a file on this server" in page, "Handed to the mail server" in page) == (
        True,
        False,
    )
    assert [path.read_text().count("Subject: News") for path in files.iterdir()] == [1]


def test_a_message_that_a_server_took_is_not_called_delivered(client, cast, server):
    assert not sent_to(cast.teacher).is_file
    client.force_login(cast.teacher)
    page = client.get("/account/messages/").content.decode()
    assert ("Handed to the mail server" in page, "Delivered" in page) == (True, False)


def test_readyz_says_that_mail_reaches_nobody(client, files, settings):
    answer = client.get("/readyz").json()
    assert answer["mail"] == {
        "ok": False,
        "says": "written to files on this server, nobody gets it",
    }
    assert set(answer) == {
        "ready",
        "version",
        "database",
        "migrations",
        "broker",
        "worker",
        "beat",
        "mail",
        "database_role",
    }
    settings.DEMO = True
    assert client.get("/readyz").json()["mail"] == {"ok": True}
    settings.DEMO = settings.MAIL_TO_FILES = False
    assert client.get("/readyz").json()["mail"] == {"ok": True}


def test_administrators_and_the_operator_see_a_banner(client, cast, files, settings):
    operator = builders.make_account(is_superuser=True, is_staff=True)

    def sees(account):
        client.force_login(account)
        return BANNER in client.get("/menu/").content.decode()

    assert [sees(account) for account in (cast.administrator, operator, cast.teacher)] == [
        True,
        True,
        False,
    ]
    settings.DEMO = True
    assert not sees(cast.administrator)
    settings.DEMO = settings.MAIL_TO_FILES = False
    assert not sees(cast.administrator)


def test_the_ledger_counts_what_went_to_files_apart(client, cast, coalition, files):
    message = sent_to(cast.teacher)
    Message.objects.update(scope=coalition.pk)
    told = {
        "account": cast.teacher,
        "key": "x:1",
        "due_on": timezone.localdate(),
        "step": 0,
        "kind": "x",
        "title": "T",
    }
    message.reminders.create(scope=coalition.pk, told_on=timezone.localdate(), **told)
    client.force_login(cast.administrator)
    answer = client.get("/c/juniper/reminders/")
    assert ("Written to a file on this server", 1) in answer.context["messages_sums"]
    assert ("Handed to the mail server", 0) in answer.context["messages_sums"]
    assert answer.context["heading"].endswith("written to files on this server: nobody got them")
    csv = b"".join(
        client.get("/c/juniper/reminders/csv/?became=written").streaming_content
    ).decode()
    assert csv.splitlines()[1].endswith("Written to a file on this server")
    assert client.get("/c/juniper/reminders/?became=handed").context["page"].rows == []


def test_a_test_mail_says_what_the_server_answered(server, capsys):
    call_command("send_test_mail", "me@example.org")
    said = capsys.readouterr().out
    assert said.startswith(f"127.0.0.1:{server.port} took the mail to me@example.org: 250 taken.")
    assert server.to == ["me@example.org"]
    assert not Message.objects.exists()


def refused(address="me@example.org"):
    with pytest.raises(CommandError) as why:
        call_command("send_test_mail", address)
    assert why.value.returncode == 2
    return str(why.value)


def test_a_test_mail_that_is_not_taken_says_why(server, settings):
    server.answers["me@example.org"] = "550 no such mailbox"
    assert refused() == f"127.0.0.1:{server.port} did not take the mail: 550 no such mailbox"
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = "x"
    assert refused().startswith(f"127.0.0.1:{server.port} was not reached: ")
    settings.EMAIL_PORT = 1
    assert refused().startswith("127.0.0.1:1 was not reached: ")
    assert refused("no address") == "no address is no e-mail address."


def test_a_test_mail_to_files_is_no_success(files):
    assert refused().startswith("Nothing was sent: EMAIL_URL names no mail server")
    assert not list(files.iterdir())
