"""What every import of a table has in common: columns, the digest, the kept file, the words of commands."""

from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from coalitions.directory_import.models import SchoolFile
from safety_portal.core.audit.models import AuditRow
from safety_portal.core.files.filetypes import FileRefused
from safety_portal.core.files.tables import Origin
from safety_portal.core.imports import actions
from safety_portal.core.imports.columns import (
    choice,
    columns_in,
    likely,
    one_of,
    parse_mapping,
    sheet_of,
)
from safety_portal.core.imports.commands import origin_lines, told_origin
from safety_portal.core.imports.comparison import Comparison, Refusal
from safety_portal.core.imports.forms import ColumnsForm, SheetForm, TableFileForm
from safety_portal.core.imports.kept import lock_waiting, not_imported, refuse_changed
from safety_portal.core.imports.preview import MOST_REFUSED, are, shared, tabs
from safety_portal.core.states import WrongState
from tests import builders

FIELDS = {"id": "ID", "name": "Name"}
HEADER = ("Employee ID", "Full Name", "Notes", "")


@dataclass
class Plain(Comparison):
    """A comparison of two lists."""

    previewed: tuple
    counts: dict
    rejected: list = field(default_factory=list)


# ------------------------------------------------------------ columns


def test_a_choice_keeps_the_sheet_beside_the_columns():
    kept = choice("Staff", {"id": "Employee ID"})
    assert (sheet_of(kept), columns_in(kept)) == ("Staff", {"id": "Employee ID"})
    assert choice("", {"id": "ID"}) == {"id": "ID"}
    assert sheet_of({}) == ""


def test_columns_are_proposed_by_their_names_and_each_is_used_once():
    names = {"id": ("ID", "employee-id"), "name": ("full name",), "title": ("Employee ID",)}
    assert likely(HEADER, names) == {"id": "Employee ID", "name": "Full Name"}


def test_of_two_columns_of_one_name_the_first_is_proposed():
    assert likely(("ID", "id "), {"id": ("id",)}) == {"id": "ID"}


def test_the_command_line_names_columns():
    pairs = ["id=Employee ID", " name = A=B "]
    told = parse_mapping(pairs, field_called=one_of(FIELDS), example="id=ID")
    assert told == {"id": "Employee ID", "name": "A=B"}


@pytest.mark.parametrize(
    ("pairs", "sentence"),
    [
        (["id"], "--map wants FIELD=COLUMN, as in --map id=ID, not “id”."),
        (["id="], "--map wants FIELD=COLUMN, as in --map id=ID, not “id=”."),
        (["age=Age"], "There is no field “age”; the fields are id, name."),
        (["id=A", "id=B"], "The field “id” is mapped twice; name one column for it."),
    ],
)
def test_what_is_no_mapping_is_refused_in_a_sentence(pairs, sentence):
    with pytest.raises(FileRefused) as refused:
        parse_mapping(pairs, field_called=one_of(FIELDS), example="id=ID")
    assert str(refused.value) == sentence


def test_an_empty_column_leaves_a_field_unread_where_that_may_be():
    told = parse_mapping(["id="], field_called=one_of(FIELDS), example="", may_be_empty=True)
    assert told == {"id": ""}


# ------------------------------------------------------------ forms


def columns_form(data=None, **given):
    return ColumnsForm(data, labels=FIELDS, names=HEADER, **{"chosen": {}, **given})


def test_each_field_is_asked_for_among_the_columns_of_the_file():
    form = columns_form(chosen={"id": "Employee ID"})
    choices = [value for value, _ in form.fields["id"].choices]
    assert choices == ["", "Employee ID", "Full Name", "Notes"]
    assert form["id"].initial == "Employee ID"
    assert [(title, [each.name for each in fields]) for title, fields in form.parts()] == [
        ("", ["id", "name"])
    ]


def test_all_fields_are_in_the_mapping_and_the_needed_ones_asked_for():
    form = columns_form({"id": "Notes"}, needed=["name"])
    assert form.errors == {"name": ["Choose the column of the name."]}
    form = columns_form({"name": "Full Name"}, needed=["name"])
    assert form.is_valid()
    assert form.cleaned_data["mapping"] == {"id": "", "name": "Full Name"}


def test_of_a_known_layout_only_what_differs_is_in_the_mapping():
    form = columns_form(
        {"id": "Employee ID", "name": ""}, known={"id": "Employee ID", "name": "Full Name"}
    )
    assert form.is_valid()
    assert form.cleaned_data["mapping"] == {"name": ""}


def test_a_column_that_is_not_there_is_refused():
    assert "id" in columns_form({"id": "Else"}).errors


def test_a_sheet_is_one_of_the_workbook():
    assert SheetForm({"sheet": "A"}, sheets=["A", "B"]).is_valid()
    assert not SheetForm({"sheet": "C"}, sheets=["A", "B"]).is_valid()


def test_a_file_that_is_too_large_is_refused_before_it_is_read(settings):
    settings.UPLOAD_LIMIT_BYTES = 3
    form = TableFileForm({}, {"file": SimpleUploadedFile("a.csv", b"12345")})
    assert form.errors == {"file": ["This file is larger than 25 MB; import it in parts."]}


def test_a_browser_offers_workbooks_and_csv():
    accepted = TableFileForm().fields["file"].widget.attrs["accept"].split(",")
    assert {".csv", ".tsv", ".xlsx", ".xls", ".xlsb", ".ods"} <= set(accepted)


# ------------------------------------------------------------ comparison and preview


def test_the_digest_is_that_of_what_would_be_written():
    first = Plain(("new", 1), {"rows": 1})
    assert first.digest == Plain(("new", 1), {"rows": 1}).digest
    assert (
        len({first.digest, Plain(("new", 2), {"rows": 1}).digest, Plain(("new", 1), {}).digest})
        == 3
    )


def test_what_is_no_longer_what_was_shown_is_refused():
    comparison = Plain((), {})
    refuse_changed(comparison, expected=None, sentence="Look again.")
    refuse_changed(comparison, expected=comparison.digest, sentence="Look again.")
    with pytest.raises(WrongState, match=r"^Look again\.$"):
        refuse_changed(comparison, expected="", sentence="Look again.")


def test_a_preview_names_the_fields_of_refused_rows_and_counts_those_it_does_not_show():
    refused = [Refusal(row, "id", "Why.", "x") for row in range(MOST_REFUSED + 2)]
    told = shared(Plain((), {"rows": 9}, refused), labels=FIELDS, skipped=[("Row 2", "Twice.")])
    assert told["refused"][0] == {"row": 0, "field": "ID", "value": "x", "reason": "Why."}
    assert (len(told["refused"]), told["more_refused"]) == (MOST_REFUSED, 2)
    assert (told["skipped"], told["counts"]) == ([("Row 2", "Twice.")], {"rows": 9})


def test_counts_are_said_as_people_say_them():
    assert (are(1, "school"), are(1240, "person", "people")) == ("1 school is", "1,240 people are")
    assert tabs(("new", "New", 1200), ("refused", "Refused", 0)) == [("new", "New 1,200")]


# ------------------------------------------------------------ the kept file


@pytest.fixture
def account(db):
    return builders.make_account(name="Olga")


def kept(account, **given):
    told = {"name": "a.csv", "by": account, "action": "school_file.kept", "content": b"x"}
    return actions.keep_file(files=SchoolFile.objects, **{**told, **given})


def test_an_account_has_one_file_waiting_and_expired_ones_go(account):
    other = builders.make_account(name="Otto")
    kept(other, now=timezone.now() - timedelta(hours=25))
    kept(account)
    second = kept(account, name="b" * 300)
    assert list(SchoolFile.objects.all()) == [second]
    assert len(second.name) == 200
    assert AuditRow.objects.filter(action="school_file.kept").count() == 3


def test_the_same_file_sent_twice_is_the_one_that_waits(account):
    file = kept(account)
    assert kept(account) == file
    assert AuditRow.objects.filter(action="school_file.kept").count() == 1
    assert kept(account, content=b"y") != file


def test_the_same_choice_again_leaves_no_trace(account):
    file = kept(account)
    said = {"field": "mapping", "by": account, "action": "school_file_columns.chosen"}
    for _ in range(2):
        actions.keep_choice(file=file, choice={"name": "School"}, **said)
    actions.keep_choice(file=file, choice={"sheet": "Staff"}, is_part=True, **said)
    file.refresh_from_db()
    assert file.mapping == {"name": "School", "sheet": "Staff"}
    assert AuditRow.objects.filter(action="school_file_columns.chosen").count() == 2


def recorded(file, account, *, has_changed=True):
    return actions.record_import(
        files=SchoolFile.objects,
        file=file,
        name="a.csv",
        by=account,
        counts={"rows": 1},
        action="schools.brought_in",
        has_changed=has_changed,
    )


def test_an_import_leaves_its_record_without_the_content(account):
    file = recorded(kept(account), account)
    file.refresh_from_db()
    assert (file.content, file.counts) == (None, {"rows": 1})
    assert file.applied_at
    assert AuditRow.objects.filter(action="schools.brought_in").count() == 1


def test_an_import_that_changes_nothing_is_recorded_only_of_a_kept_file(account):
    assert recorded(None, account, has_changed=False) is None
    assert recorded(kept(account), account, has_changed=False).applied_at
    assert SchoolFile.objects.count() == 1
    assert not AuditRow.objects.filter(action="schools.brought_in").exists()


def test_a_file_is_imported_once(account):
    file = kept(account)
    assert not_imported(file) is file
    lock_waiting(file)
    lock_waiting(None)
    recorded(file, account)
    for again in (not_imported, lock_waiting):
        with pytest.raises(WrongState, match="imported already"):
            again(file)
    with pytest.raises(WrongState, match="read it otherwise"):
        actions.keep_choice(file=file, field="mapping", choice={"a": "b"}, by=account, action="x.y")


# ------------------------------------------------------------ commands


def test_a_command_says_which_sheet_it_read_and_what_it_left():
    origin = Origin("Staff", ("Staff", "Old"), ("Hidden rows are not read (3).",))
    assert told_origin(origin) == {
        "sheet": "Staff",
        "sheets": ["Staff", "Old"],
        "remarks": ["Hidden rows are not read (3)."],
    }
    assert origin_lines(origin) == [
        "Read from the sheet “Staff”; --sheet reads another one: “Old”.",
        "Hidden rows are not read (3).",
    ]
    assert origin_lines(Origin()) == []
