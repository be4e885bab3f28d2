"""When: what a rehearsal may become."""

import pytest

from coalitions.reunification.lifecycle import MOVES, RehearsalState, check_rehearsal
from safety_portal.core.states import WrongState

S = RehearsalState


@pytest.mark.parametrize("new", [S.HELD, S.CALLED_OFF])
def test_what_is_planned_is_held_or_called_off(new):
    check_rehearsal(S.PLANNED, new)


@pytest.mark.parametrize("old", [S.HELD, S.CALLED_OFF])
@pytest.mark.parametrize("new", list(S))
def test_what_is_over_becomes_nothing(old, new):
    with pytest.raises(WrongState):
        check_rehearsal(old, new)


def test_the_sentence_says_what_to_do():
    with pytest.raises(WrongState, match="Plan another one"):
        check_rehearsal(S.CALLED_OFF, S.HELD)
    with pytest.raises(WrongState, match="stays as it is"):
        check_rehearsal(S.HELD, S.HELD)


def test_every_state_has_its_moves():
    assert set(MOVES) == set(S)
