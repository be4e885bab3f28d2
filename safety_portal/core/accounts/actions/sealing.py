"""Second steps are sealed with the present key, so that a former one may go."""

from allauth.mfa.models import Authenticator
from cryptography.fernet import InvalidToken
from django.db import transaction

from safety_portal.core.accounts.models import User
from safety_portal.core.accounts.sealing import SEALED, sealed_anew
from safety_portal.core.audit.record import record_each
from safety_portal.core.authority import unasked


@unasked("Only a command of the operator's does it; no page leads there.")
@transaction.atomic
def seal_anew(*, by: User | None) -> tuple[int, int]:
    """Encrypt with SECRET_KEY what a former key encrypted.

    Returns (how many it did, how many no key here opens).

    Writes an audit row for each. What cannot be opened stays as it is: with its key it can be,
    later.
    """
    done, closed = [], 0
    rows = Authenticator.objects.select_for_update(no_key=True, of=["self"]).select_related("user")
    rows = rows.filter(data__has_any_keys=SEALED)
    for row in rows.order_by("pk"):
        try:
            changed = {name: sealed_anew(row.data[name]) for name in SEALED if name in row.data}
        except InvalidToken:
            closed += 1
            continue
        if any(changed.values()):
            row.data |= {name: text for name, text in changed.items() if text}
            done.append(row)
    Authenticator.objects.bulk_update(done, ["data"], batch_size=500)
    told = {"by": by, "action": "second_step.sealed_anew"}
    record_each({**told, "subject": row.user, "detail": {"way": row.type}} for row in done)
    return len(done), closed
