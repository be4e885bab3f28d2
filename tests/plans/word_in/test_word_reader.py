"""What a Word file holds arrives: tree, words, lists, tables, boxes, notes, pictures."""

from collections import Counter

import pytest

from plans.text.html import normalise
from plans.text.words import words
from plans.word_in.readers.word.reader import read_package
from plans.word_in.readers.word.reading import read
from tests.plans.word_in.word_files import box, cell, counted_words, field, item, p, run, table
from tests.plugins.skips import SHARED, needs_shared

DATA = SHARED / "data"
HOLD_NOTHING = {"mammoth_empty", "pydocx_sty-having-no-styles-part"}
ODDITIES = [
    path
    for path in sorted((DATA / "7-docx-oddities").glob("*.docx"))
    if path.stem not in HOLD_NOTHING
]


def placed(document):
    return [word for html in document.texts() for word in words(html)]


# ---------------------------------------------------------------- real files


@needs_shared
@pytest.mark.parametrize(
    ("name", "sections", "tables", "items", "pictures"),
    [
        ("stoneybrook_middle_school_EOP_basic_plan.docx", 80, 2, 183, 1),
        ("lafayette_formula_electric_safety_plan.docx", 21, 10, 47, 0),
        ("onestop_disaster_recovery_plan_template.docx", 20, 11, 8, 0),
        ("regional_gardens_incident_response_plan.docx", 11, 6, 27, 0),
        ("bicycle_nl_emergency_action_plan.docx", 0, 1, 0, 0),
        ("upload_only_one_table.docx", 0, 1, 0, 0),
        ("safe_sport_reporting_service.docx", 6, 0, 2, 0),
    ],
)
def test_a_real_plan_arrives_whole(name, sections, tables, items, pictures):
    document = read(DATA / "3-plans" / name)
    html = "".join(document.texts())
    assert placed(document) == counted_words(DATA / "3-plans" / name)
    assert document.words == len(placed(document))
    assert (len(document.sections), len(document.pictures)) == (sections, pictures)
    assert (html.count("<table>"), html.count("<li>")) == (tables, items)
    assert all(normalise(html) == html for html in document.texts())


@needs_shared
def test_stoneybrook_keeps_its_tree():
    document = read(DATA / "3-plans/stoneybrook_middle_school_EOP_basic_plan.docx")
    assert document.preamble == ""
    assert Counter(section.level for section in document.sections) == {
        1: 1,
        2: 10,
        3: 39,
        4: 21,
        5: 9,
    }
    assert [(section.level, section.title) for section in document.sections[:5]] == [
        (1, "Basic Plan"),
        (2, "1. Introductory Material"),
        (3, "1.1 Promulgation Document and Signatures"),
        (3, "1.2 Approval and Implementation"),
        (3, "1.3 Record of Changes"),
    ]
    assert document.sections[-1].title == "10. Authorities and References"
    [picture] = document.pictures.values()
    assert sum(f"picture/{picture.sha256}" in section.html for section in document.sections) == 1


@needs_shared
def test_oddities_keep_every_word():
    assert len(ODDITIES) == 13
    for path in ODDITIES:
        assert placed(read_package(path)) == counted_words(path), path.stem


# ---------------------------------------------------------------- headings


def test_a_heading_is_one_by_its_outline_level(read_body):
    document = read_body(
        p("Before")
        + p("One", "Heading1")
        + p("By inheritance", "Ours")
        + p("By name", "berschrift3")
        + p("By itself", properties='<w:outlineLvl w:val="4"/>')
        + p("Contents", "TOCHeading")
        + p("Not here", "Heading1", '<w:outlineLvl w:val="9"/>')
        + p("In a ring", "Round1")
    )
    assert document.preamble == "<p>Before</p>"
    assert [(section.level, section.title) for section in document.sections] == [
        (1, "One"),
        (2, "By inheritance"),
        (3, "By name"),
        (5, "By itself"),
    ]
    assert document.sections[-1].html == "<p>Contents</p><p>Not here</p><p>In a ring</p>"


def test_an_empty_heading_makes_no_section(read_body):
    document = read_body(p("One", "Heading1") + p("", "Heading1") + p("text"))
    assert [section.title for section in document.sections] == ["One"]
    assert document.sections[0].html == "<p>text</p>"
    assert document.warnings == ("1 heading without words made no section.",)


def test_a_heading_longer_than_a_title_goes_on_in_the_text(read_body):
    long = " ".join(f"word{number}" for number in range(60))
    [section] = read_body(p(long, "Heading1") + p("text")).sections
    assert len(section.title) <= 300
    assert section.title.split() + words(section.html) == [*long.split(), "text"]


def test_headings_in_cells_and_boxes_make_no_section(read_body):
    document = read_body(
        p("One", "Heading1")
        + table([cell(p("In a cell", "Heading1")), cell("x")])
        + p(box(p("In a box", "Heading2")))
    )
    assert [section.title for section in document.sections] == ["One"]
    assert document.sections[0].html == (
        "<table><tbody><tr><td><strong>In a cell</strong></td><td>x</td></tr></tbody></table>"
        "<blockquote><p><strong>In a box</strong></p></blockquote>"
    )


# ---------------------------------------------------------------- text


def test_marks_breaks_and_links(read_body):
    document = read_body(
        p(run("un") + run("lock", "<w:b/>") + run("ed") + "<w:r><w:tab/></w:r>" + run("2", '<w:vertAlign w:val="superscript"/>'))
        + p(run("a", '<w:rStyle w:val="Strong"/>') + "<w:r><w:br/></w:r>" + run("b", "<w:strike/>")
            + run("c", '<w:u w:val="single"/>'))
        + p('<w:hyperlink r:id="out">' + run("site", '<w:u w:val="single"/>') + '</w:hyperlink><w:hyperlink w:anchor="x">'
            + run(" here") + "</w:hyperlink>" + '<w:hyperlink r:id="bad">' + run(" bad") + "</w:hyperlink>")
        + p(field(' HYPERLINK "mailto:a@example.org" \\h ', run("mail us"))),
        relations=[("out", "hyperlink", "https://a.example/x", True), ("bad", "hyperlink", "javascript:x()", True)],
    )  # fmt: skip
    assert document.preamble == (
        "<p>un<strong>lock</strong>ed <sup>2</sup></p>"
        "<p><strong>a</strong><br><s>b</s><u>c</u></p>"
        '<p><a href="https://a.example/x">site</a> here bad</p>'
        '<p><a href="mailto:a@example.org">mail us</a></p>'
    )


def test_a_contents_field_is_left_out_and_other_fields_are_not(read_body):
    entries = p(run("One") + "<w:r><w:tab/></w:r>" + field(" PAGEREF _Toc1 ", run("3")))
    document = read_body(
        "<w:sdt><w:sdtContent>" + p("Contents", "TOCHeading")
        + p(field(' TOC \\o "1-3" ', run("1 One") + "</w:p>" + entries + "<w:p>")) + "</w:sdtContent></w:sdt>"
        + p(run("Page ") + field(" PAGE ", run("7"))) + p("One", "Heading1")
    )  # fmt: skip
    assert document.preamble == "<p>Contents</p><p>Page 7</p>"
    assert document.words == 4


def test_a_contents_field_without_end_swallows_nothing(read_body):
    document = read_body(
        p('<w:r><w:fldChar w:fldCharType="begin"/><w:instrText> TOC </w:instrText></w:r>')
        + p("all the plan")
    )
    assert placed(document) == ["all", "the", "plan"]


def test_tracked_changes_read_as_accepted(read_body):
    document = read_body(p(run("Lock ") + f"<w:ins>{run('both ')}</w:ins><w:del><w:r><w:delText>one</w:delText></w:r></w:del>"
                           + f"<w:moveFrom>{run('moved')}</w:moveFrom>" + run("doors")))  # fmt: skip
    assert document.preamble == "<p>Lock both doors</p>"
    assert document.warnings == (
        "The file has tracked changes: what was added was imported, what was deleted was left out.",
    )


def test_content_controls_smart_tags_symbols_and_formulas(read_body):
    document = read_body(
        "<w:sdt><w:sdtPr><w:alias w:val='no text'/></w:sdtPr><w:sdtContent>"
        + p(f"<w:smartTag>{run('Main ')}<w:customXml>{run('Street')}</w:customXml></w:smartTag>"
            + '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r><w:r><w:t>twenty</w:t><w:noBreakHyphen/><w:t>one</w:t></w:r>')
        + "</w:sdtContent></w:sdt>" + p("<m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath>")
    )  # fmt: skip
    assert document.preamble == "<p>Main Street ☑ twenty-one</p><p>a+b</p>"


def test_text_boxes_are_read_once(read_body):
    document = read_body(
        p(run("before ") + box(p("in the box")) + run("after")) + p(box(p("first")) + run("then"))
    )
    assert document.preamble == (
        "<p>before after</p><blockquote><p>in the box</p></blockquote><blockquote><p>first</p></blockquote><p>then</p>"
    )


# ---------------------------------------------------------------- lists and tables


def test_lists_nest_and_count_on(read_body):
    document = read_body(
        item("one") + item("one a", depth=1) + item("one b", depth=1) + item("two") + p("between") + item("three")
        + item("bullet", list_id=2) + item("anew", list_id=3)
    )  # fmt: skip
    assert document.preamble == (
        '<ol><li>one<ol type="a"><li>one a</li><li>one b</li></ol></li><li>two</li></ol><p>between</p>'
        '<ol start="3"><li>three</li></ol><ul><li>bullet</li></ul><ol><li>anew</li></ol>'
    )


def test_merged_cells_become_spans(read_body):
    document = read_body(
        table(
            [cell("a", '<w:gridSpan w:val="2"/>'), cell("b", '<w:vMerge w:val="restart"/>')],
            [cell("c"), cell("d"), cell("lost?", "<w:vMerge/>")],
        )
    )
    assert document.preamble == (
        '<table><tbody><tr><td colspan="2">a</td><td rowspan="2"><p>b</p><p>lost?</p></td></tr>'
        "<tr><td>c</td><td>d</td></tr></tbody></table>"
    )


def test_a_bold_first_row_is_the_head(read_body):
    bold = [cell(p(run(text, "<w:b/>"))) for text in ("Who", "What")]
    assert read_body(table(bold, [cell("Aide"), cell("counts")])).preamble == (
        '<table><thead><tr><th scope="col">Who</th><th scope="col">What</th></tr></thead>'
        "<tbody><tr><td>Aide</td><td>counts</td></tr></tbody></table>"
    )


def test_tables_nest(read_body):
    inner = table([cell("inner")])
    assert read_body(table([cell(p("outer") + inner + p(""))])).preamble == (
        "<table><tbody><tr><td>outer<table><tbody><tr><td>inner</td></tr></tbody></table></td></tr></tbody></table>"
    )
