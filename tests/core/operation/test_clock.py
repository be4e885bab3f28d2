"""That no run of the tests goes on into another day than it began on."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from tests.plugins.clock import LONGEST_RUN, PLACES, place_without_midnight


def test_whenever_a_run_begins_it_ends_on_the_same_day():
    places = set()
    for half_hours in range(2 * 24 * 366):  # the days on which clocks are changed among them
        now = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=30 * half_hours)
        places.add(place := place_without_midnight(now))
        assert (
            now.astimezone(ZoneInfo(place)).date()
            == (now + LONGEST_RUN).astimezone(ZoneInfo(place)).date()
        )
    assert places == set(PLACES)
