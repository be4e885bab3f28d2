"""A table to be read, its cells, and the sentence where there is none."""

import pytest

from safety_portal.core.files.filetypes import FileRefused
from safety_portal.core.files.reading import read_table

HEADER = ("ID", "Name", "City")


def cells_of(table):
    return [row.cells for row in table.rows]


def refusal(data):
    with pytest.raises(FileRefused) as refused:
        read_table(data)
    sentence = str(refused.value)
    assert sentence.endswith(".")
    assert "\n" not in sentence
    return sentence
