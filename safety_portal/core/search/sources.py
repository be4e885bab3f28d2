"""What an app offers to be found: which rows, by which of their words, and where each one leads."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db.models import QuerySet
from django.db.models.expressions import OrderBy

from safety_portal.core.accounts.models import User
from safety_portal.core.search.vectors import ENGLISH, asked_for, vector

# What a row says of itself by the name of each of a source's `facts`.
Facts = Mapping[str, Any]


@dataclass(frozen=True)
class Place:
    """Where a found row leads (`url`), and what stands under its title: the place, the state."""

    url: str
    where: str


@dataclass(frozen=True)
class Source:
    """Rows of one kind. `rows(user)` begins at visible_to and leaves out what is not to be found.

    `title` and `texts` are the fields searched, as the index of the model has them (`vectors`);
    `facts`: name -> field, which `placed(facts, user)` makes a Place of. `coalition` is the path to
    the key of the coalition: the reader's own come first. `secret`: a field and its value, whose
    rows are found without a word of their text. `newest` orders the rest.
    """

    kind: str
    label: str
    rows: Callable[[User], QuerySet[Any]]
    title: str
    placed: Callable[[Facts, User], Place]
    texts: tuple[str, ...] = ()
    facts: Mapping[str, str] = field(default_factory=dict)
    coalition: str = "coalition"
    config: str = ENGLISH
    is_html: bool = False
    secret: tuple[str, str] | None = None
    newest: tuple[str | OrderBy, ...] = ("-pk",)

    @property
    def words(self) -> SearchVector:
        """All that is searched of a row."""
        return vector(self.title, *self.texts, config=self.config)

    def asked(self, words: str) -> SearchQuery:
        """The query for what somebody typed."""
        return asked_for(words, config=self.config)


def day_facts(name: str, path: str) -> dict[str, str]:
    """The facts that tell the day of a date or of a moment, in our time zone: see `day_told`."""
    return {f"{name}_{part}": f"{path}__{part}" for part in ("year", "month", "day")}


def day_told(facts: Facts, name: str) -> date:
    """The day that `day_facts` of that name told."""
    return date(facts[f"{name}_year"], facts[f"{name}_month"], facts[f"{name}_day"])
