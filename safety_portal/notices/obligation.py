"""What is owed to anyone by a date, whichever app it comes from."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Obligation:
    """One thing one person owes. Never carries restricted text: it travels by mail.

    `key` names the object and the period ("signature:41") and stays the same for as long as it is the same demand;
    together with the account it is what somebody is told about. `account_id` is None for a person without an account.
    `title` starts with its verb; `verb` is the word on its button; `path` is the address of the page where it is done.
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

    @property
    def order(self):
        """Soonest first; what falls on one day in a fixed order."""
        return self.due_on, self.title, self.key
