"""Somebody of the fire service opened the pages of a school, for world.py."""

from tests import builders
from tests.at_hand import make_opening


def add_openings(place):
    """One with a signal, one without."""
    for way in ("opened", "without_signal"):
        make_opening(coalition=place.coalition, account=place.cast["fire"], way=way)


def grow_openings(place):
    """One more, by somebody new."""
    account = builders.make_member(coalition=place.coalition, role="ems")
    make_opening(coalition=place.coalition, account=account)
