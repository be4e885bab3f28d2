"""The prevention matrix: twenty cells as values, in the order of the source."""

import pytest

from coalitions.prevention.matrix import CELLS, CHOICES, CODES, Cell, Function, Goal, drawn


def test_it_has_twenty_cells_row_by_row():
    assert len(CELLS) == len(set(CODES)) == len(CHOICES) == 20
    assert CODES[0] == "deter.collaboration"
    assert CODES[5] == "detect.collaboration"
    assert CODES[-1] == "eliminate_threats.intervention"


def test_a_cell_is_known_by_its_code_and_said_in_words():
    cell = Cell(Goal.ELIMINATE_THREATS, Function.RISK_MANAGEMENT)
    assert Cell.of(cell.code) == cell
    assert str(cell) == "Eliminate threats by risk management"


@pytest.mark.parametrize("code", ["", "prevent", "prevent.", "prevent.x", "x.collaboration"])
def test_no_other_text_is_a_cell(code):
    with pytest.raises(ValueError, match="is not a valid"):
        Cell.of(code)


def test_it_is_drawn_with_its_marks_and_the_first_of_them():
    rows = drawn({"detect.intervention", "prevent.intervention"}, "prevent.intervention")
    assert [row.goal for row in rows] == list(Goal)
    places = [place for row in rows for place in row.places]
    assert [place.cell for place in places] == list(CELLS)
    marked = [(place.cell.code, place.is_primary) for place in places if place.is_marked]
    assert marked == [("detect.intervention", False), ("prevent.intervention", True)]
