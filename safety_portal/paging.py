"""Pages of long lists by key, not by offset: the thousandth page costs what the first does, and nothing is counted."""

from dataclasses import dataclass, field
from datetime import datetime
from operator import attrgetter
from urllib.parse import urlencode

from django.core.exceptions import BadRequest, ValidationError
from django.db.models import Q
from django.utils import timezone

SIZE = 25


@dataclass
class KeysetPage:
    """Rows of one page; the URLs of its neighbours are None where there is none. Iterates as its rows."""

    rows: list = field(default_factory=list)
    newer_url: str | None = None
    older_url: str | None = None

    def __iter__(self):
        return iter(self.rows)

    def __len__(self):
        return len(self.rows)


def keyset_page(queryset, request, *, by, size=SIZE, first=None):
    """The page of `queryset` that the query string (`older` or `newer`, a row's key) asks for: one query.

    `by` are field names, all descending ("held_on", "id") or all ascending; the last must be unique. A minus in front of
    the first turns the order descending. A name may lead through a relation ("person__name"). Other parameters of the
    address are kept in the links. Raises BadRequest (400) for a key that is not one of ours.

    `first` gives the first rows of the same list, one more than a page has, where its query is kept: that page is asked most.
    """
    descending = by[0].startswith("-")
    names = [name.lstrip("-") for name in by]
    backwards = "newer" in request.GET
    key = request.GET.get("newer") or request.GET.get("older")
    if key:
        values = _values(queryset, names, key)
        queryset = queryset.filter(_beyond(names, values, less=descending != backwards))
    if first and not key and not backwards:
        rows = first()
    else:
        order = [("-" if descending != backwards else "") + name for name in names]
        rows = list(queryset.order_by(*order)[: size + 1])
    has_more, rows = len(rows) > size, rows[:size]
    if backwards:
        rows.reverse()
    page = KeysetPage(rows)
    if rows and (has_more if backwards else key):
        page.newer_url = _url(request, "newer", rows[0], names)
    if rows and (has_more if not backwards else key):
        page.older_url = _url(request, "older", rows[-1], names)
    return page


def _beyond(names, values, *, less):
    """Rows strictly after the key in the order: (a < x) or (a = x and b < y) ..., and never a > x.

    The last is true already; but only so can an index begin at the key, instead of walking there from the first row.
    """
    found, equal = Q(pk__in=[]), Q()
    for name, value in zip(names, values, strict=True):
        found |= equal & Q(**{f"{name}__{'lt' if less else 'gt'}": value})
        equal &= Q(**{name: value})
    return found & Q(**{f"{names[0]}__{'lte' if less else 'gte'}": values[0]})


def _values(queryset, names, key):
    parts = key.split("~")
    if len(parts) != len(names):
        raise BadRequest("This page of the list does not exist. Start again at the list.")
    try:
        values = [_field(queryset.model, name).to_python(part) for name, part in zip(names, parts, strict=True)]
    except (ValidationError, ValueError, TypeError) as error:
        raise BadRequest("This page of the list does not exist. Start again at the list.") from error
    if any(isinstance(value, datetime) and timezone.is_naive(value) for value in values):
        raise BadRequest("This page of the list does not exist. Start again at the list.")
    return values


def _field(model, name):
    """The field a name leads to; "person__name" leads through the person."""
    *through, last = name.split("__")
    for step in through:
        model = model._meta.get_field(step).related_model
    return model._meta.get_field(last)


def _url(request, direction, row, names):
    kept = {name: value for name, value in request.GET.items() if name not in ("older", "newer")}
    key = "~".join(str(attrgetter(name.replace("__", "."))(row)) for name in names)
    return f"?{urlencode({**kept, direction: key})}"
