"""Words for roles in rosters, and columns of directories: what each means here. No database."""

import pytest

from coalitions.access.roles import RESTRICTED, Role, levels
from coalitions.table_layouts import school_columns
from coalitions.table_layouts.role_words import (
    FROM_FILES,
    KNOWN,
    LOWERED,
    ROLES,
    SKIP,
    STUDENTS,
    Meaning,
    meaning_of,
    plain_word,
)
from safety_portal.core.files.filetypes import FileRefused
from safety_portal.core.files.tables import Row, Table
from safety_portal.core.imports.columns import UnknownColumns


def table(*header, rows=()):
    return Table(header, tuple(Row(number, cells) for number, cells in enumerate(rows, start=2)))


def test_a_word_is_the_same_however_it_is_joined():
    assert plain_word("District-Administrator") == plain_word("districtAdministrator")


def test_no_word_of_a_file_makes_a_student_or_a_parent():
    assert set(ROLES.values()) <= set(FROM_FILES)
    assert Role.STUDENT not in FROM_FILES
    assert Role.PARENT not in FROM_FILES


def test_no_word_means_two_things():
    assert not STUDENTS & (frozenset(ROLES) | LOWERED)
    assert not LOWERED & frozenset(ROLES)


def test_no_word_of_a_file_gives_authority_or_shows_what_is_restricted():
    assert not [word for word, role in ROLES.items() if RESTRICTED in levels(role)]


def test_a_word_that_says_more_than_a_file_may_give_becomes_staff_and_says_so():
    assert LOWERED
    assert {meaning_of(word, chosen={}) for word in LOWERED} == {Meaning(Role.STAFF, True)}


def test_somebodys_choice_goes_before_what_is_known():
    assert meaning_of("Teacher", chosen={"teacher": "staff"}) == Meaning("staff")
    assert meaning_of("Teacher", chosen={"teacher": SKIP}) == Meaning(SKIP)


def test_a_word_that_was_lowered_is_not_once_somebody_chose_more():
    word = min(LOWERED)
    assert meaning_of(word, chosen={word: "administrator"}) == Meaning("administrator", False)
    assert meaning_of(word, chosen={word: "staff"}) == Meaning("staff", True)


def test_an_unknown_word_means_what_was_said_for_everybody_or_nothing():
    assert "wizard" not in KNOWN
    assert meaning_of("Wizard", chosen={}, default="staff") == Meaning("staff")
    assert meaning_of("Wizard", chosen={}) == Meaning(None)


def test_a_known_word_is_not_overruled_by_what_was_said_for_everybody():
    assert meaning_of("Teacher", chosen={}, default="staff") == Meaning(Role.TEACHER)


def test_named_columns_make_a_layout_of_schools_by_what_only_schools_have():
    here = table("Title", "Number", "Leader", "Grades")
    layout = school_columns.layout_for(
        here, {"name": "Title", "state_id": "Number", "grades": "Grades"}
    )
    assert (layout.kind, layout.columns["name"]) == ("school", ("Title",))


def test_ids_longer_than_those_of_districts_make_a_layout_of_schools():
    mapping = {"name": "Title", "nces_id": "Number"}
    districts = table("Title", "Number", rows=[("A", "1200030")])
    schools = table("Title", "Number", rows=[("A", "120003000001")])
    assert school_columns.layout_for(districts, mapping).kind == "district"
    assert school_columns.layout_for(schools, mapping).kind == "school"


def test_a_column_that_begins_with_an_equals_sign_is_a_value_for_every_row():
    layout = school_columns.layout_for(
        table("Title", "Number"), {"name": "Title", "state_id": "Number", "state": "=FL"}
    )
    assert layout.constants == {"state": "FL"}
    assert "state" not in layout.columns


def test_a_table_that_nobody_knows_is_asked_about_with_its_columns():
    with pytest.raises(UnknownColumns) as asked:
        school_columns.layout_for(table("Title", "Number"), {"name": "Title"})
    assert str(asked.value).startswith("This file is not laid out like a directory we know;")
    assert str(asked.value).endswith("Its columns are “Title”, “Number”.")


def test_a_column_that_somebody_named_and_is_not_there_is_refused():
    with pytest.raises(FileRefused, match="The file has no column “Name”"):
        school_columns.layout_for(table("Title", "Number"), {"name": "Name"})


def test_likely_columns_of_schools_are_proposed():
    proposed = school_columns.likely_mapping(table("School Name", "NCES ID", "Shoe size"))
    assert proposed == {"name": "School Name", "nces_id": "NCES ID"}


def test_a_value_for_every_row_is_given_with_two_equals_signs():
    assert school_columns.parse_mapping(["state==FL", "nces_id=School ID"]) == {
        "state": "=FL",
        "nces_id": "School ID",
    }
