"""A Word file comes in as its reader sees it.

Changes accepted, forms with their state, signs, formulas, letters joined.
"""

import pytest

from plans.word_in.readers.word.reader import read_package
from tests.plans.word_in.word_files import SPACES, cell, checked, field, item, p, run, table
from tests.plugins.skips import SHARED, needs_shared

REPORTED = SHARED / "data/8-reported/docx"
W14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
GONE, MOVED, NEW = (
    "<w:rPr><w:del/></w:rPr>",
    "<w:rPr><w:moveFrom/></w:rPr>",
    "<w:rPr><w:ins/></w:rPr>",
)
CHANGED = (
    "The file has tracked changes: what was added was imported, what was deleted was left out."
)


def deleted(text):
    return f"<w:del><w:r><w:delText>{text}</w:delText></w:r></w:del>"


# ---------------------------------------------------------------- tracked changes


@pytest.mark.parametrize(
    ("body", "html"),
    [
        (p(run("the li"), properties=GONE) + p("ghts"), "<p>the lights</p>"),
        (p("a", properties=GONE) + p("b", properties=GONE) + p("c") + p("d"), "<p>abc</p><p>d</p>"),
        (p("a", properties=GONE) + '<w:bookmarkStart w:id="1"/><w:bookmarkEnd w:id="1"/>' + p("b"), "<p>ab</p>"),
        (p("Kept") + p(deleted("Gone."), properties=GONE) + p("Next"), "<p>Kept</p><p>Next</p>"),
        (p("Kept") + p(f"<w:moveFrom>{run('Away')}</w:moveFrom>", properties=MOVED) + p("Next"), "<p>Kept</p><p>Next</p>"),
        (p("Kept") + p(f"<w:moveTo>{run('Here')}</w:moveTo>", properties=NEW) + p("Next"), "<p>Kept</p><p>Here</p><p>Next</p>"),
        (p("Stays", properties=GONE) + table([cell("x")]), "<p>Stays</p><table><tbody><tr><td>x</td></tr></tbody></table>"),
        (p(deleted("Step"), properties=GONE) + table([cell("x")]), "<table><tbody><tr><td>x</td></tr></tbody></table>"),
        (item("One") + p(deleted("Two"), properties=f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>{GONE}')
         + item("Three"), "<ol><li>One</li><li>Three</li></ol>"),
        (p("a " + "b", "Heading1", GONE) + p(" c"), "<p>a b c</p>"),
    ],
)  # fmt: skip
def test_a_paragraph_whose_end_was_deleted_goes_on_in_the_next(read_body, body, html):
    assert checked(read_body(body)) == (html, (CHANGED,))


def test_deleted_rows_and_cells_leave_none_and_new_ones_stay(read_body):
    gone = (
        f"<w:tr><w:trPr><w:del/></w:trPr>{cell(p(deleted('Gone')))}{cell(p(deleted('b')))}</w:tr>"
    )
    new = f"<w:tr><w:trPr><w:ins/></w:trPr>{cell(p('<w:ins>' + run('New') + '</w:ins>'))}{cell('c')}</w:tr>"
    body = table([cell("Kept"), cell("a"), cell(p(deleted("d")), "<w:cellDel/>")]).replace(
        "</w:tbl>", f"{gone}{new}</w:tbl>"
    )
    html, warnings = checked(read_body(body))
    assert (
        html
        == "<table><tbody><tr><td>Kept</td><td>a</td></tr><tr><td>New</td><td>c</td></tr></tbody></table>"
    )
    assert warnings == (CHANGED,)


def test_a_table_whose_rows_were_all_deleted_is_gone(read_body):
    body = (
        p("Before")
        + f"<w:tbl><w:tr><w:trPr><w:del/></w:trPr>{cell(p(deleted('Gone')))}</w:tr></w:tbl>"
        + p("After")
    )
    assert checked(read_body(body))[0] == "<p>Before</p><p>After</p>"


def test_a_change_in_a_footnote_is_told(read_body):
    notes = f'<w:footnotes {SPACES}><w:footnote w:id="1">{p(deleted("old") + run("new"))}</w:footnote></w:footnotes>'
    document = read_body(
        p(run("See") + '<w:r><w:footnoteReference w:id="1"/></w:r>'),
        parts={"word/footnotes.xml": notes},
    )
    assert document.warnings == (CHANGED,)


# ---------------------------------------------------------------- forms


def form(data, instruction, result=""):
    return field(instruction, result).replace(
        '"begin"/>', f'"begin"><w:ffData>{data}</w:ffData></w:fldChar>', 1
    )


@pytest.mark.parametrize(
    ("data", "html"),
    [
        ('<w:checkBox><w:default w:val="1"/></w:checkBox>', "☒"), ("<w:checkBox><w:default/></w:checkBox>", "☒"),
        ('<w:checkBox><w:default w:val="1"/><w:checked w:val="0"/></w:checkBox>', "☐"),
        ("<w:checkBox><w:checked/></w:checkBox>", "☒"),
        ("<w:checkBox/>", "☐"),
        ('<w:ddList><w:result w:val="1"/><w:listEntry w:val="North"/><w:listEntry w:val="South"/></w:ddList>', "South"),
        ('<w:ddList><w:default w:val="1"/><w:listEntry w:val="North"/><w:listEntry w:val="South"/></w:ddList>', "South"),
        ('<w:ddList><w:listEntry w:val="North"/></w:ddList>', "North"), ('<w:ddList><w:result w:val="7"/></w:ddList>', ""),
    ],
)  # fmt: skip
def test_a_box_and_a_choice_of_a_form_keep_their_state(read_body, data, html):
    assert checked(read_body(p(form(data, " FORM ", run("stale")) + run(" exit"))))[
        0
    ] == f"<p>{html} exit</p>".replace("> ", ">")


def test_a_text_of_a_form_is_its_text(read_body):
    body = p(
        run("Site: ")
        + form('<w:name w:val="T"/><w:textInput/>', " FORMTEXT ", run("Main Street 5"))
    )
    assert checked(read_body(body))[0] == "<p>Site: Main Street 5</p>"


def test_only_the_result_of_the_outermost_field_is_read(read_body):
    begin, split, end = (
        f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")
    )
    inner = field(" PAGE ", run("3"))
    code = f'<w:r><w:instrText> IF </w:instrText></w:r>{inner}<w:r><w:instrText> = 3 "yes" </w:instrText></w:r>'
    body = p(
        run("Now ")
        + begin
        + code
        + split
        + run("yes")
        + field(" PAGE ", run("4"))
        + end
        + run(" end")
    )
    assert checked(read_body(body))[0] == "<p>Now yes4 end</p>"


def test_a_link_in_a_simple_field_stays_one(read_body):
    body = p(
        f'<w:fldSimple w:instr=" HYPERLINK &quot;https://example.org/a&quot; ">{run("the county")}</w:fldSimple>'
    )
    assert checked(read_body(body))[0] == '<p><a href="https://example.org/a">the county</a></p>'


# ---------------------------------------------------------------- content controls


def control(inner, properties=""):
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{inner}</w:sdtContent></w:sdt>"


def box(is_checked, inner=""):
    return control(
        inner, f'<w14:checkbox {W14}><w14:checked w14:val="{int(is_checked)}"/></w14:checkbox>'
    )


PROMPT = "<w:showingPlcHdr/>"
LEFT_EMPTY = "1 field that nobody filled in was left empty: “Click here.”."


@pytest.mark.parametrize(
    ("body", "html"),
    [
        (p(run("By: ") + control(run("Click "), PROMPT + "<w:text/>") + run("now")), "<p>By: now</p>"),
        (p("a") + control(p("Click here."), PROMPT) + p("b"), "<p>a</p><p>b</p>"),
        ("<w:tbl><w:tr>" + control(cell("Click here."), PROMPT) + cell("x") + "</w:tr></w:tbl>",
         "<table><tbody><tr><td></td><td>x</td></tr></tbody></table>"),
    ],
)  # fmt: skip
def test_a_prompt_that_nobody_answered_is_no_text(read_body, body, html):
    found, (warning,) = checked(read_body(body))
    assert (found, warning[:47]) == (html, LEFT_EMPTY[:47])


def test_prompts_are_told_with_their_count(read_body):
    prompts = [control(run(text), PROMPT) for text in ("Name", "Name", "Day", "Room", "Bell")]
    assert read_body(p("x" + "") + p("".join(prompts))).warnings == (
        "5 fields that nobody filled in were left empty: “Name”, “Day”, “Room” and 1 more.",
    )


def test_what_somebody_filled_in_stays(read_body):
    choice = control(run("South"), '<w:dropDownList><w:listItem w:value="S"/></w:dropDownList>')
    day = control(
        run("May 4"), '<w:date w:fullDate="2026-05-04T00:00:00Z"/><w:showingPlcHdr w:val="0"/>'
    )
    nested = control(run("Prompt") + control(run("filled")), PROMPT)
    assert (
        checked(read_body(p(choice + run(" exit, ") + day + run(" ") + nested)))[0]
        == "<p>South exit, May 4 filled</p>"
    )


@pytest.mark.parametrize(
    ("body", "html"),
    [
        (p(box(True, run("☒")) + run(" Alarm")), "<p>☒ Alarm</p>"), (p(box(False, run("☐")) + run(" Alarm")), "<p>☐ Alarm</p>"),
        (p(box(True) + run("Alarm")), "<p>☒ Alarm</p>"), (p(box(False, "<w:r/>") + run("Alarm")), "<p>☐ Alarm</p>"),
        (box(True, p("")), "<p>☒</p>"),
        (p(box(True, '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>') + run("Alarm")), "<p>☑ Alarm</p>"),
    ],
)  # fmt: skip
def test_a_box_keeps_its_sign_or_gets_one(read_body, body, html):
    assert checked(read_body(body))[0] == html


# ---------------------------------------------------------------- letters and signs


@pytest.mark.parametrize(
    ("font", "text", "said"),
    [
        ("Wingdings", "\uf0fe", "☑ Radios"), ("Wingdings", "þ", "☑ Radios"), ("Wingdings", "o", "☐ Radios"),
        ("Wingdings 2", "P", "✓ Radios"), ("Webdings", "a", "✓ Radios"), ("Symbol", "m", "μRadios"),
        ("Symbol", "\uf0b0", "°Radios"),
        ("Wingdings", "Never open", "Never openRadios"), ("Wingdings", "\uf0c0", "□ Radios"), ("Arial", "o", "oRadios"),
    ],
)  # fmt: skip
def test_a_letter_in_a_font_of_signs_is_the_sign(read_body, font, text, said):
    fonts = f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}"/>'
    assert checked(read_body(p(run(text, fonts) + run("Radios"))))[0] == f"<p>{said}</p>"


def test_a_drop_cap_is_the_first_letter_of_its_word(read_body):
    body = (
        p("T", properties='<w:framePr w:dropCap="drop" w:lines="3"/>')
        + p("he plan")
        + p("B", properties="<w:framePr/>")
        + p("ox")
    )
    assert checked(read_body(body)) == ("<p>The plan</p><p>B</p><p>ox</p>", ())


def test_a_pronunciation_stands_behind_its_word(read_body):
    ruby = f"<w:r><w:ruby><w:rubyPr/><w:rt>{run('ひ')}{run('なん')}</w:rt><w:rubyBase>{run('避難')}</w:rubyBase></w:ruby></w:r>"
    assert checked(read_body(p(ruby + run("経路"))))[0] == "<p>避難(ひなん)経路</p>"


def m(text):
    return f"<m:r><m:t>{text}</m:t></m:r>"


def formula(name, **parts):
    return (
        f"<m:{name}>"
        + "".join(f"<m:{part}>{inner}</m:{part}>" for part, inner in parts.items())
        + f"</m:{name}>"
    )


@pytest.mark.parametrize(
    ("inner", "html"),
    [
        (formula("sSup", e=m("M"), sup=m("2")), "M²"), (formula("sSub", e=m("CO"), sub=m("2")), "CO₂"),
        (formula("sSup", e=m("M"), sup=m("k")), "M<sup>k</sup>"), (formula("sSubSup", e=m("x"), sub=m("1"), sup=m("n+1")), "x₁ⁿ⁺¹"),
        (formula("f", num=m("1"), den=m("2")), "1/2"), (formula("f", num=m("a+b"), den=m("c")), "(a+b)/c"),
        (formula("rad", deg="", e=m("x+1")), "√(x+1)"), (formula("rad", deg=m("3"), e=m("8")), "³√8"),
        (formula("d", e=m("a+b")), "(a+b)"), ('<m:d><m:dPr><m:begChr m:val="["/><m:endChr m:val="]"/></m:dPr>'
         f"<m:e>{m('a')}</m:e><m:e>{m('b')}</m:e></m:d>", "[a|b]"),
        ('<m:nary><m:naryPr><m:chr m:val="∑"/></m:naryPr>'
         f'<m:sub>{m("i=1")}</m:sub><m:sup>{m("n")}</m:sup><m:e>{m("p")}</m:e></m:nary>',
         "∑<sub>i=1</sub>ⁿp"),
        (f"<m:m><m:mr><m:e>{m('1')}</m:e><m:e>{m('2')}</m:e></m:mr><m:mr><m:e>{m('3')}</m:e></m:mr></m:m>", "1 2; 3"),
        (m("T=5"), "T=5"), (f"<m:func><m:fName>{m('sin')}</m:fName><m:e>{m('x')}</m:e></m:func>", "sinx"),
    ],
)  # fmt: skip
def test_a_formula_is_written_on_one_line(read_body, inner, html):
    body = p(run("Risk is ") + f"<m:oMath>{inner}</m:oMath>" + run(" here"))
    assert checked(read_body(body))[0] == f"<p>Risk is {html} here</p>"


# ---------------------------------------------------------------- the reported files


@needs_shared
@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("d01_tracked", "<p>Turn off the lights.</p>"),
        ("d01_tracked", "<p>Walk to the field.</p><table><tbody><tr><td>Kept row</td><td>a</td></tr></tbody></table>"),
        ("d03_controls", "<p>Reviewed by:</p>"), ("d07_symbols", "<p>☑ Radios charged</p>"), ("d08_fields", "<p>☒ Siren works</p>"),
        ("d08_fields", "<p>South exit</p>"), ("d08_fields", "<p>Nested yes end</p>"),
        ("d12_equation", "<p>Risk is P×M² for each hazard.</p>"),
        ("d17_rtl_cjk", "<p>避難(ひなん)経路</p>"), ("d18_hidden_dropcap", "<p>The plan begins here.</p>"),
    ],
)  # fmt: skip
def test_the_reported_files_say_what_they_show(name, said):
    assert said in "".join(read_package(REPORTED / f"{name}.docx").texts())
