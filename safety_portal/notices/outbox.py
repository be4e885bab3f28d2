"""The one way a mail comes to be: a row, in the transaction of the change it tells of."""

from django.utils import timezone

from safety_portal.notices.models import Message
from safety_portal.notices.nudge import nudge_on_commit


def post(*, key, kind, to, name, subject, text, html="", account=None, scope=None, due_at=None):
    """Owe one mail to the address `to`. The same `key` again changes nothing. Returns the row, or None if it was owed already.

    `text` and `html` never carry restricted text or secrets beyond a link of the receiver's own. Sends nothing itself; a
    worker is nudged when the transaction commits.
    """
    row = _row(
        kind=kind, to=to, name=name, subject=subject, text=text, html=html, account=account, scope=scope, due_at=due_at
    )
    message, made = Message.objects.get_or_create(dedupe_key=key, defaults=row)
    if made:
        nudge_on_commit()
    return message if made else None


def post_each(told):
    """Owe many mails at once. `told` yields the arguments of `post` as dicts; keys that are owed already change nothing."""
    rows = [Message(dedupe_key=each.pop("key"), **_row(**each)) for each in told]
    if rows:
        Message.objects.bulk_create(rows, batch_size=500, ignore_conflicts=True)
        nudge_on_commit()


def _row(*, kind, to, name, subject, text, html="", account=None, scope=None, due_at=None):
    return {
        "kind": kind,
        "scope": getattr(scope, "pk", scope),
        "account": account,
        "to_name": name[:200],
        "to_address": to,
        "subject": " ".join(subject.split())[:200],
        "text": text,
        "html": html,
        "due_at": due_at or timezone.now(),
    }
