"""A signed link names its row and its address, for one purpose and so many days."""

from datetime import timedelta

import pytest
from django.utils import timezone

from safety_portal.core.accounts.tokens import GOOD_FOR, is_mark_of, read_signed, signed_for

ADDRESS = "ana@example.org"


def test_it_says_which_row_and_whose_address():
    key, mark = read_signed(signed_for(7, ADDRESS, salt="a"), salt="a")
    assert key == 7
    assert is_mark_of(mark, "Ana@Example.org")
    assert not is_mark_of(mark, "eve@example.org")
    assert "ana" not in signed_for(7, ADDRESS, salt="a")


# The one that is signed differs from second to second: all processes of a run have to call it alike.
@pytest.mark.parametrize("token", ["", "x", "WzddOg:1:2"])
def test_what_was_not_signed_for_this_is_nothing(token):
    assert read_signed(token, salt="a") is None


def test_what_was_signed_for_something_else_is_nothing():
    assert read_signed(signed_for(7, ADDRESS, salt="b"), salt="a") is None


def test_it_ends_after_its_days(time_machine):
    token = signed_for(7, ADDRESS, salt="a")
    time_machine.move_to(timezone.now() + GOOD_FOR + timedelta(seconds=1))
    assert read_signed(token, salt="a") is None
