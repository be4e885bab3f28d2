"""When somebody is reminded of what they owe: a ladder of rungs around the due date. Pure; imports nothing of ours.

A ladder is a list of whole days, highest first: 30 means thirty days before the due date, 0 the day itself, -1 the day
after. Below the last rung it goes on by itself every `THEN_EVERY` days (-8, -15, ...) until the thing is done.
"""

DEFAULT_LADDER = (30, 14, 7, 1, -1)
THEN_EVERY = 7


def default_ladder():
    """A fresh copy of the ladder a coalition starts with."""
    return list(DEFAULT_LADDER)


def rung_reached(ladder, *, days_left):
    """The lowest rung already reached with `days_left` until the due date (negative: overdue), or None before the first.

    Asked this way, "reached and not yet told", a missed day loses nothing. An empty ladder never reminds.
    """
    if not ladder:
        return None
    last = min(ladder)
    if days_left <= last - THEN_EVERY:
        return last - (last - days_left) // THEN_EVERY * THEN_EVERY
    return min((rung for rung in ladder if rung >= days_left), default=None)
