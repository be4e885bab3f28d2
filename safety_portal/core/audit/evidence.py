"""What an audit row carries so that the row it tells of can be compared with it later.

The state of every column.

Plain JSON: numbers, words, days, moments in UTC; of a text its SHA-256 alone, because the record of
changes is read by people who may not read everything, and it is compared, never restored. Which
columns are left out, and why, says each app where it calls this (plans/editions/evidence.py).
"""

import hashlib
import json
from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any, TypeAlias

from django.db import models

# What JSON holds; a record of records.
Plain: TypeAlias = "bool | int | str | Sequence[Plain] | Mapping[str, Plain] | None"
VERSION = 1


def state_of(row: models.Model, *, without: Collection[str] = ()) -> dict[str, Plain]:
    """The columns of a row of any model as plain data, by their names in Python.

    What JSON gives back unchanged.
    """
    fields = [field for field in row._meta.concrete_fields if field.attname not in without]
    return {field.attname: _plain(field, getattr(row, field.attname)) for field in fields}


def digest_of(value: Plain) -> str:
    """SHA-256 of plain data, 64 hexadecimal digits.

    Of text as it is, of everything else as JSON with its keys sorted.
    """
    text = (
        value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, sort_keys=True)
    )
    return hashlib.sha256(text.encode()).hexdigest()


def evidence(
    subject: models.Model | None = None, *, without: Collection[str] = (), **rest: Plain
) -> dict[str, Plain]:
    """The `evidence` of an audit row about `subject`.

    Its state, and whatever else the row vouches for, as plain data.
    """
    state = {} if subject is None else {"state": state_of(subject, without=without)}
    return {"version": VERSION, **state, **rest}


def differing(
    state: dict[str, int | str | None], recorded: dict[str, int | str | None]
) -> list[str]:
    """Names of the columns in which a state differs from what was `recorded`.

    A column that is younger than it is not compared.
    """
    return [name for name, value in recorded.items() if name in state and state[name] != value]


def _plain(field: "models.Field[Any, Any]", value: Any) -> Plain:
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(field, models.TextField) or field.attname.endswith("because"):
        return value and digest_of(value)
    if isinstance(field, models.JSONField):
        return digest_of(value)
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        return [str(item) for item in value]
    return str(value)
