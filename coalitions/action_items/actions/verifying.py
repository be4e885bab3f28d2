"""A second person looks: verify, or send back with a reason."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from coalitions.action_items import checking, mail
from coalitions.action_items.actions.coming_back import come_back
from coalitions.action_items.lifecycle import CameBack, ItemState
from coalitions.action_items.locks import lock_item
from coalitions.action_items.models import ActionItem, ItemEvidence
from coalitions.action_items.policies import can_verify_item
from safety_portal.core.accounts.models import User
from safety_portal.core.audit.record import record
from safety_portal.core.authority import require

NO_REASON = "Say what is missing or wrong, so that it can be put right."


@transaction.atomic
def verify_item(
    *, item: ActionItem, words: str = "", by: User, now: datetime | None = None
) -> ActionItem:
    """Verify that an item is done, which closes it; returns it.

    `words` say what the verifier saw, and are kept as evidence under their name. PermissionDenied
    for its owner and for who said it is done; WrongState where it does not wait. Audited.
    """
    require(can_verify_item(by, item))
    now, words = now or timezone.now(), checking.words(words, field="words", limit=1000)
    item = lock_item(item)
    require(can_verify_item(by, item))
    checking.move(item, ItemState.VERIFIED)
    item.verified_at, item.verified_by, item.version = now, by, item.version + 1
    item.save(update_fields=["state", "verified_at", "verified_by", "version"])
    if words:
        ItemEvidence.objects.create(item=item, words=words, added_at=now, added_by=by)
    record(by=by, action="action_item.verified", subject=item, scope=item.coalition)
    return item


@transaction.atomic
def send_back(*, item: ActionItem, reason: str, by: User) -> ActionItem:
    """Open an item again that was said to be done and is not; returns it. Its owner is told why.

    PermissionDenied as for verifying; Refused without a reason; WrongState where it does not wait.
    Audited.
    """
    require(can_verify_item(by, item))
    reason = checking.line(reason, field="reason", missing=NO_REASON, limit=500)
    item = lock_item(item)
    require(can_verify_item(by, item))
    checking.require_state(item, ItemState.DONE)
    come_back(item=item, how=CameBack.SENT_BACK, because=reason)
    record(by=by, action="action_item.sent_back", subject=item, scope=item.coalition, reason=reason)
    mail.tell_sent_back(item, by=by)
    return item
