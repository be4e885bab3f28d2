"""Pages of long lists by key, not by offset.

The thousandth page costs what the first does, and nothing is counted.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from operator import attrgetter
from urllib.parse import urlencode

from django.core.exceptions import BadRequest, ValidationError
from django.db.models import Q
from django.utils import timezone

from safety_portal.core.database.kept_queries import KeptQuery, Slot

SIZE = 25


@dataclass
class KeysetPage:
    """Rows of one page; the URLs of its neighbours are None where there is none.

    Iterates as its rows.
    """

    rows: list = field(default_factory=list)
    newer_url: str | None = None
    older_url: str | None = None

    def __iter__(self):
        return iter(self.rows)

    def __len__(self):
        return len(self.rows)

    def of(self, make: Callable) -> "KeysetPage":
        """The same page with what `make` makes of each row."""
        return replace(self, rows=[make(row) for row in self.rows])


def keyset_page(queryset, request, *, by, size=SIZE):
    """The page of `queryset` that the query string (`older` or `newer`, a row's key) asks for.

    One query.

    `by` are field names, all descending ("held_on", "id") or all ascending; the last must be
    unique. A minus in front of the first turns the order descending. A name may lead through a
    relation ("person__name"), or be of an annotation. Other parameters of the address are kept in
    the links. Raises BadRequest (400) for a key that is not one of ours.
    """
    asked = _Asked(request, by, queryset)
    if asked.key:
        queryset = queryset.filter(_beyond(asked.names, asked.values, less=asked.is_less))
    return asked.page(
        list(queryset.order_by(*_order(asked.names, asked.is_less))[: size + 1]), size
    )


class KeptPages:
    """The pages that `keyset_page` makes of a list that is opened often, by queries that are kept
    (kept_queries.py).

    `build` makes the queryset, with Slots for what differs from one request to the next; `by` and
    `size` as there, `is_planned` as of a KeptQuery.
    """

    def __init__(self, build, *, by, size=SIZE, is_planned=True):
        self.build, self.by, self.size = build, by, size
        self.queries = {
            (is_less, has_key): KeptQuery(
                lambda way=(is_less, has_key): self._rows(*way), is_planned=is_planned
            )
            for is_less in (False, True)
            for has_key in (False, True)
        }

    def page(self, request, **values):
        """The page that the query string asks for, with `values` for the slots: one query.

        BadRequest as `keyset_page`.
        """
        asked = _Asked(request, self.by, self._like)
        key = (
            {f"key_{name}": value for name, value in zip(asked.names, asked.values, strict=True)}
            if asked.key
            else {}
        )
        return asked.page(
            self.queries[asked.is_less, bool(asked.key)].ask(**values, **key), self.size
        )

    @cached_property
    def _like(self):
        return self.build()

    def _rows(self, is_less, has_key):
        names, rows = _names(self.by), self.build()
        if has_key:
            slots = [Slot(f"key_{name}", _field(rows, name)) for name in names]
            rows = rows.filter(_beyond(names, slots, less=is_less))
        return rows.order_by(*_order(names, is_less))[: self.size + 1]


class _Asked:
    """What the query string asks of a list of `rows`: those beyond a `key` ("".

    The first ones), and in which direction.

    `is_less`: those below the key, the largest first.
    """

    def __init__(self, request, by, rows):
        self.request, self.names = request, _names(by)
        self.backwards = "newer" in request.GET
        self.key = request.GET.get("newer") or request.GET.get("older")
        self.is_less = by[0].startswith("-") != self.backwards
        self.values = _values(rows, self.names, self.key) if self.key else None

    def page(self, rows, size):
        """The KeysetPage of `rows`, one more than its `size` where there are more."""
        has_more, rows = len(rows) > size, rows[:size]
        if self.backwards:
            rows.reverse()
        page = KeysetPage(rows)
        if rows and (has_more if self.backwards else self.key):
            page.newer_url = _url(self.request, "newer", rows[0], self.names)
        if rows and (has_more if not self.backwards else self.key):
            page.older_url = _url(self.request, "older", rows[-1], self.names)
        return page


def _names(by):
    return [name.lstrip("-") for name in by]


def _order(names, is_less):
    return [("-" if is_less else "") + name for name in names]


def _beyond(names, values, *, less):
    """Rows strictly after the key in the order: (a < x) or (a = x and b < y) ..., and never a > x.

    The last is true already; but only so can an index begin at the key, instead of walking there
    from the first row.
    """
    condition, equal = Q(pk__in=[]), Q()
    for name, value in zip(names, values, strict=True):
        condition |= equal & Q(**{f"{name}__{'lt' if less else 'gt'}": value})
        equal &= Q(**{name: value})
    return condition & Q(**{f"{names[0]}__{'lte' if less else 'gte'}": values[0]})


def _values(rows, names, key):
    parts = key.rsplit("~", len(names) - 1)  # a name, which stands first, may have the sign in it
    if len(parts) != len(names):
        raise BadRequest("This page of the list does not exist. Start again at the list.")
    try:
        values = [_value(_field(rows, name), part) for name, part in zip(names, parts, strict=True)]
    except (ValidationError, ValueError, TypeError) as error:
        raise BadRequest(
            "This page of the list does not exist. Start again at the list."
        ) from error
    if any(isinstance(value, datetime) and timezone.is_naive(value) for value in values):
        raise BadRequest("This page of the list does not exist. Start again at the list.")
    return values


def _value(field, part):
    """What a part of a key says.

    ValidationError also for what no row can have, such as a number beyond its column.
    """
    value = field.to_python(part)
    field.run_validators(value)
    return value


def _field(rows, name):
    """The field a name leads to; "person__name" leads through the person.

    What the rows are annotated with has one as well.
    """
    if name in rows.query.annotations:
        return rows.query.annotations[name].output_field
    model, (*through, last) = rows.model, name.split("__")
    for step in through:
        model = model._meta.get_field(step).related_model
    return model._meta.get_field(last)


def _url(request, direction, row, names):
    parameters = {
        name: value for name, value in request.GET.items() if name not in ("older", "newer")
    }
    key = "~".join(str(attrgetter(name.replace("__", "."))(row)) for name in names)
    return f"?{urlencode({**parameters, direction: key})}"
