"""Everything owed to anyone by a date: the apps' obligations, composed. Home pages, reminders and who-is-behind ask here."""

from itertools import chain

import plans.obligations
import training.obligations

# Each answers owed(accounts=, scopes=, on=) with obligations, in a number of queries that does not grow with them.
SOURCES = (plans.obligations.owed, training.obligations.owed)


def each_owed(*, accounts=None, scopes=None, on):
    """Yield what is owed on the day `on`, in no order: by these accounts, in these coalitions (ids), or by everybody.

    Only what current members owe. With `accounts` given nothing of people without an account is in it.
    """
    return chain.from_iterable(source(accounts=accounts, scopes=scopes, on=on) for source in SOURCES)


def owed(*, accounts=None, scopes=None, on):
    """What `each_owed` yields as a list, soonest first."""
    return sorted(each_owed(accounts=accounts, scopes=scopes, on=on), key=lambda obligation: obligation.order)
