"""A brief on paper: one page of US letter, whichever of the library it is."""

import io

import pytest
from pypdf import PdfReader

from coalitions.briefs.actions.importing import add_starters
from coalitions.briefs.readers.starter import starters
from coalitions.briefs.writers.paper import html_of, size_of
from safety_portal.core.exports import paper
from tests.briefing import make_brief, seen

pytestmark = pytest.mark.django_db


def pages(shown):
    return PdfReader(io.BytesIO(paper.pdf(html_of(shown)))).pages


def test_every_starter_stands_on_one_page_with_its_matrix(coalition):
    add_starters(coalition=coalition, starters=starters(), by=None)
    for brief in coalition.briefs.all():
        drawn = pages(seen(brief))
        assert len(drawn) == 1, brief.code
        words = " ".join(drawn[0].extract_text().split())
        assert "Eliminate threats" in words
        assert words.count(" X") >= len(seen(brief).read.cells)
        assert seen(brief).read.question.split()[-1] in words


@pytest.mark.parametrize(("times", "size"), [(50, "middle"), (100, "small")])
def test_a_long_one_is_set_smaller_and_stands_on_one_page(coalition, times, size):
    long = "<p>" + "A guest who is greeted feels welcome and is remembered. " * times + "</p>"
    shown = seen(make_brief(coalition=coalition, context=long))
    assert size_of(shown.read) == size
    assert len(pages(shown)) == 1


def test_it_is_tagged_and_fetches_nothing_from_outside(coalition):
    brief = make_brief(
        coalition=coalition,
        sources=[{"title": "A", "publisher": "", "year": 2020, "url": "https://x.org/a.png"}],
    )
    html = html_of(seen(brief))
    assert "https://" not in html
    document = PdfReader(io.BytesIO(paper.pdf(html)))
    assert document.trailer["/Root"]["/MarkInfo"]["/Marked"]
