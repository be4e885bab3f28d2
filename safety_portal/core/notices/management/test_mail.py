"""One mail to one address, past the outbox, to hear at once what the mail server says."""

import smtplib
from email.utils import make_msgid, parseaddr
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage, get_connection

from safety_portal.core.notices.sending import describe

TAKEN = (250, 251)


class NotTaken(Exception):
    """The mail server was not reached or refused; the sentence says what it said."""


def send_test_mail(*, address):
    """Send one mail to `address`; returns the sentence of success with the server's answer.

    Raises NotTaken.

    Writes nothing to the database.
    """
    if settings.MAIL_TO_FILES:
        raise NotTaken(
            f"Nothing was sent: EMAIL_URL names no mail server, so mail is written to files under {settings.EMAIL_FILE_PATH}."
        )
    server = f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT or smtplib.SMTP_PORT}"
    connection = get_connection()
    try:
        connection.open()
        said = _hand_over(connection.connection, address)
    except smtplib.SMTPAuthenticationError as error:
        raise NotTaken(
            f"{server} did not accept the user name and password: {describe(error)}"
        ) from error
    except smtplib.SMTPResponseException as error:
        raise NotTaken(f"{server} did not take the mail: {describe(error)}") from error
    except (OSError, smtplib.SMTPException) as error:
        raise NotTaken(f"{server} was not reached: {describe(error)}") from error
    finally:
        connection.close()
    return (
        f"{server} took the mail to {address}: {said}. Look into that mailbox, and among its junk."
    )


def _hand_over(smtp, address):
    """Say sender, receiver and text to an open connection; the server's last answer.

    Raises SMTPResponseException.
    """
    smtp.ehlo_or_helo_if_needed()
    _taken(*smtp.mail(parseaddr(settings.DEFAULT_FROM_EMAIL)[1]))
    _taken(*smtp.rcpt(address))
    return _taken(*smtp.data(_mail(address).message().as_bytes(linesep="\r\n")))


def _taken(code, answer):
    if code not in TAKEN:
        raise smtplib.SMTPResponseException(code, answer)
    return f"{code} {answer.decode('utf-8', 'replace')}"


def _mail(address):
    return EmailMessage(
        "A test of the Safety Portal",
        f"Mail from the Safety Portal at {settings.PORTAL_ADDRESS} reaches you. Nobody asks anything of you.\n",
        to=[address],
        headers={
            "Message-ID": make_msgid(domain=urlsplit(settings.PORTAL_ADDRESS).hostname),
            "Auto-Submitted": "auto-generated",
        },
    )
