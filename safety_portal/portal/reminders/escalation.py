"""What those who chair a coalition are told: who has been behind for more than a week.

Part of the sweep, not of home pages.

Who is late reads in the digest that they are told, and who: both ask chairs_of, for the same day.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from coalitions.memberships.chairs import chaired_by, chairs_of
from coalitions.memberships.models.membership import chairs
from safety_portal.core.look.wording import counted, full_day
from safety_portal.core.notices.digest import CHAIR_TOLD_AFTER
from safety_portal.core.notices.ladder import Chair
from safety_portal.core.notices.obligation import Obligation
from safety_portal.core.web.addresses import address
from safety_portal.portal.reminders.asking import SHOWN
from safety_portal.portal.reminders.obligations import OWED_TODAY, each_owed

NAMED = 5
# The same of everybody, from what is owed today (obligations.py): who chairs, where, since when.
# For finding who is to be told.
CHAIRS = f"""
    SELECT chair.account_id, late.scope, MIN(late.due_on) AS due_on, 'escalation:' || late.scope AS key
    FROM (
        SELECT DISTINCT person.account_id, membership.coalition_id FROM coalitions_membership membership
        JOIN coalitions_person person ON person.id = membership.person_id
        WHERE {chairs("membership")}
    ) chair JOIN {OWED_TODAY} late ON late.scope = chair.coalition_id AND late.due_on < %(on)s - %(chair_told_after)s
         AND late.is_shown
         AND late.account_id IS DISTINCT FROM chair.account_id
    WHERE chair.account_id IS NOT NULL GROUP BY chair.account_id, late.scope
"""  # noqa: S608  put together from our own words
VALUES = {"chair_told_after": CHAIR_TOLD_AFTER.days}


def escalations(*, accounts: Sequence[int], on: date) -> Iterator[Obligation]:
    """Obligations of those of the accounts who chair a coalition in which others have been behind
    for more than a week.

    One for each coalition and chair, due when the oldest of those things was: so it climbs down the
    same ladder, weekly. People without an account count too; nobody is told of themselves. Two
    queries, and what `each_owed` asks for the coalitions they chair.
    """
    scopes = chaired_by(accounts, on=on)
    if not scopes:
        return
    late = defaultdict(list)
    for obligation in each_owed(scopes=scopes, mailed=True, before=on - CHAIR_TOLD_AFTER, on=on):
        if obligation.kind in SHOWN:
            late[obligation.scope].append(obligation)
    for scope, told in chairs_of(scopes, on=on).items():
        for chair in told:
            behind = [
                late_one
                for late_one in late[scope]
                if late_one.account_id is None or late_one.account_id != chair.account_id
            ]
            if behind and chair.account_id in accounts:
                yield _escalation(chair, behind)


def _escalation(chair: Chair, behind: Sequence[Obligation]) -> Obligation:
    oldest = min(obligation.due_on for obligation in behind)
    names = sorted({obligation.person_name for obligation in behind})
    named = ", ".join(names[:NAMED]) + (
        f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    )
    first = behind[0]
    return Obligation(
        kind="escalation",
        key=f"escalation:{first.scope}",
        account_id=chair.account_id,
        person_name=chair.name,
        scope=first.scope,
        scope_name=first.scope_name,
        title=f"See to {counted(len(names), 'person', 'people')} behind for more than a week",
        why=f"You chair the coalition. {counted(len(behind), 'thing')} overdue since {full_day(oldest)}: {named}.",
        due_on=oldest,
        path=address("home"),
        verb="See",
    )
