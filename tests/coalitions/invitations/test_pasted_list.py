"""A pasted list of people, line by line: read, or refused with what to do. No database."""

import pytest

from coalitions.invitations.pasted_list import count_of, read_line, read_lines

ROLES = "The roles are: Administrator, School resource officer"


def person(text, **given):
    (line,) = read_lines(text, **given)
    assert line.error == ""
    return tuple(line.person[name] for name in ("email", "name", "role", "title"))


def error(text, **given):
    (line,) = read_lines(text, **given)
    assert line.person is None
    return line.error


@pytest.mark.parametrize(
    "text",
    [
        "Ines Marsh <ines@x.org>, Teacher, Room 9",
        "Ines Marsh, ines@x.org, teacher, Room 9",
        '"Ines Marsh" <ines@x.org>; Teacher; Room 9',
        "Ines Marsh\tINES@x.org\tTeacher\tRoom 9",
        "'Marsh, Ines' <ines@x.org>, Teacher, Room 9",
        "ines@x.org, Ines Marsh, Teacher, Room 9",
        "ines@x.org, Ines Marsh, Room 9, Teacher",
    ],
)
def test_a_line_is_read_however_a_program_or_a_person_writes_it(text):
    assert person(text) == ("ines@x.org", "Ines Marsh", "teacher", "Room 9")


def test_an_address_and_a_role_are_enough():
    assert person("ines@x.org, Fire service") == ("ines@x.org", "", "fire", "")


def test_names_swapped_are_swapped_back_only_where_mail_programs_write_so():
    assert person("Marsh, Ines <ines@x.org>, EMS")[1] == "Ines Marsh"
    assert person("Marsh\tInes\t<ines@x.org>\tEMS")[1] == "Marsh Ines"


@pytest.mark.parametrize(
    ("word", "role"),
    [
        ("sheriff", "law_enforcement"),
        ("Police", "law_enforcement"),
        ("NURSE", "health"),
        ("counselor", "mental_health"),
        ("security officer", "security_officer"),
        ("law_enforcement", "law_enforcement"),
        ("School resource officer", "sro"),
    ],
)
def test_a_role_is_known_by_its_code_its_label_and_the_words_people_use(word, role):
    assert person(f"a@x.org, {word}")[2] == role


def test_a_role_chosen_for_all_lines_is_taken_where_a_line_names_none():
    assert person("Ines Marsh <ines@x.org>", default_role="staff")[2] == "staff"
    assert person("Ines Marsh <ines@x.org>, EMS", default_role="staff")[2] == "ems"


def test_a_line_without_a_role_says_where_to_write_it():
    assert error("Ines Marsh <ines@x.org>").startswith(
        f"Write the role after the address, or choose one for all lines. {ROLES}"
    )


def test_a_word_that_is_no_role_is_quoted():
    assert error("ines@x.org, Wizard").startswith(f"“Wizard” is not a role. {ROLES}")


def test_a_word_that_is_no_role_is_not_passed_over_for_the_role_of_all_lines():
    assert error("Ines <ines@x.org>, Wizard", default_role="staff").startswith("“Wizard” is not")


def test_a_line_without_an_address_is_refused():
    assert error("Ines Marsh, Teacher") == "There is no e-mail address in this line."
    assert error("@ Juniper, Teacher") == "There is no e-mail address in this line."


def test_two_people_in_one_line_are_refused():
    assert error("a@x.org, b@x.org, Teacher") == (
        "There are 2 addresses in this line. Write one person a line."
    )


def test_what_only_looks_like_an_address_is_refused_in_the_words_of_the_form():
    assert error("ines@nowhere, Teacher") == (
        "“ines@nowhere” is not an e-mail address. Write it like name@example.org."
    )


def test_blank_lines_are_passed_over_and_the_numbers_are_those_of_the_text():
    lines = read_lines("\n a@x.org, EMS \n\n\nb@x.org, EMS")
    assert [(line.number, line.text) for line in lines] == [
        (2, "a@x.org, EMS"),
        (5, "b@x.org, EMS"),
    ]


def test_one_person_in_one_role_stands_in_a_list_once():
    first, again, other = read_lines("a@x.org, EMS\nA@X.org, ems\na@x.org, Fire")
    assert again.error == "The same person as in line 1."
    assert first.error == other.error == ""


def test_a_refused_line_makes_no_other_the_same_person():
    assert [line.error == "" for line in read_lines("a@x.org\na@x.org, EMS")] == [False, True]


def test_people_are_counted_without_being_read():
    assert count_of("a\n\n  \nb\n") == 2
    assert count_of("") == 0


def test_a_title_is_cut_to_what_fits_and_a_name_is_one_line():
    told = read_line(f"Ines \u202eMarsh <a@x.org>, EMS, {'x' * 300}")
    assert (told["name"], told["title"]) == ("Ines Marsh", "x" * 120)


def test_an_address_of_a_hundred_thousand_letters_is_refused_and_not_kept():
    assert "is not an e-mail address" in error(f"{'x' * 100_000}@x.org, EMS")
