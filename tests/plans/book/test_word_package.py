"""The Word file as Word sees it.

Valid whatever the text holds, real headings and fields, our own pages marked.
"""

import io
import zipfile
from types import SimpleNamespace

import docx
import pytest
from lxml import etree

from plans.book.writers.word.document import as_docx
from plans.book.writers.word.grid import laid_out
from plans.text.parsing import parse
from plans.text.words import words
from plans.word_in.readers.word.printed import stands_for
from safety_portal.core.exports.word.markup import text
from safety_portal.core.exports.word.relations import Relations
from tests.plans.book.test_word_writer import CHANGED, SAME
from tests.plans.book.word_out import again, book, text_again
from tests.plans.word_in.word_files import png

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def parts(content):
    """Every XML part by its name, parsed: a part that is no XML fails here."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        return {
            name: etree.fromstring(archive.read(name))
            for name in archive.namelist()
            if name.endswith(("xml", "rels"))
        }


def test_what_the_portal_printed_comes_back_as_what_it_stands_for(tmp_path):
    html = "<p>Agreed.</p><p>{{ generated.signatures }}</p><blockquote><p>{{ generated.seats }}</p></blockquote>"
    drawn = {
        "signatures": "<table><tr><td>Dana Whitlock</td></tr></table>",
        "seats": "<ul><li>Chair</li></ul>",
    }
    whole = book(
        ("Promulgation", 1, html),
        ("Vault", 2, None),
        ("Families", 2, "<p>We write.</p>"),
        blocks=drawn,
    )
    back = again(whole, tmp_path)
    assert [(each.title, each.html) for each in back.sections] == [
        (
            "Promulgation",
            "<p>Agreed.</p><p>{{ generated.signatures }}</p><p>{{ generated.seats }}</p>",
        ),
        ("Vault", ""),
        ("Families", "<p>We write.</p>"),
    ]
    read = "".join(parts(as_docx(whole))["word/document.xml"].itertext())
    assert all(
        words in read
        for words in ("Dana Whitlock", "Chair", "left out of this copy", "Record of changes")
    )
    assert (read.count("The undersigned concur"), back.preamble, back.lost) == (0, "", "")


def test_a_tag_of_somebody_elses_brings_no_placeholder_in():
    assert [stands_for(name) for name in ("generated.seats", "generated.{{x}}", "cover", "school.name")] == [
        "{{ generated.seats }}", "", "", "",
    ]  # fmt: skip


def test_word_finds_headings_fields_and_what_the_file_says_of_itself():
    whole = book(("Basic plan", 1, "<p>Why.</p>", "1"), ("Purpose", 2, ""), ("Deep", 3, ""))
    content = as_docx(whole)
    document = docx.Document(io.BytesIO(content))
    styled = [
        (p.style.name, p.text) for p in document.paragraphs if p.style.name.startswith("Heading")
    ]
    assert styled == [
        ("Heading 1", "1 Basic plan"),
        ("Heading 2", "Purpose"),
        ("Heading 3", "Deep"),
    ]
    properties = document.core_properties
    assert (properties.title, properties.language, properties.author) == (
        whole.plan.title,
        "en-US",
        str(whole.coalition),
    )
    xml = parts(content)
    fields = [" ".join(node.text.split()) for name in ("document", "header", "header-front", "footer")
              for node in xml[f"word/{name}.xml"].iter(f"{W}instrText")]  # fmt: skip
    assert fields == ['TOC \\o "1-2" \\h \\z \\t "Front Heading,1"', "STYLEREF 1", "PAGE"]
    head = "".join(xml["word/header.xml"].itertext())
    assert (
        head.endswith("Emergency operations plan. Draft, not in force STYLEREF 1 "),
        whole.running_head in head,
    ) == (True, True)
    links = [node.get(f"{W}anchor") for node in xml["word/document.xml"].iter(f"{W}hyperlink")]
    marks = {node.get(f"{W}name") for node in xml["word/document.xml"].iter(f"{W}bookmarkStart")}
    assert links == ["_Toc_signatures", "_Toc_changes", "_Toc_distribution", "_Toc1", "_Toc2"]
    assert set(links) <= marks


def test_a_plan_without_a_heading_of_the_first_level_names_no_part():
    """Word would print an error at the head of each page."""
    xml = parts(as_docx(book(("Purpose", 2, ""))))
    assert list(xml["word/header.xml"].iter(f"{W}instrText")) == []
    assert parts(as_docx(book()))["word/document.xml"] is not None


def test_a_table_repeats_its_head_and_parts_only_rows_that_may_be_longer_than_a_page():
    html = f"<table><tr><th>Who</th></tr><tr><td>Principal</td></tr><tr><td>{'long ' * 400}</td></tr></table>"
    document = parts(as_docx(book(("Plan", 1, html))))["word/document.xml"]
    rows = [
        [child.tag.removeprefix(W) for child in row.iterfind(f"{W}trPr/*")]
        for row in list(document.iter(f"{W}tbl"))[-1].iter(f"{W}tr")
    ]
    assert rows == [["cantSplit", "tblHeader"], ["cantSplit"], []]


def test_every_row_of_a_table_fills_every_column():
    html = '<table><tr><td rowspan="9">a</td><td>b</td></tr><tr><td colspan="2">c</td></tr><tr></tr><tr><td>d</td></tr></table>'
    [table] = parse(html)
    for line in laid_out(table.children):
        assert [place.column for place in line] == [
            sum(p.columns for p in line[:index]) for index in range(len(line))
        ]
        assert sum(place.columns for place in line) == 3


def test_what_is_too_wide_or_too_deep_for_word_keeps_its_words(tmp_path):
    wide = "<table><tr>" + "".join(f"<td>c{number}</td>" for number in range(80)) + "</tr></table>"
    deep = "<ul><li>d" * 14 + "</li></ul>" * 14
    assert words(text_again(wide, tmp_path)) == [f"c{number}" for number in range(80)]
    assert words(text_again(deep, tmp_path)) == ["d"] * 14


HOSTILE = "a\x00b\x0b\ud800<w:p>&amp;]]>\ufffe=cmd|'/c'!A1 \u202etxt.exe"


def test_hostile_words_make_a_file_all_the_same(tmp_path):
    assert text("a\x00\x08\ud800\ufffe\uffff<&") == "a&lt;&amp;"
    evil = book(
        (
            HOSTILE,
            1,
            f'<p>{HOSTILE}<a href="javascript:alert(1)">x</a><img src="file:///etc/passwd"></p>',
        ),
        title=HOSTILE,
    )
    content = as_docx(evil)
    targets = [
        node.get("Target")
        for name, root in parts(content).items()
        if name.endswith("rels")
        for node in root
    ]
    assert [target for target in targets if "javascript" in target or "passwd" in target] == []
    [section] = again(evil, tmp_path).sections
    assert section.title == "ab<w:p>&amp;]]>=cmd|'/c'!A1 txt.exe"


@pytest.mark.parametrize(
    ("address", "target"),
    [
        ("https://a.example/b c?d=é&e#f", "https://a.example/b%20c?d=é&e#f"),
        ('https://a.example/"><x>{}|\\^`', "https://a.example/%22%3E%3Cx%3E%7B%7D%7C%5C%5E%60"),
        ("https://a.example/50%-100%25", "https://a.example/50%25-100%25"),
    ],
)
def test_an_address_holds_only_what_addresses_may(address, target):
    relations = Relations()
    relations.link(address)
    [row] = etree.fromstring(relations.xml().encode())
    assert (row.get("Target"), row.get("TargetMode")) == (target, "External")


def test_pictures_are_stored_once_fit_their_place_and_keep_their_description(tmp_path):
    sha256 = "a" * 64
    kept = {
        sha256: SimpleNamespace(
            content_type="image/png",
            width=4000,
            height=100,
            file=SimpleNamespace(open=lambda mode: io.BytesIO(png())),
        )
    }
    html = f'<img src="picture/{sha256}" alt="Site &quot;map&quot;"><img src="picture/{"b" * 64}" alt="gone">'
    table = f'<table><tr><td>x<img src="picture/{sha256}" alt=""></td><td>y</td></tr></table>'
    whole = book(("Map", 1, html + table), pictures=kept)
    with zipfile.ZipFile(io.BytesIO(as_docx(whole))) as archive:
        assert [name for name in archive.namelist() if "media" in name] == [
            f"word/media/{'a' * 16}.png"
        ]
        document = etree.fromstring(archive.read("word/document.xml"))
    widths = [int(node.get("cx")) for node in document.iter("{*}extent")]
    assert (widths[0], widths[1] < widths[0] / 2) == (10_200 * 635, True)
    back = again(whole, tmp_path)
    assert (
        list(back.pictures) != [],
        back.sections[0].html.count("<img"),
        'alt="Site &quot;map&quot;"' in back.sections[0].html,
    ) == (True, 2, True)


# Word calls a file damaged whose properties stand in another order than the schema's.
ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore numPr pBdr tabs bidi spacing ind jc outlineLvl rPr sectPr",
    "rPr": "rStyle rFonts b bCs i iCs strike color sz szCs u vertAlign rtl lang",
    "tblPr": "tblStyle tblW tblInd tblBorders tblCellMar tblLook",
    "tcPr": "tcW gridSpan vMerge",
    "sectPr": "headerReference footerReference type pgSz pgMar titlePg",
    "sdtPr": "alias tag docPartObj",
    "lvl": "start numFmt lvlText lvlJc pPr rPr",
    "style": "name basedOn next uiPriority qFormat pPr rPr tblPr",
}


def test_properties_stand_in_the_order_of_the_schema():
    drawn = {"seats": "<p>Chair</p>"}
    xml = parts(
        as_docx(
            book(
                ("All", 1, "".join(SAME) + "".join(CHANGED) + "<p>{{ generated.seats }}</p>"),
                blocks=drawn,
            )
        )
    )
    found = {name: set() for name in ORDER}
    for node in (
        node
        for root in xml.values()
        for node in root.iter()
        if etree.QName(node).localname in ORDER
    ):
        found[etree.QName(node).localname].add(
            tuple(etree.QName(child).localname for child in node)
        )
    wrong = [
        (name, names)
        for name, several in found.items()
        for names in several
        if list(names) != sorted(names, key=ORDER[name].split().index)
    ]
    assert (wrong, [name for name, several in found.items() if not several]) == ([], [])
