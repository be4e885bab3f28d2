"""So many times in so long: also when they come at once, and whatever a network address looks like."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import RequestFactory

from safety_portal.core.web import rate_limits
from tests import builders

pytestmark = pytest.mark.django_db


@pytest.fixture
def what():
    """Something that nobody has counted before."""
    return f"tries of test {next(builders.serial)}"


def test_as_many_as_the_rate_says_and_no_more(what):
    assert [bool(rate_limits.count(what, "3/m")) for _ in range(5)] == [True] * 3 + [False] * 2
    assert rate_limits.count(f"{what}, of another", "3/m")


def test_each_use_is_forgotten_when_its_time_is_over(what, time_machine):
    time_machine.move_to(1_900_000_000)
    rate_limits.count(what, "2/5m/key")
    time_machine.shift(200)
    rate_limits.count(what, "2/5m/key")
    time_machine.shift(99)
    assert rate_limits.count(what, "2/5m/key") is None
    time_machine.shift(2)
    assert rate_limits.count(what, "2/5m/key"), "the first one is five minutes old"
    assert rate_limits.count(what, "2/5m/key") is None, "the second one is not"


def test_what_is_taken_back_does_not_count(what, time_machine):
    time_machine.move_to(1_900_000_000)
    rate_limits.count(what, "2/h")
    time_machine.shift(1)
    second = rate_limits.count(what, "2/h")
    second.take_back()
    assert [bool(rate_limits.count(what, "2/h")) for _ in range(2)] == [True, False]


def test_a_use_that_is_taken_back_leaves_nothing_behind(what):
    only = rate_limits.count(what, "2/h")
    assert cache.get(only.name)
    only.take_back()
    assert cache.get(only.name) is None


@pytest.mark.parametrize(
    ("rate", "seconds"),
    [("1/s", 1), ("1/30s", 30), ("1/m/ip", 60), ("1/2h/key", 7200), ("1/d", 86400)],
)
def test_a_rate_says_how_long_a_use_counts(what, rate, seconds):
    assert rate_limits.count(what, rate).seconds == seconds


def test_without_a_rate_everything_goes(what):
    uses = [rate_limits.count(what, "") for _ in range(50)]
    assert all(uses)
    for use in uses:
        use.take_back()


@pytest.mark.django_db(transaction=True)
def test_those_that_come_at_once_are_counted_one_after_the_other(what):
    def use(_):
        try:
            return bool(rate_limits.count(what, "5/h"))
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(use, range(24))) == 5


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ("2001:db8:1:2:ffff::", "2001:db8:1:2::"),
        ("2001:db8:1:3::1", "2001:db8:1:3::"),
    ],
)
def test_who_has_one_address_of_six_groups_has_them_all(address, network):
    request = RequestFactory().get("/", REMOTE_ADDR=address)
    assert rate_limits.network_of(request) == network
