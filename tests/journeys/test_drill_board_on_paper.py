"""The drill board of a district is printed on one sheet."""

import io

import pytest
from pypdf import PdfReader

from tests import builders, knowing
from tests.calendaring import make_year
from tests.drilling import make_drill
from tests.plugins.skips import needs_browser

pytestmark = [needs_browser, pytest.mark.django_db(transaction=True)]
SCHOOLS = 8


@pytest.fixture
def board(district, district_coalition, visit):
    """The board of a Michigan district with some schools, open at an administrator's desk."""
    type(district).objects.filter(pk=district.pk).update(state="MI")
    district.refresh_from_db()
    make_year(district=district)
    for number in range(SCHOOLS):
        name = f"Elementary School Number {number}"
        school = builders.make_school(district=district, name=name)
        type(school).objects.filter(pk=school.pk).update(state="MI")
        school.refresh_from_db()
        coalition = builders.make_coalition(school=school, slug=f"school-{number}")
        knowing.make_fact(coalition=coalition, question="kind", answer=["public_district"])
        knowing.make_fact(coalition=coalition, question="grades", answer=["03", "04", "05"])
        make_drill(coalition=coalition, state="held")
        make_drill(coalition=coalition)
    leader = builders.make_member(coalition=district_coalition, role="administrator")
    page = visit(leader)
    page.goto("/c/cedar-county/drills/board/")
    return page


def test_one_sheet_has_every_school_and_what_stands_where(board):
    paper = PdfReader(io.BytesIO(board.pdf(prefer_css_page_size=True)))
    words = " ".join(paper.pages[0].extract_text().split())
    assert all(f"Elementary School Number {number}" in words for number in range(SCHOOLS))
    assert "MI-D" in words
    assert len(paper.pages) == 1
    wide, high = paper.pages[0].mediabox[2:]
    assert wide > high
