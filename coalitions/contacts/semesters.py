"""The two semesters of a school year, and by when a contact is confirmed in each.

No district says its semesters in the portal, so they begin on August 1 and January 1 everywhere
(docs/decisions/2026-11-30-contacts.md). In SQL for what is owed and counted, in Python for pages.
"""

from datetime import date, timedelta

FALL, SPRING = (8, 1), (1, 1)
# To confirm what stood there when the semester began, and what was changed since.
WITHIN, AFTER_A_CHANGE = timedelta(days=30), timedelta(days=14)

# The first day of the semester of the day %(on)s.
BEGAN = (
    "make_date(EXTRACT(YEAR FROM %(on)s::date)::int,"
    f" CASE WHEN EXTRACT(MONTH FROM %(on)s::date) >= {FALL[0]} THEN {FALL[0]}"
    f" ELSE {SPRING[0]} END, 1)"
)


def began(on: date) -> date:
    """The first day of the semester of a day."""
    return date(on.year, *(FALL if (on.month, on.day) >= FALL else SPRING))


def next_begins(on: date) -> date:
    """The first day of the semester after that of a day."""
    is_fall = began(on).month == FALL[0]
    return date(on.year + 1, *SPRING) if is_fall else date(on.year, *FALL)


def due_on(changed_on: date, *, on: date) -> date:
    """By when a contact that changed on a day is confirmed in the semester of `on`."""
    return max(began(on) + WITHIN, changed_on + AFTER_A_CHANGE)


def good_until(on: date) -> date:
    """Until when a sheet printed on a day may be trusted: then the next semester is confirmed."""
    return next_begins(on) + WITHIN


def due(table: str) -> str:
    """In SQL what due_on says of the rows of contacts under whatever name."""
    return f"GREATEST({BEGAN} + {WITHIN.days}, {table}.changed_on + {AFTER_A_CHANGE.days})"


def confirmed(table: str) -> str:
    """In SQL whether rows of contacts under whatever name are confirmed in this semester."""
    return f"COALESCE({table}.confirmed_on >= {BEGAN}, FALSE)"
