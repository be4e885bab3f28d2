"""Calls to and fro at any depth ask the system for no memory."""

import resource

import pytest

from safety_portal.core.web.frames import in_one_piece

# A frame of Python has 12 words and its own at least: so many of these are more than 16 KB, and
# one of the depths is at the edge of a piece.
DEPTHS = range(120)
CALLS = 2_000


def to_and_fro():
    """Nine frames up and down, again and again."""
    for _ in range(CALLS):
        below(9)


def below(depth, function=None):
    if depth:
        return below(depth - 1, function)
    return function() if function else None


def pages_of_memory(function):
    """How often the system had to give this process memory meanwhile."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    function()
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before


def costs(at_depth):
    return max(pages_of_memory(lambda depth=depth: at_depth(depth)) for depth in DEPTHS)


def test_calls_in_one_piece_ask_for_no_memory_at_any_depth():
    assert costs(in_one_piece(lambda depth: below(depth, to_and_fro))) < CALLS / 10


def test_arguments_answers_and_errors_pass():
    def divided(dividend, *, by):
        """What was divided."""
        return dividend / by

    called = in_one_piece(divided)
    assert called(6, by=2) == 3
    with pytest.raises(ZeroDivisionError):
        called(6, by=0)
