"""Rows of lists of action items, each with its people.

Which rows a reader sees hangs on the reader, and is asked for their keys alone; the rows with all
they are shown with, a dozen tables whose order PostgreSQL would look for each time, are asked by
their keys, planned once.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import cast

from django.db.models import CharField, QuerySet, Value, Window
from django.db.models.functions import RowNumber

from coalitions.action_items.models import ActionItem, ActionItemQuerySet
from coalitions.action_items.queries import SHOWN_WITH
from safety_portal.core.database.kept_queries import Among, KeptQuery, ListSlot


def _of_keys() -> ActionItemQuerySet:
    return ActionItem.objects.filter(Among("id", ListSlot("keys"))).select_related(*SHOWN_WITH)


BY_KEY = KeptQuery(_of_keys)


def whole(keys: Iterable[int]) -> dict[int, ActionItem]:
    """The items of these keys with all their people, by key: one query, none for no key."""
    wanted = sorted(set(keys))
    return {item.pk: item for item in BY_KEY.ask(keys=wanted)} if wanted else {}


def first_of(lists: Mapping[str, ActionItemQuerySet], *, most: int) -> dict[str, list[int]]:
    """The keys of the first `most` items of each ordered list, by the list's name: one query."""
    keys: dict[str, list[int]] = {name: [] for name in lists}
    if lists:
        first, *others = (_numbered(name, items)[:most] for name, items in lists.items())
        for name, _, key in sorted(first.union(*others, all=True)):
            keys[name].append(key)
    return keys


def _numbered(name: str, items: ActionItemQuerySet) -> "QuerySet[ActionItem, tuple[str, int, int]]":
    """(the list's name, place in its order, key) of each: a union keeps no order of its parts."""
    numbered = items.annotate(
        of=Value(name, output_field=CharField()),
        place=Window(RowNumber(), order_by=cast(Sequence[str], items.query.order_by)),
    )
    return numbered.values_list("of", "place", "pk")
