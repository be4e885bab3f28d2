"""One's own messages, and the demo's sent mail.

The text of a message is shown to whom it was sent, in the demo to everybody.

Not the text of what carries a secret: whoever holds a session would make a password of it. That is
in the mailbox alone.
"""

from dataclasses import dataclass

from django.shortcuts import get_object_or_404, render

from safety_portal.core.look.wording import counted, masked_address
from safety_portal.core.notices.digest import rendered
from safety_portal.core.notices.mail import mail_of_demo
from safety_portal.core.notices.models import Message
from safety_portal.core.paging import keyset_page

# What is known of a message that went out: a mail server took it. Whether it arrived, only its
# receiver knows.
HANDED_OVER, WRITTEN = "Handed to the mail server", "Written to a file on this server"


@dataclass(frozen=True)
class Row:
    """A message of a list, and what became of it."""

    message: Message
    became: dict


def own_messages(request):
    """Every mail the portal sent, or will send, to the reader's account; newest first."""
    page = keyset_page(request.user.messages.listed(), request, by=("-id",))
    page = page.of(lambda message: Row(message, became(message)))
    return render(request, "core/notices/own.html", {"page": page})


def own_message(request, message):
    """One's own message, as it was sent.

    What carries a secret without its text, and with part of the address.
    """
    row = get_object_or_404(request.user.messages, pk=message)
    is_secret = row.secret_until is not None
    context = {
        "message_shown": row,
        "address": masked_address(row.to_address) if is_secret else row.to_address,
        "text": "" if is_secret else rendered(row)[0],
        "is_secret": is_secret,
        "became": became(row),
        "list": "own",
    }
    return render(request, "core/notices/message.html", context)


def sent_mail(request):
    """The demo's mail to everybody, so that one can follow a link that somebody else was sent. 404
    elsewhere.
    """
    page = keyset_page(mail_of_demo().listed(), request, by=("-id",))
    page = page.of(lambda message: Row(message, became(message)))
    return render(request, "core/notices/sent_mail.html", {"page": page})


def sent_mail_message(request, message):
    """One message of the demo's mail. 404 elsewhere."""
    row = get_object_or_404(mail_of_demo(), pk=message)
    context = {
        "message_shown": row,
        "address": row.to_address,
        "text": rendered(row)[0],
        "became": became(row),
        "list": "demo",
    }
    return render(request, "core/notices/message.html", context)


def became(message):
    """What became of a message: {"color", "words", "more"} for the tag `word` and the line under
    it.
    """
    if message.sent_at:
        words = WRITTEN if message.is_file else HANDED_OVER
        return {
            "color": "quiet" if message.is_file else "met",
            "words": words,
            "at": message.sent_at,
            "more": "",
        }
    if message.failed_at:
        return {
            "color": "overdue",
            "words": "Did not arrive",
            "at": message.failed_at,
            "more": message.last_error,
        }
    if message.attempts:
        words = f"Tried {counted(message.attempts, 'time')}, next"
        return {"color": "due", "words": words, "at": message.due_at, "more": message.last_error}
    return {"color": "quiet", "words": "On its way", "at": None, "more": message.last_error}
