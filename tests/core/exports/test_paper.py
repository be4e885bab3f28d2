"""Paper takes our own style sheets, and nothing from outside."""

import io

import pytest
from pypdf import PdfReader

from safety_portal.core.exports import paper

PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Cards</title>
<link rel="stylesheet" href="{address}"></head>
<body><section class="job-card">One</section><section class="job-card">Two</section></body></html>"""


def pages(address):
    return len(PdfReader(io.BytesIO(paper.pdf(PAGE.format(address=address)))).pages)


@pytest.mark.parametrize(
    ("address", "number"),
    [
        ("static:css/reunification.css", 2),
        ("static:css/none.css", 1),
        ("https://example.org/reunification.css", 1),
        ("file:///etc/hostname", 1),
    ],
)
def test_a_style_sheet_of_ours_counts_and_no_other(address, number):
    assert pages(address) == number
