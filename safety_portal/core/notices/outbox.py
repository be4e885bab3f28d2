"""The one way a mail comes to be: a row, in the transaction of the change it tells of."""

from datetime import timedelta

from django.contrib.auth import get_user_model
from django.db.models import Q
from django.utils import timezone

from safety_portal.core.notices.kinds import Kind
from safety_portal.core.notices.models import Message
from safety_portal.core.notices.nudge import nudge_on_commit
from safety_portal.core.web.secret_addresses import holds_link


def post(
    *,
    key,
    kind: Kind,
    to,
    name,
    subject,
    text,
    html="",
    calendar="",
    account=None,
    scope=None,
    due_at=None,
):
    """Owe one mail to the address `to`. The same `key` again changes nothing.

    Returns the row, or None if it was owed already.

    `text` and `html` never carry restricted text, and no secret but a link of the receiver's own,
    which the kind declares: raises ValueError where it does not. `calendar` is an iCalendar file
    that goes along and never carries one. Sends nothing itself; a worker is nudged when the
    transaction commits.
    """
    row = _row(
        kind=kind,
        to=to,
        name=name,
        subject=subject,
        text=text,
        html=html,
        calendar=calendar,
        account=account,
        scope=scope,
        due_at=due_at,
    )
    message, made = Message.objects.get_or_create(dedupe_key=key, defaults=row)
    if made:
        nudge_on_commit()
    return message if made else None


def post_each(messages):
    """Owe many mails at once. `messages` yields the arguments of `post` as dicts, and `expires_at`
    of those that are not sent any more after that.

    Keys that are owed already change nothing.
    """
    rows = [Message(dedupe_key=message.pop("key"), **_row(**message)) for message in messages]
    if rows:
        Message.objects.bulk_create(rows, batch_size=500, ignore_conflicts=True)
        nudge_on_commit()


def gather_each(messages, *, kind: Kind, subject, head, due_at):
    """Owe every account one mail a day, however often a day something is told.

    What comes later is added to what waits.

    `messages` are {"account", "name", "scope", "paragraph"}; a mail is `head` and the account's
    paragraphs. A mail that is on its way already gets nothing more: the rest goes a day later.
    Needs a transaction.
    """
    by_account = {}
    for message in messages:
        by_account.setdefault(message["account"].pk, []).append(message)
    # The lock lets a second one wait here: it then finds the mails of the first and adds to them.
    list(
        get_user_model()
        .objects.select_for_update(no_key=True)
        .filter(pk__in=by_account)
        .order_by("pk")
    )
    while by_account:
        by_account = _gather(by_account, kind=kind, subject=subject, head=head, due_at=due_at)
        due_at += timedelta(days=1)


def _gather(by_account, *, kind, subject, head, due_at):
    """Write the mails of one day; returns what came too late for them, by account."""
    keys = {
        f"{kind.code}:{account}:{timezone.localdate(due_at)}": account for account in by_account
    }
    known = {
        message.dedupe_key: message
        for message in Message.objects.select_for_update(no_key=True).filter(dedupe_key__in=keys)
    }
    waiting = [
        each for each in known.values() if not (each.sent_at or each.failed_at or each.lease_until)
    ]
    for message in waiting:
        added = by_account[keys[message.dedupe_key]]
        message.text += "".join(each["paragraph"] for each in added)
        kind.check(message.text)
        message.scope = (
            message.scope if {each["scope"] for each in added} == {message.scope} else None
        )
    Message.objects.bulk_update(waiting, ["text", "scope"], batch_size=500)
    new = [
        Message(
            dedupe_key=key,
            **_gathered(by_account[account], kind=kind, subject=subject, head=head, due_at=due_at),
        )
        for key, account in keys.items()
        if key not in known
    ]
    Message.objects.bulk_create(new, batch_size=500)
    done = {message.dedupe_key for message in (*waiting, *new)}
    return {account: by_account[account] for key, account in keys.items() if key not in done}


def _gathered(messages, *, kind, subject, head, due_at):
    account, scopes = messages[0]["account"], {message["scope"] for message in messages}
    return _row(
        kind=kind,
        to=account.email,
        name=messages[0]["name"],
        subject=subject,
        text=head + "".join(message["paragraph"] for message in messages),
        account=account,
        scope=scopes.pop() if len(scopes) == 1 else None,
        due_at=due_at,
    )


def _row(
    *,
    kind: Kind,
    to,
    name,
    subject,
    text,
    html="",
    calendar="",
    account=None,
    scope=None,
    due_at=None,
    expires_at=None,
):
    kind.check(subject, text, html)
    if holds_link(calendar):
        raise ValueError("A calendar file is kept and passed on: no secret stands in it.")
    return {
        "kind": kind.code,
        "secret_until": kind.secret_until(timezone.now()),
        "scope": getattr(scope, "pk", scope),
        "account": account,
        "to_name": name[:200],
        "to_address": to,
        "subject": " ".join(subject.split())[:200],
        "text": text,
        "html": html,
        "calendar": calendar,
        "due_at": due_at or timezone.now(),
        "expires_at": expires_at,
    }


def reword(*, keys, words):
    """Let the mails whose keys begin with one of `keys` say `words` and nothing else any more.

    For what was deleted: the rows stay, as what became of them.
    """
    _beginning(keys).update(subject=words, text=words, html="", calendar="")


def stop(*, keys, words, now):
    """Send none of the mails any more whose keys begin with one of `keys` and that wait; they say
    `words` from now on. What a sender has taken already goes, unless it has to try it again.
    """
    waiting = _beginning(keys).filter(sent_at__isnull=True, failed_at__isnull=True)
    waiting.update(expires_at=now, subject=words, text=words, html="", calendar="")


def forget(*, keys, words, now):
    """Send none of these mails any more that wait, and keep of all neither words nor to whom: for
    somebody of whom nothing is kept. The rows stay, as what became of them.
    """
    stop(keys=keys, words=words, now=now)
    reword(keys=keys, words=words)
    _beginning(keys).update(to_name="", to_address="")


def _beginning(keys):
    begins = Q(pk__in=[])
    for key in keys:
        begins |= Q(dedupe_key__startswith=key)
    return Message.objects.filter(begins)
