"""Names and addresses are made fit to keep: in one line, in the order they are spoken. No database."""

import pytest
from django.core.exceptions import ValidationError

from safety_portal.core.accents import STACKED_MAX, composed
from safety_portal.core.names import LONGEST_NAME, in_spoken_order, tidy_address, tidy_name, typed


def test_a_name_is_one_line_without_control_characters():
    assert tidy_name(" Dana\r\n\tWhitlock\x00 ") == "Dana Whitlock"


def test_what_turns_text_around_is_no_part_of_a_name():
    assert tidy_name("Dana \u202eWhitlock\u2066\ufeff") == "Dana Whitlock"


def test_what_joins_the_letters_of_some_scripts_stays_in_a_name():
    assert tidy_name("क्\u200dष") == "क्\u200dष"


def test_a_name_is_composed_so_that_the_same_letters_are_the_same_name():
    assert tidy_name("Jose\u0301") == tidy_name("José")


def test_half_a_character_leaves_a_space_and_no_error():
    assert tidy_name("Dana\ud800Whitlock") == "Dana Whitlock"


def test_a_name_ends_at_two_hundred_characters_and_not_in_a_space():
    assert tidy_name("a" * 199 + " bc") == "a" * 199
    assert len(tidy_name("x" * 5000)) == LONGEST_NAME


@pytest.mark.parametrize(
    ("parts", "spoken"),
    [
        (["Marsh", "Ines"], "Ines Marsh"),
        (["Marsh", "Ines", "Ph.D."], "Ines Marsh, Ph.D."),
        (["Marsh", " Ines ", "RN", "MSN"], "Ines Marsh, RN, MSN"),
        (["Dr. Ann Lee", "Ph.D."], "Dr. Ann Lee, Ph.D."),
        (["Whitlock", "Dana Jr."], "Dana Whitlock Jr."),
        (["Whitlock III", "Dana"], "Dana Whitlock III"),
        (["Ines Marsh"], "Ines Marsh"),
    ],
)
def test_a_name_that_commas_separate_is_put_in_the_order_it_is_spoken(parts, spoken):
    assert in_spoken_order(parts) == spoken


def test_ma_is_a_family_name_unless_it_is_written_with_points():
    assert in_spoken_order(["Ma", "Yo"]) == "Yo Ma"
    assert in_spoken_order(["Lee", "Ma"]) == "Ma Lee"
    assert in_spoken_order(["Ann Lee", "M.A."]) == "Ann Lee, M.A."


def test_empty_parts_between_commas_say_nothing():
    assert in_spoken_order(["Marsh", "", " ", "Ines"]) == "Ines Marsh"
    assert in_spoken_order(["", " "]) == ""


def test_a_name_of_degrees_alone_keeps_the_first_as_its_name():
    assert in_spoken_order(["RN", "MSN"]) == "RN, MSN"


def test_an_address_is_kept_in_lower_case_without_spaces_around():
    assert tidy_address("  Dana@Example.ORG ") == "dana@example.org"


def test_what_is_no_address_is_quoted_in_the_sentence_that_refuses_it():
    with pytest.raises(ValidationError) as refused:
        tidy_address("dana at example")
    assert refused.value.messages == [
        "“dana at example” is not an e-mail address. Write it like name@example.org."
    ]


def test_a_long_text_that_is_no_address_is_quoted_in_part_and_without_what_turns_it():
    with pytest.raises(ValidationError) as refused:
        tidy_address("\u202e" + "x" * 300)
    assert refused.value.messages == [
        f"“{'x' * 80}” is not an e-mail address. Write it like name@example.org."
    ]


def test_accents_stacked_beyond_what_any_language_writes_are_left_out():
    stacked = composed("a" + "\u0323" * 5000)
    assert len(stacked) == STACKED_MAX  # the first of them is one letter with the a
    assert stacked.startswith("ạ\u0323")


def test_accents_are_left_out_of_each_letter_by_itself():
    text = "a" + "\u0316" * 40 + "b" + "\u0316" * 40
    assert composed(text) == "a" + "\u0316" * STACKED_MAX + "b" + "\u0316" * STACKED_MAX


def test_plain_text_is_the_same_text():
    assert composed("Lock the door.") == "Lock the door."


def test_joiners_join_nothing_at_the_ends_of_a_name():
    assert tidy_name("\u200dDana\u200c") == "Dana"
    assert tidy_name("\u200d\u200c") == ""


@pytest.mark.parametrize("text", ["", "  \n", "\u200b", "\u202e \u200d", "\ufeff\u2060", "\u00ad"])
def test_text_of_which_nobody_sees_anything_is_none(text):
    assert typed(text) == ""


def test_text_that_is_seen_stays_as_it_was_typed():
    assert typed(" Rooms 4\nand  5 moved. ") == "Rooms 4\nand  5 moved."
