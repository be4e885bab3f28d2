"""Rows as JSON, one object a line, and whom they refer to."""

import json
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Model, OuterRef, QuerySet
from django.db.models.fields.related import ForeignKey, ManyToManyField

from safety_portal.core.exports.offers import Rows

CHUNK = 2000
_LIST = "taken_"


class References:
    """The keys of rows that exported rows refer to, of the models that are taken along for it."""

    def __init__(self, models: Iterable[type[Model]]) -> None:
        self._waiting: dict[type[Model], set[int]] = {model: set() for model in models}
        self._taken: dict[type[Model], set[int]] = {model: set() for model in self._waiting}

    def knows(self, model: object) -> bool:
        """Whether its rows are taken along."""
        return model in self._waiting

    def note(self, model: type[Model], pk: int) -> None:
        """A row refers to this one."""
        if pk not in self._taken[model]:
            self._waiting[model].add(pk)

    def next(self, model: type[Model]) -> list[int]:
        """Some that nobody took yet, at most a chunk; empty at the end."""
        some = sorted(self._waiting[model])[:CHUNK]
        self._waiting[model].difference_update(some)
        self._taken[model].update(some)
        return some


def objects_of(rows: Rows, queryset: "QuerySet[Model]", references: References) -> Iterator[bytes]:
    """The objects of a queryset of its model as lines of JSON; notes whom they refer to."""
    follows = _follows(rows, references)
    files = {rows.keys.index(name): name for name in rows.files}
    for values in _values(rows, queryset):
        for index, model in follows:
            for pk in values[index] if isinstance(values[index], list) else [values[index]]:
                if pk is not None:
                    references.note(model, pk)
        told = list(values)
        for index, name in files.items():
            told[index] = rows.upload(told[0], name, told[index])
        told_by_name = dict(zip(rows.keys, told, strict=True))
        yield json.dumps(told_by_name, default=_plain, ensure_ascii=False).encode()


def as_array(objects: Iterable[bytes]) -> Iterator[bytes]:
    """A JSON array of them, each on a line of its own."""
    before = b"[\n"
    for each in objects:
        yield before + each
        before = b",\n"
    yield b"\n]\n" if before == b",\n" else b"[]\n"


def _values(rows: Rows, queryset: "QuerySet[Model]") -> Iterator[tuple[Any, ...]]:
    lists = {f"{_LIST}{name}": _ids(rows.model, name) for name in rows.lists}
    names = (*(column.name for column in rows.columns), *lists, *rows.adds)
    annotated = queryset.annotate(**lists, **rows.adds).order_by("pk")
    return annotated.values_list(*names).iterator(chunk_size=CHUNK)


def _ids(model: type[Model], name: str) -> ArraySubquery:
    """The keys of what a row is related to, in order."""
    relation = model._meta.get_field(name)
    assert isinstance(relation, ManyToManyField)  # noqa: S101  Rows.lists holds nothing else
    here, there = relation.m2m_field_name(), relation.m2m_reverse_field_name()
    between = relation.remote_field.through
    assert between is not None  # noqa: S101  Django makes one where none is declared
    rows = between._default_manager.filter(**{here: OuterRef("pk")})
    return ArraySubquery(rows.order_by(there).values(f"{there}_id"))


def _follows(rows: Rows, references: References) -> list[tuple[int, type[Model]]]:
    """Where in an object keys of others stand that are taken along, and of which model."""
    related = [*rows.columns, *(rows.model._meta.get_field(name) for name in rows.lists)]
    return [
        (index, each.related_model)
        for index, each in enumerate(related)
        if isinstance(each, ForeignKey | ManyToManyField) and references.knows(each.related_model)
    ]


def _plain(value: object) -> str:
    """Times in UTC with all their digits, days as they are, numbers with their decimals."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal | UUID):
        return str(value)
    raise TypeError(f"No JSON is known for {type(value).__name__}.")
