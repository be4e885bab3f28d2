"""The cache in PostgreSQL, of plain values alone: it outlives the code that filled it.

An upgrade moves and renames classes while processes of both versions look into the same cache. So
nothing of ours is kept in it, only what Python itself always knows how to read.
"""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from django.core.cache.backends.db import DatabaseCache

PLAIN = (type(None), bool, int, float, str, bytes, date)
# What reading raises where a class that was kept is gone, or lies somewhere else.
GONE = (ImportError, AttributeError)


class NotPlain(TypeError):
    """Something was to be kept that an other version of the portal may not know."""


class PlainCache(DatabaseCache):
    """Django's cache in the database, which keeps no objects of classes of ours.

    Setting one raises NotPlain. What an earlier version kept nevertheless is not there for this one.
    """

    def get_many(self, keys: Collection[str], version: int | None = None) -> dict[str, Any]:
        """The values of those keys that are kept and can be read."""
        found: dict[str, Any] = {}
        for key in keys:
            try:
                found |= super().get_many([key], version)
            except GONE:
                self.delete(key, version)
        return found

    def _base_set(self, mode: str, key: str, value: Any, *args: Any, **options: Any) -> bool:
        if not is_plain(value):
            raise NotPlain(f"{key}: keep numbers, texts and days, not a {type(value).__name__}.")
        return bool(super()._base_set(mode, key, value, *args, **options))


def is_plain(value: object) -> bool:
    """Whether every version of the portal can read it back."""
    if type(value) in (list, tuple):
        return all(map(is_plain, value))  # type: ignore[call-overload]
    if isinstance(value, Mapping):
        return type(value) is dict and all(map(is_plain, [*value, *value.values()]))
    return isinstance(value, PLAIN) and type(value).__module__ in ("builtins", "datetime")
