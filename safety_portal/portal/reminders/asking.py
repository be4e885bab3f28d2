"""The SQL of what is owed, put together from what the apps say of each kind.

One query, whatever is asked, because a home page that asked the kinds one by one spent more time
making queries than the database spent answering them. What a page asks is prepared (prepared.py),
because planning that query took the database twenty times as long as answering it. What a further
kind costs a page is that the database makes its steps ready, also where they give no row: so pages
ask nobody for what only administrators owe, and for nothing twice.
"""

from collections.abc import Mapping

import coalitions.memberships.obligations
import coalitions.obligations
import plans.obligations
import training.obligations
from coalitions.memberships.models.membership import administers
from safety_portal.core.database.prepared import Parameter, Prepared
from safety_portal.core.notices.obligation import ObligationKind

Kinds = Mapping[str, ObligationKind]
OFFERED = (plans.obligations, training.obligations, coalitions.obligations)
KINDS: Kinds = {each.kind: each for offered in OFFERED for each in offered.KINDS}
# What people are reminded of by mail, and can be behind with.
MAILED: Kinds = {kind: each for kind, each in KINDS.items() if not each.home_only}
# What others see of it: who is behind, what whoever chairs is told, the ledger and its balance.
SHOWN: Kinds = {kind: each for kind, each in MAILED.items() if not each.theirs_alone}
THEIRS_ALONE = sorted(MAILED.keys() - SHOWN.keys())
VALUES = coalitions.memberships.obligations.VALUES | {
    name: value for each in KINDS.values() for name, value in each.values.items()
}
# What is owed by whoever administers no coalition.
OF_MEMBERS: Kinds = {kind: each for kind, each in KINDS.items() if not each.of_administrators}
COLUMNS = "account_id, person_id, person_name, scope, due_on, key, facts"
ROW = (
    "owes.kind, owes.account_id, owes.person_id, owes.person_name, owes.scope, coalition.name, coalition.slug, "
    "owes.due_on, owes.key, owes.facts::text"
)


def each_of(kinds: Kinds) -> str:
    """The rows of all these kinds under each other, as SQL."""
    return " UNION ALL ".join(_rows_of(kind, each.sql) for kind, each in kinds.items())


def asked(narrowed: str, kinds: Kinds, *, before: bool = False) -> str:
    """The whole query for what is owed, narrowed to whom it asks for.

    With `before` only what was due before that day.
    """
    past = " WHERE owes.due_on < %(before)s" if before else ""
    return _asked(narrowed, each_of(kinds)) + past


def _rows_of(kind: str, sql: str) -> str:
    return f"SELECT '{kind}'::text AS kind, {COLUMNS} FROM ({sql}) {kind}"  # noqa: S608  the kinds' own


def _asked(narrowed: str, each: str) -> str:
    tables = coalitions.memberships.obligations.tables(narrowed)
    return (
        f"WITH {tables}, owes AS ({each}) "  # noqa: S608  put together from the kinds; what is asked for are values
        f"SELECT {ROW} FROM owes JOIN coalitions_coalition coalition ON coalition.id = owes.scope"
    )


PARAMETERS = {"on": Parameter("date"), "zone": Parameter("text")}
ACCOUNT, SCOPE = ({name: Parameter("bigint", "ARRAY[{}]")} for name in ("accounts", "scopes"))
# What one account owes: the query of every home page. Of most of them nothing is asked that only
# administrators owe.
OF_ACCOUNT = Prepared("owed_by_account", asked("accounts", KINDS), PARAMETERS | ACCOUNT, VALUES)
OF_MEMBER = Prepared("owed_by_member", asked("accounts", OF_MEMBERS), PARAMETERS | ACCOUNT, VALUES)
# What some people owe themselves, and what of others is late in a coalition; by name.
OWN = "SELECT * FROM member WHERE person_id = ANY(%(own)s)"
OWN_AND_LATE = " UNION ALL ".join(
    _rows_of(kind, f"WITH member AS ({OWN}) {each.sql}" if kind not in SHOWN else each.sql)
    for kind, each in KINDS.items()
)
OF_PEOPLE = Prepared(
    "owed_by_people",
    f"{_asked('people', OWN_AND_LATE)} WHERE owes.person_id = ANY(%(own)s)"
    " OR owes.scope = ANY(%(scopes)s) AND owes.due_on < %(on)s"
    " ORDER BY owes.person_name, owes.person_id",
    PARAMETERS | SCOPE | {"people": Parameter("bigint[]"), "own": Parameter("bigint[]")},
    VALUES,
)
# Who is behind in a coalition with what is not administrators' alone: no further looked for than
# they are counted. And who administers it: they are few, and are asked for what they owe.
COUNTED = 100
LATE = " UNION ALL ".join(
    f"SELECT person_id, person_name, due_on FROM ({each.behind}) {kind}"  # noqa: S608  the kinds' own SQL
    if each.behind
    else f"(SELECT person_id, person_name, due_on FROM ({each.sql}) {kind} "  # noqa: S608  the kinds' own SQL
    "WHERE due_on < %(on)s ORDER BY due_on LIMIT %(most)s)"
    for kind, each in OF_MEMBERS.items()
    if kind in SHOWN
)
BEHIND = Prepared(
    "behind_in_coalition",
    f"WITH {coalitions.memberships.obligations.tables('scopes', kept=False)} "  # noqa: S608  ours
    f"SELECT ARRAY(SELECT person_id FROM ({LATE}) late GROUP BY person_id, person_name "
    "ORDER BY MIN(due_on), person_name, person_id LIMIT %(most)s), "
    f"ARRAY(SELECT person_id FROM member WHERE {administers('member')})",
    PARAMETERS | SCOPE,
    VALUES | {"most": COUNTED + 1},
)
