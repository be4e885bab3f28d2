"""What is owed in PRACTICE, by whom, by when. Sends nothing.

Verification is one obligation per coalition, not one per record or day: one page verifies all that waits, so one line asks
for it. It is due when the oldest waiting record is, and its key names the day that one was entered: verifying it moves
the deadline on, a further record of today changes nothing.
"""

from datetime import timedelta

from django.db.models import Count, F, Min, Q
from django.urls import reverse
from django.utils import timezone

from coalitions.models import Membership
from coalitions.roles import Role
from safety_portal.look.wording import counted, day_in_words
from safety_portal.notices.obligation import Obligation
from training.lifecycle import RecordState

VERIFY_WITHIN = timedelta(days=7)


def owed(*, accounts=None, scopes=None, on):
    """Obligations of this app on the day `on`: one query. `accounts`, `scopes` (coalition ids): None is all."""
    administrators = Membership.objects.current(on).filter(role=Role.ADMINISTRATOR)
    if accounts is not None:
        administrators = administrators.filter(person__account__in=accounts)
    if scopes is not None:
        administrators = administrators.filter(coalition__in=scopes)
    rows = _waiting(administrators).values_list(
        "coalition_id", "coalition__name", "coalition__slug", "person__account_id", "person__name", "number", "since"
    )
    for coalition_id, coalition, slug, account_id, name, number, since in rows.iterator():
        since = timezone.localdate(since)
        yield _verification(coalition_id, coalition, slug, account_id, name, number, since, on=on)


def _waiting(administrators):
    """How many records wait for each of these administrators, and since when: not their own, a second person verifies those."""
    record = "coalition__training_records"
    # Another person is one before or after: written so, the records are joined once, by the index of those that wait.
    of_another = Q(**{f"{record}__person__lt": F("person")}) | Q(**{f"{record}__person__gt": F("person")})
    waiting = administrators.filter(of_another, **{f"{record}__state": RecordState.TO_VERIFY})
    return waiting.annotate(number=Count(f"{record}__id"), since=Min(f"{record}__entered_at"))


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
