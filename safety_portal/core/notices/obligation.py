"""What is owed to anyone by a date, whichever app it comes from."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple, Protocol


class Obligation(NamedTuple):
    """One thing one person owes. Never carries restricted text: it travels by mail.

    A tuple, since a sweep makes tens of thousands of them.

    `key` names the object and the period ("signature:41") and stays the same for as long as it is
    the same demand; together with the account it is what somebody is told about. `account_id` is
    None for a person without an account. `title` starts with its verb; `verb` is the word on its
    button, `button` what a button says that stands alone ("Sign edition 3"); `path` is the address
    of the page where it is done. `slug` is that of its scope. `runs_out` says that `due_on` is the
    last day on which something counts, so that it is said to run out rather than to be due.
    `theirs_alone` that nobody else learns of it, who chairs neither. `law` is the code and citation
    of the rule that asks for it, where a law does.
    """

    kind: str
    key: str
    account_id: int | None
    person_name: str
    scope: int
    scope_name: str
    title: str
    why: str
    due_on: date
    path: str
    verb: str
    button: str = ""
    slug: str = ""
    person_id: int | None = None
    runs_out: bool = False
    theirs_alone: bool = False
    law: str = ""

    @property
    def named(self) -> str:
        """What and for whom, as it stands in every list that knows more than one scope."""
        return f"{self.title}, {self.scope_name}"

    @property
    def order(self) -> tuple[date, str, str]:
        """Soonest first; what falls on one day in a fixed order."""
        return self.due_on, self.title, self.key


class ObligationRow(NamedTuple):
    """One row of what is owed: who, where, by when, and the `facts` its words are made of."""

    kind: str
    account_id: int | None
    person_id: int
    person_name: str
    scope: int
    scope_name: str
    slug: str
    due_on: date
    key: str
    facts: Mapping[str, Any]

    def day(self, name: str) -> date:
        """A day among the facts. JSON has no days, our own SQL writes them as ISO."""
        return date.fromisoformat(self.facts[name])


# For `behind` of a kind that nobody can be late with; the database plans nothing for it.
NOBODY = (
    "SELECT NULL::bigint AS person_id, NULL::text AS person_name, NULL::date AS due_on WHERE FALSE"
)


class Worded(Protocol):
    """Puts a row into words: title, why, path, verb and button of its Obligation."""

    def __call__(self, row: ObligationRow, /, *, on: date) -> Mapping[str, str]: ...


@dataclass(frozen=True, kw_only=True)
class ObligationKind:
    """One kind of obligation, asked in SQL so that all kinds are one query, and put into words row
    by row.

    `title` and `limit` say what is asked and by when, as the page Help lists it. `rows` is SQL from
    FROM on, of `member`, the current members, or of `signer`; it may use %(on)s, %(zone)s and the
    kind's own `values`. What is told of each row is SQL, too: `who` of the tables owes it, in which
    coalition (`scope`) and until when (`due_on`); `of` tells it from others of its kind; `facts`
    are what its words are made of. `worded(row, on=)` gives title, why, path, verb and button.

    `home_only` is the reason why nobody is reminded of it by mail: then it stands on home pages
    alone, and nobody is behind with it. `theirs_alone` is the reason why nobody but who owes it may
    learn of it: then they are reminded, and it stands in no list, count or ledger of others.
    `of_administrators`: only who administers the scope owes it, so nobody else is asked.
    `together(several)`, where several are done at once: what a button for all of them says, and its
    address. `behind`, where a kind is owed by every member, is SQL of its own for the first
    %(most)s of those who are behind, as person_id, person_name, due_on, that does not look at all
    members of a coalition of thousands; NOBODY where it is owed no longer than its day.
    """

    kind: str
    title: str
    limit: str
    due_on: str
    of: str
    facts: Mapping[str, str]
    rows: str
    worded: Worded
    who: str = "member"
    scope: str = "member.coalition_id"
    values: Mapping[str, object] = field(default_factory=dict)
    home_only: str = ""
    of_administrators: bool = False
    theirs_alone: str = ""
    together: Callable[[Sequence[Obligation]], tuple[str, str]] | None = None
    behind: str = ""
    runs_out: bool = False

    @property
    def sql(self) -> str:
        """A SELECT of account_id, person_id, person_name, scope, due_on, key and facts (json)."""
        facts = ", ".join(f"'{name}', {value}" for name, value in self.facts.items())
        return (
            f"SELECT {self.who}.account_id, {self.who}.person_id, {self.who}.name AS person_name, "
            f"{self.scope} AS scope, {self.due_on} AS due_on, '{self.kind}:' || {self.of} AS key, "
            f"json_build_object({facts}) AS facts {self.rows}"
        )

    def obligation(self, row: ObligationRow, *, on: date) -> Obligation:
        """The Obligation of one row on the day `on`."""
        return Obligation(
            kind=self.kind,
            key=row.key,
            account_id=row.account_id,
            person_id=row.person_id,
            person_name=row.person_name,
            scope=row.scope,
            scope_name=row.scope_name,
            due_on=row.due_on,
            slug=row.slug,
            runs_out=self.runs_out,
            theirs_alone=bool(self.theirs_alone),
            **self.worded(row, on=on),
        )
