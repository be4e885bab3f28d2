"""Rows as CSV for people: headings in words, names instead of keys."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Field, Model, QuerySet
from django.utils import timezone

from safety_portal.core.exports.csv import csv_lines
from safety_portal.core.exports.offers import Rows
from safety_portal.portal.coalition_export.writers.objects import CHUNK


def sheet_of(rows: Rows, queryset: "QuerySet[Model]") -> Iterator[bytes]:
    """The lines of a CSV of the queryset, in the columns of `rows.sheet`."""
    paths = list(rows.sheet.values())
    labels = [_labels(rows.model, path) for path in paths]
    found = queryset.order_by("pk").values_list(*paths).iterator(chunk_size=CHUNK)
    cells = (
        [_cell(_worded(value, words)) for value, words in zip(values, labels, strict=True)]
        for values in found
    )
    return (line.encode() for line in csv_lines(list(rows.sheet), cells))


def _labels(model: type[Model], path: str) -> dict[object, str]:
    """What the codes of a column are called; empty for what is no code."""
    *way, last = path.split("__")
    for step in way:
        related = model._meta.get_field(step).related_model
        assert isinstance(related, type)  # noqa: S101  a path of a sheet leads over relations
        model = related
    column = model._meta.get_field(last)
    column = getattr(column, "base_field", column)
    return (
        {key: str(label) for key, label in column.flatchoices} if isinstance(column, Field) else {}
    )


def _worded(value: object, words: dict[object, str]) -> object:
    """What a code is called; of several codes what each is."""
    if isinstance(value, list):
        return "; ".join(str(words.get(each, each)) for each in value)
    return words.get(value, value)


def _cell(value: object) -> object:
    if isinstance(value, bool):
        return "yes" if value else ""
    if isinstance(value, datetime):
        return f"{timezone.localtime(value):%Y-%m-%d %H:%M}"
    return value
