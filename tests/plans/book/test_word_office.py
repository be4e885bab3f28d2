"""LibreOffice opens the Word file, and its PDF says the same words.

One conversion for all of it.
"""

import io
import subprocess
from collections import Counter
from types import SimpleNamespace

import pytest
from django.template.loader import render_to_string
from pypdf import PdfReader

from plans.book.writers.word.document import as_docx
from plans.text.words import words
from tests.plans.book.word_out import book
from tests.plans.word_in.word_files import png
from tests.plugins.skips import OFFICE, needs_office

MAP = "a" * 64
TEXTS = [
    "<p>Lock the <strong>door</strong> and<br>wait. Naïve café, <em>H</em><sub>2</sub>O.</p><h3>Before</h3>"
    f'<p>See <a href="https://example.org/a?b=c">the page</a>.</p><hr><img src="picture/{MAP}" alt="Site map">',
    "<ul><li>Keys<ol><li>First</li><li>Second</li></ol></li><li>Radio</li></ul><blockquote><p>Quoted.</p></blockquote>"
    '<ol start="4" type="a"><li>Fourth</li></ol>',
    '<table><tr><th>Who</th><th>What</th></tr><tr><td rowspan="2">Principal</td><td>Commands</td></tr>'
    "<tr><td>Decides</td></tr></table>"
    '<table><tr><td colspan="2">Wide</td></tr><tr><td>Left</td><td><ul><li>Inside</li></ul></td></tr></table>',
    "<p>" + " ".join(f"word{number}" for number in range(900)) + "</p>",
    '<p>Told <a href="#note-1"><sup>[1]</sup></a> so.</p><p><a href="#ref-1">[1]</a> Annotated.</p>',
    "<table><tr><th>Head</th></tr>"
    + "".join(f"<tr><td>row{number}</td></tr>" for number in range(60))
    + "</table>",
    "<p>{{ generated.seats }}</p>",
]
SEATS = "<ul><li>Chairing</li></ul>"
# What an office program adds: bullets, numbers, the mark of the note and its number.
COMPUTED = {"•": 4, "1.": 1, "2.": 1, "d.": 1, "1": 2}


@pytest.fixture(scope="module")
def whole():
    file = SimpleNamespace(open=lambda mode: io.BytesIO(png()))
    picture = SimpleNamespace(content_type="image/png", width=30, height=20, file=file)
    sections = [(f"Part{number}", 1 + number % 3, html) for number, html in enumerate(TEXTS)]
    return book(*sections, ("Vault", 1, None), pictures={MAP: picture}, blocks={"seats": SEATS})


@pytest.fixture(scope="module")
def pages(whole, tmp_path_factory):
    """The lines of each page of the PDF that LibreOffice makes of the Word file."""
    folder = tmp_path_factory.mktemp("office")
    (folder / "plan.docx").write_bytes(as_docx(whole))
    command = [
        OFFICE,
        f"-env:UserInstallation=file://{folder}/profile",
        "--headless",
        "--convert-to",
        "pdf",
    ]
    command += ["--outdir", folder, folder / "plan.docx"]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return [
        page.extract_text().strip().splitlines() for page in PdfReader(folder / "plan.pdf").pages
    ]


@needs_office
def test_the_pdf_of_an_office_program_says_the_same_words(whole, pages):
    """Cover, contents, records, headings, text and what is left out, each word as often as it is
    written.
    """
    contents = [record.title for record in whole.records] + [
        e.heading for e in whole.entries if e.section.level < 3
    ]
    records = [render_to_string(record.template, {"book": whole}) for record in whole.records]
    written = [
        *[
            whole.confidential_line,
            whole.plan.title,
            str(whole.coalition),
            *map(" ".join, whole.cover),
            whole.caution,
        ],
        *[
            "Contents",
            *contents,
            *[record.title for record in whole.records],
            "Restricted",
            whole.why_left_out,
        ],
        *[entry.heading for entry in whole.entries],
    ]
    expected = Counter(word for text in written for word in text.split())
    expected.update(word for html in [*records, *TEXTS[:-1], SEATS] for word in words(html))
    cover, *others = pages
    said = Counter(
        word
        for lines in [cover, *(lines[1:-1] for lines in others)]
        for line in lines
        for word in line.split()
    )
    goes_over = sum(any(line.startswith("row") for line in lines) for lines in pages)
    assert goes_over > 1
    assert (expected - said, said - expected) == (
        Counter(),
        Counter(COMPUTED | {"Head": goes_over - 1}),
    )


@needs_office
def test_every_page_but_the_cover_has_its_running_head_and_its_number(whole, pages):
    assert pages[0][0] == whole.confidential_line
    assert {lines[0] for lines in pages[1:]} == {whole.running_head}
    foots = [f"{whole.running_foot} Confidential {number}" for number in range(2, len(pages) + 1)]
    assert [lines[-1] for lines in pages[1:]] == foots
