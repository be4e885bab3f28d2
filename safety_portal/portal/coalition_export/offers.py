"""All that goes into an export, in order: what the apps offer, and what the core keeps."""

from django.db.models import F, OuterRef, Subquery, TextField
from django.db.models.functions import Cast

import coalitions.exporting
import plans.exporting
import training.exporting
from safety_portal.core.accounts.models import CalendarFeed, SignInEvent, User
from safety_portal.core.audit.models import AuditRow, Chain, Link
from safety_portal.core.exports.offers import Rows
from safety_portal.core.notices.models import Digest, Heartbeat, Message, Reminder, Tally

OFFERED = (coalitions.exporting, plans.exporting, training.exporting)
_LINK = Link.objects.filter(row_id=OuterRef("pk"))
OF_CORE = (
    Rows(name="reminders", model=Reminder, of="scope"),
    Rows(
        name="messages",
        model=Message,
        of="scope",
        # Never the text: it holds links by which their receiver acts.
        takes=(
            *("id", "kind", "account", "to_name", "to_address", "subject"),
            *("created_at", "due_at", "sent_at", "failed_at", "blanked_at"),
        ),
    ),
    Rows(name="tallies", model=Tally, of="scope"),
    Rows(
        name="audit_rows",
        model=AuditRow,
        of="scope",
        # As the text that was hashed, rather than as an object (core/audit/chain.py).
        leaves_out=("detail",),
        adds={
            "detail_text": Cast(F("detail"), TextField()),
            "place": Subquery(_LINK.values("place")),
            "hash_version": Subquery(_LINK.values("version")),
            "hash": Subquery(_LINK.values("hash")),
        },
    ),
)
# Who did something here, by the name of their account: all that others may know of it.
ACCOUNTS = Rows(name="accounts", model=User, is_referenced=True, takes=("id", "name"))
LEFT_OUT = {
    CalendarFeed: "the account's own, and its address is a secret",
    Chain: "the row that a writer of audit rows locks",
    Digest: "which message was a day's digest",
    Heartbeat: "that a worker of this server is alive",
    Link: "stands in audit_rows: place, hash_version, hash",
    SignInEvent: "the account's own",
}

OWN = (*(rows for offered in OFFERED for rows in offered.ROWS), *OF_CORE)
# What refers to others stands before them; accounts, to which everything does, last.
REFERENCED = (*(rows for offered in reversed(OFFERED) for rows in offered.REFERENCED), ACCOUNTS)
PAPERS = tuple(papers for offered in OFFERED for papers in offered.PAPERS)
NOT_TAKEN = {
    model: why
    for left_out in (*(offered.LEFT_OUT for offered in OFFERED), LEFT_OUT)
    for model, why in left_out.items()
}
