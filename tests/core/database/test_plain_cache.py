"""The cache keeps what every version of the portal can read, and forgives what an earlier one kept."""

import base64
import pickle
from collections import OrderedDict
from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest
from django.core.cache import cache
from django.db import connection

from safety_portal.core.database.plain_cache import NotPlain, is_plain

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 30, 8, tzinfo=UTC)


@dataclass(frozen=True)
class Ours:
    number: int = 1


class Word(str):
    __slots__ = ()


@pytest.mark.parametrize(
    "value",
    [
        None,
        True,
        5,
        2.5,
        "a",
        b"a",
        NOW,
        date(2026, 11, 30),
        [1, ("a", NOW)],
        {"at": [NOW], 2: None},
    ],
)
def test_plain_values_are_kept(value):
    cache.set("plain", value, 60)
    assert is_plain(value)
    assert cache.get("plain") == value


@pytest.mark.parametrize(
    "value", [Ours(), [Ours()], {"a": Ours()}, {Ours(): 1}, Word("a"), OrderedDict(a=1), {1, 2}]
)
def test_nothing_of_ours_is_kept(value):
    with pytest.raises(NotPlain, match="other: keep numbers, texts and days"):
        cache.set("other", value, 60)
    with pytest.raises(NotPlain):
        cache.add("other", value, 60)
    assert cache.get("other", "nothing") == "nothing"


def test_what_an_earlier_version_kept_of_a_class_that_moved_is_not_there():
    """An upgrade once answered 500 for five minutes: a kept verdict named a module that was gone."""
    for key in ("moved", "stays"):
        cache.set(key, 1, 60)
    kept = pickle.dumps(Ours()).replace(Ours.__module__.encode(), b"x" * len(Ours.__module__))
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE cache SET value = %s WHERE cache_key = %s",
            [base64.b64encode(kept).decode(), cache.make_key("moved")],
        )
    assert cache.get_many(["moved", "stays", "never"]) == {"stays": 1}
    assert cache.get("moved") is None
    cache.set("moved", 2, 60)
    assert cache.get("moved") == 2
