"""Formulas on one line, signs of Word's fonts as signs, and files that are text. No database."""

import pytest
from lxml import etree

from plans.word_in.readers.word.archive.names import M, W
from plans.word_in.readers.word.story import signs
from plans.word_in.readers.word.story.formulas import make_linear
from plans.word_in.readers.word.typed.text_kind import text_in

NAMES = f'xmlns:m="{M[1:-1]}" xmlns:w="{W[1:-1]}"'


def t(text):
    return f"<m:r><m:t>{text}</m:t></m:r>"


def linear(body):
    """The formula as runs: raised text in ^{}, lowered in _{}."""
    formula = etree.fromstring(f"<m:oMath {NAMES}>{body}</m:oMath>")
    make_linear(formula)
    told = ""
    for run in formula:
        position = run.find(f"{W}rPr/{W}vertAlign")
        text = run.find(f"{W}t").text
        mark = {"superscript": "^", "subscript": "_"}.get(
            position.get(f"{W}val") if position is not None else "", ""
        )
        told += f"{mark}{{{text}}}" if mark else text
    return told


def test_a_power_is_a_raised_sign():
    assert linear(f"<m:sSup><m:e>{t('M')}</m:e><m:sup>{t('2')}</m:sup></m:sSup>") == "M²"


def test_what_has_no_raised_sign_keeps_its_place():
    assert linear(f"<m:sSup><m:e>{t('e')}</m:e><m:sup>{t('xy')}</m:sup></m:sSup>") == "e^{xy}"
    assert linear(f"<m:sSub><m:e>{t('v')}</m:e><m:sub>{t('max')}</m:sub></m:sSub>") == "v_{max}"


def test_a_fraction_of_more_than_one_word_has_parentheses():
    body = f"<m:f><m:num>{t('a')}</m:num><m:den>{t('b+1')}</m:den></m:f>"
    assert linear(body) == "a/(b+1)"


def test_a_root_covers_what_it_covers():
    assert linear(f"<m:rad><m:deg/><m:e>{t('x+1')}</m:e></m:rad>") == "√(x+1)"
    assert linear(f"<m:rad><m:deg>{t('3')}</m:deg><m:e>{t('8')}</m:e></m:rad>") == "³√8"


def test_brackets_are_those_that_the_formula_names():
    named = '<m:dPr><m:begChr m:val="["/><m:endChr m:val=""/></m:dPr>'
    assert linear(f"<m:d>{named}<m:e>{t('x')}</m:e></m:d>") == "[x"
    assert linear(f"<m:d><m:e>{t('x')}</m:e><m:e>{t('y')}</m:e></m:d>") == "(x|y)"


def test_a_sum_has_its_limits_beside_its_sign():
    sign = '<m:naryPr><m:chr m:val="∑"/></m:naryPr>'
    body = (
        f"<m:nary>{sign}<m:sub>{t('1')}</m:sub><m:sup>{t('9')}</m:sup><m:e>{t('x')}</m:e></m:nary>"
    )
    assert linear(body) == "∑₁⁹x"


def test_rows_of_a_matrix_are_parted_by_semicolons():
    row = "<m:mr><m:e>{}</m:e><m:e>{}</m:e></m:mr>"
    rows = row.format(t("a"), t("b")) + row.format(t("c"), t("d"))
    assert linear(f"<m:m>{rows}</m:m>") == "a b; c d"


def test_a_shape_that_nobody_knows_keeps_its_text():
    assert linear(f"<m:strange><m:e>{t('a')}</m:e></m:strange>{t('+b')}") == "a+b"


def test_a_formula_nested_on_purpose_keeps_its_text():
    body = t("x")
    for _ in range(120):
        body = f"<m:rad><m:e>{body}</m:e></m:rad>"
    assert linear(body).endswith("x" + ")" * linear(body).count("("))


def sym(font, char):
    return etree.fromstring(f'<w:sym {NAMES} w:font="{font}" w:char="{char}"/>')


def test_a_sign_of_wingdings_is_the_sign_it_shows_apart_from_the_words():
    assert signs.sign_of(sym("Wingdings", "F0FE")) == " ☑ "
    assert signs.sign_of(sym("Wingdings", "FE")) == " ☑ "
    assert signs.sign_of(sym("Wingdings 2", "F050")) == " ✓ "


def test_a_letter_of_the_font_symbol_is_the_letter():
    assert signs.sign_of(sym("Symbol", "F061")) == "α"
    assert signs.sign_of(sym("SymbolPS", "F0B3")) == "≥"


def test_a_sign_that_no_table_has_is_a_box():
    assert signs.sign_of(sym("Wingdings", "F0C8")) == " □ "
    assert signs.sign_of(sym("Symbol", "F0FF")) == "□"


def test_a_number_that_is_none_is_no_sign():
    for char in ("", "zz", "12345678", "D800"):
        assert signs.sign_of(sym("Arial", char)) == ""


def test_an_emoji_is_given_by_its_number():
    emoji = etree.fromstring(
        '<s:symEx xmlns:s="http://schemas.microsoft.com/office/word/2015/wordml/symex" s:char="1F525"/>'
    )
    assert signs.sign_of(emoji) == "🔥"


def test_a_letter_in_a_font_of_signs_is_the_sign_and_a_word_is_still_the_word():
    assert signs.in_signs("\u00fe", "Wingdings") == " ☑ "
    assert signs.in_signs("Door", "Wingdings") == "Door"
    assert signs.in_signs("Door", "Arial") == "Door"


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"Lock\r\nthe\rdoor", "Lock\nthe\ndoor"),
        ("\ufeffJosé".encode(), "José"),
        ("José".encode("utf-16"), "José"),
        (b"Jos\xe9", "José"),
        (b"One\fTwo", "One\n\nTwo"),
        (b"", ""),
    ],
)
def test_a_file_of_text_is_read_in_its_encoding(data, text):
    assert text_in(data) == text


@pytest.mark.parametrize("data", [b"Lock\x00door", b"\x01\x02", b"\x81\x8d\x8f"])
def test_a_file_that_holds_anything_else_is_no_text(data):
    assert text_in(data) is None
