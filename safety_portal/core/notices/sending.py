"""Sends what waits in the outbox: at least once, normally exactly once.

One message at a time is claimed by a lease, sent under a Message-ID of its own, then marked. A
sender killed before it marks leaves a lease that runs out, and the message goes out again under the
same Message-ID: nothing is lost, one is doubled.

What carries a secret (kinds.py) is blanked in the same statement that says what became of it:
nobody needs the text then but its receiver. The demo keeps it, where everybody may read everybody's
mail.
"""

import logging
import smtplib
import time
from datetime import timedelta
from email.utils import formataddr, parseaddr
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import transaction
from django.utils import timezone

from safety_portal.core.calendar.icalendar import method_of
from safety_portal.core.notices.digest import rendered
from safety_portal.core.notices.models import Message
from safety_portal.core.web.secret_addresses import masked

logger = logging.getLogger(__name__)

# One message can take this many answers of the mail server, each as slow as EMAIL_TIMEOUT allows.
ANSWERS = 6
# A message that ended three senders is at fault itself.
MOST_ABANDONED = 3
# Put off by the server, a message is tried again after 1, 2, 4, ... minutes, at most 6 hours apart:
# for four days in all.
MOST_ATTEMPTS = 24
LONGEST_PAUSE = timedelta(hours=6)
# In place of a text that carried a secret.
BLANKED = (
    "The text was blanked: it held a link that lets whoever reads it act in the receiver’s place."
)
RAN_OUT = "The link in it had run out before it could be sent."
OVER = "What it tells of was over or taken back before it could be sent."
# After so many broken connections in a row the server is at fault: leave it alone until the next
# sweep.
MOST_BREAKS = 3


def send_waiting(*, seconds):
    """Send what waits, oldest first, until nothing does, `seconds` are over, or the mail server is
    out of order.

    Returns (number of messages sent, whether some may still wait). Runs beside others of its kind
    without doubling.
    """
    until = time.monotonic() + seconds
    connection = get_connection()
    sent = breaks = 0
    try:
        while time.monotonic() < until and breaks < MOST_BREAKS:
            message = claim(now=timezone.now())
            if message is None:
                return sent, False
            if not _opened(connection, message):
                return sent, False
            taken, broken = _try(connection, message)
            sent += taken
            breaks = breaks + 1 if broken else 0
        return sent, breaks < MOST_BREAKS
    finally:
        connection.close()


def claim(*, now):
    """Take the oldest waiting message for ourselves, for as long as sending it can take.

    None if none waits.
    """
    while True:
        with transaction.atomic():
            waiting = Message.objects.waiting(now).select_for_update(no_key=True, skip_locked=True)
            message = waiting.order_by("due_at", "id").first()
            if message is None:
                return None
            if message.secret_until and message.secret_until <= now:
                _give_up(message, RAN_OUT)
                continue
            if message.expires_at and message.expires_at <= now:
                _give_up(message, OVER)
                continue
            if message.lease_until:
                message.abandoned += 1
            if message.abandoned < MOST_ABANDONED:
                message.lease_until = now + timedelta(seconds=ANSWERS * settings.EMAIL_TIMEOUT)
                message.save(update_fields=["lease_until", "abandoned"])
                return message
            _give_up(message, "Every sender that tried it ended without an answer.")


def _opened(connection, message):
    """Open the connection if it is not.

    If the server cannot be reached, put the message back as it was.
    """
    try:
        connection.open()
    except (OSError, smtplib.SMTPException) as error:
        # Nobody's address is at fault, so this is no attempt: the next sweep knocks again, for as
        # long as it takes.
        logger.warning("mail server not reached: %s", error)
        _update(message, lease_until=None, last_error=f"Mail server not reached: {error}")
        return False
    return True


def _try(connection, message):
    """Send one claimed message and write down what became of it: (taken by the server, connection
    broken).
    """
    try:
        mail = as_mail(message)
        connection.send_messages([mail])
    except (OSError, smtplib.SMTPException, ValueError) as error:
        connection.close()
        if is_refused(error):
            _give_up(message, describe(error))
        else:
            _put_off(message, describe(error))
        return False, not isinstance(
            error, smtplib.SMTPResponseException | smtplib.SMTPRecipientsRefused | ValueError
        )
    _update(
        message,
        sent_at=timezone.now(),
        is_file=settings.MAIL_TO_FILES,
        lease_until=None,
        last_error="",
        **_kept(message, mail),
    )
    return True, False


def as_mail(message):
    """The mail of an outbox row; its Message-ID is the row's, however often it is sent."""
    text, html = rendered(message)
    headers = {"Message-ID": message_id(message), "Auto-Submitted": "auto-generated"}
    mail = EmailMultiAlternatives(
        message.subject, text, from_email=_sender(message), to=[message.to_address], headers=headers
    )
    if html:
        mail.attach_alternative(html, "text/html")
    if message.calendar:
        _attach_calendar(mail, message.calendar)
    return mail


def _attach_calendar(mail, calendar):
    """As a part of the mail that calendars answer to (RFC 6047), and as a file for all others."""
    mail.attach_alternative(calendar, f"text/calendar; method={method_of(calendar)}")
    mail.attach("meeting.ics", calendar.encode(), "application/ics")


def _sender(message):
    """The portal's address, under the name in which the message comes and the portal's own."""
    name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    if message.from_name in name:
        return settings.DEFAULT_FROM_EMAIL
    return formataddr((f"{message.from_name}, {name}" if name else message.from_name, address))


def message_id(message):
    """Names the row and when it was made, so that a database set up anew does not repeat it."""
    return f"<{message.pk}.{int(message.created_at.timestamp())}@{urlsplit(settings.PORTAL_ADDRESS).hostname}>"


def is_refused(error):
    """Whether trying again is pointless.

    The server refused this address or this text for good, or it cannot be written.
    """
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(500 <= code < 600 for code, _ in error.recipients.values())
    if isinstance(error, smtplib.SMTPDataError):
        return 500 <= error.smtp_code < 600
    return isinstance(error, ValueError)


def describe(error):
    """What the server said, in one line."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return "; ".join(f"{code} {_text(answer)}" for code, answer in error.recipients.values())
    if isinstance(error, smtplib.SMTPResponseException):
        return f"{error.smtp_code} {_text(error.smtp_error)}"
    return f"{error}" or type(error).__name__


def _text(answer):
    return answer.decode("utf-8", "replace") if isinstance(answer, bytes) else str(answer)


def _put_off(message, why):
    attempts = message.attempts + 1
    if attempts >= MOST_ATTEMPTS:
        _give_up(message, why)
        return
    pause = min(timedelta(minutes=2 ** (attempts - 1)), LONGEST_PAUSE)
    _update(
        message, attempts=attempts, due_at=timezone.now() + pause, lease_until=None, last_error=why
    )


def _give_up(message, why):
    logger.warning("message %s given up: %s", message.pk, why)
    _update(
        message,
        failed_at=timezone.now(),
        lease_until=None,
        last_error=why,
        abandoned=message.abandoned,
        **_blank(message),
    )


def _kept(message, mail):
    """What to keep of a message that was sent.

    Its text as its receiver has it, or a sentence where it carried a secret.
    """
    if message.parts is None:
        return _blank(message)
    html = next((alternative.content for alternative in mail.alternatives), "")
    return {"text": mail.body, "html": html, "parts": None}


def _blank(message):
    """What to write over the text of a message that carries a secret.

    Nothing for others, and in the demo.
    """
    if message.secret_until is None or settings.DEMO:
        return {}
    return {"text": BLANKED, "html": "", "blanked_at": timezone.now()}


def _update(message, **fields):
    if "last_error" in fields:
        # A server that refuses a link may quote it.
        fields["last_error"] = masked(" ".join(fields["last_error"].split()))[:500]
    Message.objects.filter(pk=message.pk, sent_at__isnull=True, failed_at__isnull=True).update(
        **fields
    )
