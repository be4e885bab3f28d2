"""The heading of a preview is true of the file, also where it changes nothing."""

from types import SimpleNamespace

import pytest

from coalitions.directory_import.views.preview import heading


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ({"unchanged": 2}, "The file says what is here already"),
        ({"not_yours": 2}, "Every row is about another district"),
        (
            {"unchanged": 1, "not_yours": 1},
            "The file says what is here already for your district",
        ),
        ({"rejected": [1]}, "Nothing in the file is new, 1 row is refused"),
        (
            {"rejected": [1, 2], "not_yours": 1},
            "Nothing in the file is new for your district, 2 rows are refused",
        ),
        ({"new": [1], "not_yours": 5}, "1 school is new"),
    ],
)
def test_a_file_that_changes_nothing(counts, said):
    empty = {"new": [], "changed": [], "rejected": [], "unchanged": 0, "not_yours": 0}
    directory = SimpleNamespace(kind="school", total=2)
    assert heading(SimpleNamespace(directory=directory, **empty | counts)) == said
