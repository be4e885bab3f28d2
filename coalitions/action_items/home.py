"""What action items offer an administrator's home page: what waits for a second person, and what
is overdue.
"""

from collections.abc import Iterator, Sequence

from coalitions.access.roles import Group
from coalitions.coalition.home import Home, Line, Part, Row, day_if_any
from safety_portal.core.look.wording import counted, day_in_words
from safety_portal.core.web.addresses import address

# As its list counts them: no restricted one is told of to who does not read it.
OPEN = """
    SELECT COUNT(*) FILTER (WHERE state = 'done') AS to_verify,
           (MIN(done_at) FILTER (WHERE state = 'done') AT TIME ZONE %(zone)s)::date AS since,
           COUNT(*) FILTER (WHERE state = 'open' AND due_on < %(on)s) AS overdue,
           MIN(due_on) FILTER (WHERE state = 'open') AS oldest
    FROM coalitions_actionitem
    WHERE coalition_id = %(coalition)s AND state IN ('open', 'done')
          AND (NOT is_restricted OR 'restricted' = ANY(%(levels)s))
"""


def _open(rows: Sequence[Row], home: Home) -> list[Line]:
    return list(_lines(rows[0], home))


def _lines(row: Row, home: Home) -> Iterator[Line]:
    items = address("action_items", home.coalition.slug)
    since, oldest = day_if_any(row, "since"), day_if_any(row, "oldest")
    if since:
        waiting = counted(row["to_verify"], "action item waits", "action items wait")
        yield Line(
            title=f"{waiting} to be verified",
            path=f"{items}?state=to_verify",
            why=f"The first was said to be done {day_in_words(since, on=home.on)}.",
        )
    if row["overdue"] and oldest:
        overdue = counted(row["overdue"], "action item is", "action items are")
        yield Line(
            title=f"{overdue} overdue",
            path=f"{items}?state=overdue",
            why=f"The first was due {day_in_words(oldest, on=home.on)}.",
        )


OPEN_ITEMS = Part(
    kind="open_items",
    title="Action items",
    groups=frozenset({Group.ADMINISTRATOR}),
    sql=OPEN,
    shown=_open,
)
