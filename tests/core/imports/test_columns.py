"""Which column holds which field, and what a comparison and a preview say of it. No database."""

import pytest

from safety_portal.core.files.filetypes import FileRefused
from safety_portal.core.imports import columns, preview
from safety_portal.core.imports.comparison import Comparison, Refusal
from safety_portal.core.imports.kept import AGAIN, not_imported, refuse_changed
from safety_portal.core.states import WrongState

NAMES = {"name": ["School Name", "Name"], "state_id": ["State ID", "Code"], "city": ["City"]}


class Compared(Comparison):
    def __init__(self, told, counts, rejected=()):
        self.previewed, self.counts, self.rejected = told, counts, list(rejected)


def parse(*pairs, **more):
    return columns.parse_mapping(
        pairs, field_called=columns.one_of(NAMES), example="name=Title", **more
    )


def test_columns_are_proposed_by_the_best_of_their_usual_names():
    found = columns.likely(["Name", "school_name", "CODE"], NAMES)
    assert found == {"name": "school_name", "state_id": "CODE"}


def test_a_column_is_proposed_for_one_field_only():
    found = columns.likely(["Code"], {"state_id": ["Code"], "nces_id": ["Code"]})
    assert found == {"state_id": "Code"}


def test_of_two_columns_of_one_name_the_first_is_proposed():
    assert columns.likely(["City", "CITY"], NAMES) == {"city": "City"}


def test_a_mapping_is_read_from_the_command_line():
    assert parse("name=School Name", " state_id = Code ") == {
        "name": "School Name",
        "state_id": "Code",
    }


def test_a_column_may_have_an_equals_sign_in_its_name():
    assert parse("name=a=b") == {"name": "a=b"}


def test_a_mapping_without_an_equals_sign_is_refused_with_an_example():
    with pytest.raises(FileRefused) as refused:
        parse("name")
    assert str(refused.value) == "--map wants FIELD=COLUMN, as in --map name=Title, not “name”."


def test_a_field_left_empty_is_refused_unless_that_means_unread():
    with pytest.raises(FileRefused, match="wants FIELD=COLUMN"):
        parse("name=")
    assert parse("name=", may_be_empty=True) == {"name": ""}


def test_a_field_that_is_none_is_refused_with_those_there_are():
    with pytest.raises(FileRefused) as refused:
        parse("title=Name")
    assert str(refused.value) == ("There is no field “title”; the fields are name, state_id, city.")


def test_a_field_mapped_twice_is_refused():
    with pytest.raises(FileRefused, match=r"^The field “name” is mapped twice"):
        parse("name=A", "name=B")


def test_what_somebody_chose_comes_back_as_the_sheet_and_the_columns():
    kept = columns.choice("Staff", {"name": "Title"})
    assert (columns.sheet_of(kept), columns.columns_in(kept)) == ("Staff", {"name": "Title"})


def test_a_file_without_sheets_keeps_none():
    assert columns.choice("", {"name": "Title"}) == {"name": "Title"}
    assert columns.sheet_of({"name": "Title"}) == ""


def test_whoever_agreed_to_something_else_writes_nothing():
    looked_at = Compared(("A",), {"new": 1})
    with pytest.raises(WrongState, match="Look again"):
        refuse_changed(
            Compared(("A",), {"new": 2}), expected=looked_at.digest, sentence="Look again."
        )


def test_the_same_told_and_the_same_counts_are_the_same_agreement():
    refuse_changed(
        Compared(("A",), {"new": 1}),
        expected=Compared(("A",), {"new": 1}).digest,
        sentence="Look again.",
    )


def test_a_command_that_nobody_looked_at_has_nothing_to_agree_with():
    refuse_changed(Compared(("A",), {}), expected=None, sentence="Look again.")


def test_a_file_that_was_brought_in_is_not_brought_in_again():
    file = type("Kept", (), {"applied_at": "yesterday"})()
    with pytest.raises(WrongState) as refused:
        not_imported(file)
    assert str(refused.value) == AGAIN


def test_a_page_shows_a_hundred_refused_rows_and_says_how_many_more():
    rows = [Refusal(number, "name", "Write it.", "x") for number in range(103)]
    told = preview.shared(Compared((), {}, rows), labels={"name": "School"}, skipped=[])
    assert (len(told["refused"]), told["more_refused"]) == (100, 3)
    assert told["refused"][0] == {
        "row": 0,
        "field": "School",
        "value": "x",
        "reason": "Write it.",
    }


def test_parts_of_a_page_that_have_nothing_get_no_tab():
    assert preview.tabs(("new", "New", 1240), ("gone", "Gone", 0)) == [("new", "New 1,240")]


def test_one_school_is_and_two_schools_are():
    assert preview.are(1, "school") == "1 school is"
    assert preview.are(2, "person", "people") == "2 people are"
