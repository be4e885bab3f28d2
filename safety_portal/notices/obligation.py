"""What is owed to anyone by a date, whichever app it comes from."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Obligation:
    """One thing one person owes. Never carries restricted text: it travels by mail.

    `key` names the object and the period ("signature:41") and stays the same for as long as it is the same demand;
    together with the account it is what somebody is told about. `account_id` is None for a person without an account.
    `title` starts with its verb; `verb` is the word on its button, `button` what a button says that stands alone ("Sign
    edition 3"); `path` is the address of the page where it is done. `slug` is that of its scope.
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

    @property
    def named(self):
        """What and for whom, as it stands in every list that knows more than one scope."""
        return f"{self.title}, {self.scope_name}"

    @property
    def order(self):
        """Soonest first; what falls on one day in a fixed order."""
        return self.due_on, self.title, self.key


class Owes(NamedTuple):
    """One row of what is owed: who, where, by when, and the `facts` its words are made of."""

    kind: str
    account_id: int | None
    person_name: str
    scope: int
    scope_name: str
    slug: str
    due_on: date
    facts: dict


@dataclass(frozen=True)
class Demand:
    """One kind of obligation, asked in SQL so that all kinds are one query, and put into words row by row.

    `sql` selects account_id, person_id, person_name, scope, due_on and facts (json) from `member`, the current members, and
    may use %(on)s, %(zone)s and its own `values`. `worded(owes, on=)` gives key, title, why, path, verb and button.
    `together(several)`, where several are done at once: what a button for all of these obligations says, and its address.
    """

    kind: str
    sql: str
    worded: Callable
    values: Mapping = field(default_factory=dict)
    together: Callable | None = None

    def obligation(self, owes, *, on):
        """The Obligation of one row on the day `on`."""
        return Obligation(
            kind=self.kind,
            account_id=owes.account_id,
            person_name=owes.person_name,
            scope=owes.scope,
            scope_name=owes.scope_name,
            due_on=owes.due_on,
            slug=owes.slug,
            **self.worded(owes, on=on),
        )
