"""docs/tour.md has every noun of the house, and says of it what its folder says of itself."""

import shutil

from tests.architecture import tour
from tests.architecture.house import ROOT

PAGE = ROOT / "docs" / "tour.md"


def test_the_tour_is_of_this_house():
    page = PAGE.read_text(encoding="utf-8")
    assert tour.told(page) == tour.lines(), "Run python -m tests.architecture: it writes the list."


def test_a_noun_that_is_new_is_written_in_its_place(tmp_path):
    shutil.copytree(ROOT / "docs", tmp_path / "docs")
    for area in tour.AREAS:
        (tmp_path / area / "ponds").mkdir(parents=True)
        (tmp_path / area / "__init__.py").write_text('NOUNS = ("ponds", "ripples")\n')
        (tmp_path / area / "ponds" / "__init__.py").write_text(
            '"""Still water,\nas a rule.\n\nMore of it."""\n'
        )
    assert tour.write(tmp_path)
    page = (tmp_path / "docs" / "tour.md").read_text(encoding="utf-8")
    assert "\n\n- `coalitions/ponds/`: Still water, as a rule.\n\n- `plans/ponds/`: Still" in page
    assert page.count("- `") == len(tour.AREAS) + PAGE.read_text(encoding="utf-8").count("- `") - (
        tour.lines().count("- `")
    )
    assert not tour.write(tmp_path)
