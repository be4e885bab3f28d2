"""Numbers as Word shows them in front of a paragraph, and as people cite them. No database."""

import pytest

from plans.word_in.readers.word.numbers.labels import LONGEST, NO_LABEL, cited, label_of, spelled


@pytest.mark.parametrize(
    ("count", "kind", "text"),
    [
        (4, "upperRoman", "IV"),
        (1994, "lowerRoman", "mcmxciv"),
        (3999, "upperRoman", "MMMCMXCIX"),
        (26, "upperLetter", "Z"),
        (27, "upperLetter", "AA"),
        (53, "lowerLetter", "aaa"),
    ],
)
def test_roman_numbers_and_letters_are_counted_as_word_counts_them(count, kind, text):
    assert spelled(count, kind) == text


def test_a_number_too_high_for_its_kind_is_told_in_digits():
    assert spelled(4000, "upperRoman") == "4000"
    assert spelled(781, "upperLetter") == "781"
    assert spelled(100, "cardinalText") == "100"


def test_nought_has_no_letter_and_no_roman_number():
    assert spelled(0, "upperRoman") == spelled(0, "lowerLetter") == "0"


@pytest.mark.parametrize(
    ("count", "text"),
    [(1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (12, "12th"), (21, "21st"),
     (113, "113th")],
)  # fmt: skip
def test_ordinals_have_their_endings(count, text):
    assert spelled(count, "ordinal") == text


@pytest.mark.parametrize(
    ("count", "words", "ordinal"),
    [
        (3, "Three", "Third"),
        (5, "Five", "Fifth"),
        (12, "Twelve", "Twelfth"),
        (20, "Twenty", "Twentieth"),
        (42, "Forty-two", "Forty-second"),
        (99, "Ninety-nine", "Ninety-ninth"),
    ],
)
def test_numbers_in_words(count, words, ordinal):
    assert spelled(count, "cardinalText") == words
    assert spelled(count, "ordinalText") == ordinal


def test_leading_zeros_are_those_of_the_kind():
    assert spelled(7, "decimalZero") == "07"
    assert spelled(7, "001, 002, 003, ...") == "007"
    assert spelled(7, "0" * 50) == "000000007"


def test_what_shows_nothing_is_no_number():
    assert spelled(7, "none") == spelled(7, "bullet") == ""


def test_a_kind_that_nobody_knows_is_told_in_digits():
    assert spelled(7, "chineseCounting") == "7"


def test_a_number_is_cited_without_the_sign_that_parts_it_from_what_follows():
    assert [cited(label) for label in ("4.2.", "4.2)", "Annex B:", " (a) ", "1 –")] == [
        "4.2",
        "4.2",
        "Annex B",
        "(a)",
        "1",
    ]


def test_signs_alone_are_no_number():
    assert cited("•") == cited("...") == cited("()") == ""


def test_a_pattern_is_filled_with_the_numbers_of_its_levels():
    label = label_of("%1.%2.", ["upperRoman", "decimal"], [4, 2], is_legal=False)
    assert (label.text, label.is_own) == ("IV.2", False)


def test_in_a_legal_pattern_all_numbers_are_plain():
    assert label_of("%1.%2", ["upperRoman", "decimal"], [4, 2], is_legal=True).text == "4.2"


def test_a_level_that_is_not_there_says_nothing():
    assert label_of("%1.%9", ["decimal"], [4], is_legal=False).text == "4"


def test_a_list_that_shows_its_own_number_alone_counts_by_itself():
    assert label_of("(%1)", ["lowerLetter"], [1], is_legal=False).is_own
    assert label_of("%1.", ["decimalZero"], [1], is_legal=False).is_own
    assert not label_of("Annex %1", ["upperLetter"], [1], is_legal=False).is_own


def test_a_pattern_without_numbers_is_no_label():
    assert label_of("•", ["bullet"], [1], is_legal=False) == NO_LABEL


def test_a_pattern_as_long_as_a_page_is_not_read_to_its_end():
    assert len(label_of("%1" * 5000, ["decimal"], [7], is_legal=False).text) <= 100 > LONGEST
