"""What the chair of a coalition is told: who has been behind for more than a week. Part of the sweep, not of home pages."""

from datetime import timedelta

from django.urls import reverse

from coalitions.models import Membership
from safety_portal.look.wording import counted, full_day
from safety_portal.notices.obligation import Obligation
from safety_portal.owed import each_owed

TOLD_AFTER = timedelta(days=7)
NAMED = 5


def escalations(*, accounts, on):
    """Obligations of those of the accounts who chair a coalition in which others have been behind for more than a week.

    One for each coalition, due when the oldest of those things was: so it climbs down the same ladder, weekly. People
    without an account count too. One query, and what `each_owed` asks for the coalitions they chair.
    """
    chairs = (
        Membership.objects.current(on)
        .filter(is_chair=True, person__account__in=accounts)
        .order_by("coalition_id", "id")
        .values_list("coalition_id", "coalition__name", "person__account_id", "person__name")
    )
    by_scope = {scope: (name, account, chair) for scope, name, account, chair in chairs}
    if not by_scope:
        return
    late = {scope: [] for scope in by_scope}
    for obligation in each_owed(scopes=list(by_scope), on=on):
        is_own = obligation.account_id == by_scope[obligation.scope][1]
        if obligation.due_on < on - TOLD_AFTER and not is_own:
            late[obligation.scope].append(obligation)
    for scope, behind in late.items():
        if behind:
            yield _escalation(scope, *by_scope[scope], behind)


def _escalation(scope, coalition, account, chair, behind):
    oldest = min(obligation.due_on for obligation in behind)
    names = sorted({obligation.person_name for obligation in behind})
    named = ", ".join(names[:NAMED]) + (f" and {len(names) - NAMED} more" if len(names) > NAMED else "")
    return Obligation(
        kind="escalation",
        key=f"escalation:{scope}",
        account_id=account,
        person_name=chair,
        scope=scope,
        scope_name=coalition,
        title=f"See to {counted(len(names), 'person', 'people')} behind for more than a week",
        why=f"You chair the coalition. {counted(len(behind), 'thing')} overdue since {full_day(oldest)}: {named}.",
        due_on=oldest,
        path=reverse("home"),
        verb="See",
    )
