"""The lock under which an agreement changes, as it stands on the day."""

from django.utils import timezone

from coalitions.agreements.models.agreement import Agreement
from coalitions.coalition.locks import lock_coalition


def locked(agreement: Agreement) -> Agreement:
    """The agreement as it stands today, locked with its coalition until the transaction ends.

    With the coalition, so that two renewals of one agreement come one after the other.
    """
    lock_coalition(agreement.coalition)
    rows = Agreement.objects.select_for_update(no_key=True, of=("self",))
    rows = rows.with_standing(timezone.localdate())
    return rows.select_related("coalition__district", "coalition__school", "replaces").get(
        pk=agreement.pk
    )
