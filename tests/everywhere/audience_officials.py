"""Who gets the figures of a coalition and its board page: rows of the table in audience.py."""

from tests.everywhere.readers import Row

FIGURES = Row(own="official administrator officers")
OFFICIALS = {"official_figures": FIGURES, "official_board": FIGURES}
