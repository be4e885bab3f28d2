"""The balance after a sweep: for each scope how much is owed, and why it was told today or not."""

from collections import Counter, defaultdict

from django.db import transaction

from safety_portal.notices import ladder
from safety_portal.notices.models import Tally, Told

COUNT_AT_ONCE = 2000
PARTS = ("told", "later", "quiet", "no_account")


def write_tally(*, each_owed, manners_of, on):
    """Count everything that is owed on the day `on` and keep it as that day's tally of each scope, over an earlier one."""
    counts = defaultdict(Counter)
    for chunk in _chunks(each_owed(on=on)):
        manners = manners_of({obligation.scope for obligation in chunk}, on=on)
        quiet = {scope for scope, known in manners.items() if ladder.quiet_because(on, state=known.state)}
        told = set(
            Told.objects.filter(
                told_on=on, account__in={obligation.account_id for obligation in chunk} - {None}
            ).values_list("account_id", "key")
        )
        for obligation in chunk:
            counts[obligation.scope][_part(obligation, told, quiet)] += 1
    _keep(counts, on)


@transaction.atomic
def _keep(counts, on):
    Tally.objects.filter(day=on).exclude(scope__in=list(counts)).delete()
    Tally.objects.bulk_create(
        [Tally(scope=scope, day=on, **counted) for scope, counted in counts.items()],
        update_conflicts=True,
        unique_fields=["scope", "day"],
        update_fields=PARTS,
        batch_size=COUNT_AT_ONCE,
    )


def _chunks(obligations):
    """Lists of at most COUNT_AT_ONCE obligations."""
    chunk = []
    for obligation in obligations:
        chunk.append(obligation)
        if len(chunk) == COUNT_AT_ONCE:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _part(obligation, told, quiet):
    if obligation.account_id is None:
        return "no_account"
    if (obligation.account_id, obligation.key) in told:
        return "told"
    return "quiet" if obligation.scope in quiet else "later"
