"""What was counted is kept for a while, by key, where it is worth it."""

from itertools import count

import pytest

from safety_portal.core.database.kept_counts import KeptCounts


@pytest.fixture
def kept():
    return KeptCounts()


def test_it_is_counted_once_in_so_many_seconds(kept):
    numbers = count(1)
    answers = [kept.of("a", lambda: next(numbers), seconds=seconds) for seconds in (60, 60, -1, 60)]
    assert answers == [1, 1, 2, 2]


def test_each_key_has_its_own(kept):
    assert [kept.of(key, lambda key=key: key * 2, seconds=60) for key in "aba"] == [
        "aa",
        "bb",
        "aa",
    ]


def test_nothing_is_a_number_too(kept):
    numbers = iter([[], [1]])
    assert [kept.of("a", lambda: next(numbers), seconds=60) for _ in range(2)] == [[], []]


def test_what_is_not_worth_keeping_is_counted_again(kept):
    numbers = count(1)
    asked = [
        kept.of("a", lambda: next(numbers), seconds=60, is_kept=lambda n: n > 2) for _ in "1234"
    ]
    assert asked == [1, 2, 3, 3]
