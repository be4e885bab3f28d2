"""What is owed in PRACTICE, by whom, by when. Sends nothing.

Verification is one obligation per coalition, not one per record or day: one page verifies all that waits, so one line asks
for it. It is due when the oldest waiting record is, and its key names the day that one was entered: verifying it moves
the deadline on, a further record of today changes nothing.
"""

from datetime import timedelta

from django.db.models import Count, Min
from django.urls import reverse
from django.utils import timezone

from coalitions.models import Membership
from coalitions.roles import Role
from safety_portal.look.wording import counted, day_in_words
from safety_portal.notices.obligation import Obligation
from training.lifecycle import RecordState
from training.models import TrainingRecord

VERIFY_WITHIN = timedelta(days=7)


def owed(*, accounts=None, scopes=None, on):
    """Obligations of this app on the day `on`: two queries. `accounts`, `scopes` (coalition ids): None is all."""
    administrators = Membership.objects.current(on).filter(role=Role.ADMINISTRATOR)
    if accounts is not None:
        administrators = administrators.filter(person__account__in=accounts)
    if scopes is not None:
        administrators = administrators.filter(coalition__in=scopes)
    waiting = _waiting(administrators)
    rows = administrators.filter(coalition__in=waiting).values_list(
        "coalition_id", "coalition__name", "coalition__slug", "person__account_id", "person__name"
    )
    for coalition_id, coalition, slug, account_id, name in rows.iterator():
        yield _verification(coalition_id, coalition, slug, account_id, name, *waiting[coalition_id], on=on)


def _waiting(administrators):
    """How many records wait in each coalition of these administrators, and since when."""
    found = (
        TrainingRecord.objects.filter(state=RecordState.TO_VERIFY, coalition__in=administrators.values("coalition"))
        .values("coalition_id")
        .annotate(number=Count("id"), since=Min("entered_at"))
    )
    return {row["coalition_id"]: (row["number"], timezone.localdate(row["since"])) for row in found}


def _verification(coalition_id, coalition, slug, account_id, name, number, since, *, on):
    return Obligation(
        kind="verification",
        key=f"verification:{coalition_id}:{since}",
        account_id=account_id,
        person_name=name,
        scope=coalition_id,
        scope_name=coalition,
        title=f"Verify {counted(number, 'training record')}",
        why=f"The oldest was entered {day_in_words(since, on=on)}. Only what a second person verified counts.",
        due_on=since + VERIFY_WITHIN,
        path=reverse("training_verify", args=[slug]),
        verb="Verify",
    )
