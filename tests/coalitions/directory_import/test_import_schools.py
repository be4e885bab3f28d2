"""Bringing in districts and schools.

What is new, changed, missing, refused and not yours, and that it is written once.
"""

from decimal import Decimal

import pytest

from coalitions.directory_import import actions
from coalitions.directory_import.comparison import compare_for
from coalitions.directory_import.models import SchoolFile
from coalitions.directory_import.readers.directories import read_directory
from coalitions.schools.models import District, School
from safety_portal.core.audit.models import AuditRow
from tests import builders
from tests.coalitions.directory_import.school_files import (
    FOLDER,
    NOTHING,
    TWO,
    balance,
    bring_in,
    read,
    reasons,
)
from tests.plugins.skips import needs_shared


@pytest.fixture
def operator(db):
    return builders.make_account(is_superuser=True)


@needs_shared
@pytest.mark.django_db
def test_a_state_comes_in_and_the_same_files_again_change_nothing():
    balances = []
    for name in (
        "nces_florida_schools.csv", "nces_florida_districts.html", "nces_geocoded_florida_schools.csv",
        "nces_florida_districts.csv", "nces_florida_schools.csv", "nces_geocoded_florida_schools.csv",
    ):  # fmt: skip
        directory = read_directory(FOLDER / name)
        balances.append(balance(actions.import_schools(directory=directory, by=None, name=name)))
    assert balances == [
        {"created": 4248, "new_districts": 77},
        {"created": 6, "updated": 77},
        {"updated": 4248},
        {"unchanged": 83},
        {"unchanged": 4248},
        {"unchanged": 4248},
    ]
    assert (School.objects.count(), District.objects.count(), AuditRow.objects.count()) == (
        4248,
        83,
        3,
    )
    school = School.objects.get(nces_id="120144010794")
    assert (school.district.name, school.status, school.longitude) == (
        "ORANGE",
        "future",
        Decimal("-81.3846849"),
    )
    assert School.objects.filter(name="PACE CENTER FOR GIRLS").count() == 12


@needs_shared
@pytest.mark.django_db
def test_ten_thousand_rows_take_few_queries(django_assert_max_num_queries):
    directory = read_directory(FOLDER / "ccd_tx_schools_2013.csv")
    with django_assert_max_num_queries(25):
        comparison = actions.import_schools(directory=directory, by=None, name="texas")
    assert balance(comparison) == {"created": 9336, "new_districts": 1239}
    with django_assert_max_num_queries(3):
        assert balance(compare_for(directory=directory, by=None)) == {"unchanged": 9336}


@pytest.mark.django_db
def test_a_preview_writes_nothing():
    comparison = compare_for(directory=read(*TWO), by=None)
    assert balance(comparison) == {"created": 2, "new_districts": 1}
    assert (School.objects.count(), District.objects.count(), AuditRow.objects.count()) == (0, 0, 0)


@pytest.mark.django_db
def test_what_changed_is_told_field_by_field_and_written():
    bring_in(*TWO)
    comparison = bring_in(TWO[0].replace("Open", "Closed").replace(",,", ",(352)955-7300,"), TWO[1])
    assert balance(comparison) == {"updated": 1, "unchanged": 1}
    assert comparison.changed[0].fields == {
        "phone": ("", "(352) 955-7300"),
        "status": ("open", "closed"),
    }
    school = School.objects.get(nces_id="120003000018")
    assert (school.phone, school.status, school.name) == ("(352) 955-7300", "closed", "MEBANE")


@pytest.mark.django_db
def test_a_value_the_file_does_not_know_erases_nothing():
    bring_in(TWO[0].replace(",,", ",(352)955-7300,"))
    assert balance(bring_in(TWO[0].replace(",,", ",†,"))) == {"unchanged": 1}
    assert School.objects.get().phone == "(352) 955-7300"


@pytest.mark.django_db
def test_a_file_without_a_status_leaves_it_unknown():
    bring_in("1200030,FL-01,ALACHUA", header="NCES District ID,State District ID,District Name")
    assert District.objects.get().status == "unknown"


@pytest.mark.django_db
def test_a_repeated_row_is_skipped_and_a_contradicting_one_refused():
    comparison = bring_in(
        TWO[0], TWO[0], TWO[0].replace("MEBANE", "OTHER"), TWO[1].replace("0222", "0221")
    )
    assert balance(comparison) == {"created": 1, "skipped": 1, "rejected": 2, "new_districts": 1}
    assert [(row.row, row.reason) for row in comparison.skipped] == [(3, "The same as row 2.")]
    carried = "Row 2 carries this ID too; correct the file, or leave one of the two out."
    assert reasons(comparison) == [(4, "nces_id", carried), (5, "state_id", carried)]
    assert School.objects.get().name == "MEBANE"


@pytest.mark.django_db
def test_a_district_that_is_not_here_needs_a_name():
    comparison = bring_in("120003000018,,1200030,,MEBANE,,,Open", TWO[1])
    reason = "The district of this school is not here and the row has no name for it; import the districts first."
    assert reasons(comparison) == [(2, "district_name", reason)]
    assert balance(comparison) == {"created": 1, "rejected": 1, "new_districts": 1}


@pytest.mark.django_db
def test_a_district_is_made_once_however_its_rows_name_it():
    comparison = bring_in(
        "120003000018,1,1200030,FL-01,A,ALACHUA,,Open",
        ",FL-2,,01,B,Alachua County,,Open",
        ",FL-3,1200099,FL-01,C,Elsewhere,,Open",
    )
    assert balance(comparison) == {"created": 2, "rejected": 1, "new_districts": 1}
    assert [
        (district.nces_id, district.state_id, district.name) for district in District.objects.all()
    ] == [("1200030", "FL-01", "ALACHUA")]
    assert School.objects.filter(district__name="ALACHUA").count() == 2


@pytest.mark.django_db
def test_who_is_missing_from_a_file_of_one_district_belongs_to_that_district():
    bring_in(*TWO, "120006000001,FL-02-1,1200060,FL-02,BAKER HIGH,BAKER,,Open")
    comparison = compare_for(directory=read(TWO[0]), by=None)
    assert [place.name for place in comparison.missing] == ["LINCOLN"]


@pytest.mark.django_db
def test_who_is_missing_from_a_file_of_a_state_is_any_open_school_of_it():
    other = "120006000001,FL-02-1,1200060,FL-02,BAKER HIGH,BAKER,,Open"
    gone = "120009000001,FL-03-1,1200090,FL-03,BAY HIGH,BAY,,"
    bring_in(
        *TWO, other, gone + "Open", gone.replace("0001", "0002").replace("-1,", "-2,") + "Closed"
    )
    bring_in("530003000001,WA-1,5300030,WA-0,WEST,ABERDEEN,,Open")
    comparison = compare_for(directory=read(*TWO, other), by=None)
    assert [place.name for place in comparison.missing] == ["BAY HIGH"]


@pytest.mark.django_db
def test_a_school_whose_row_is_refused_is_not_missing():
    bring_in(*TWO)
    comparison = compare_for(directory=read(TWO[0], TWO[1].replace("LINCOLN", "†")), by=None)
    assert balance(comparison) == {"unchanged": 1, "rejected": 1}


@pytest.mark.django_db
def test_only_missing_schools_are_closed_and_only_those_named(operator):
    bring_in(*TWO, "120003000020,FL-01-0223,1200030,FL-01,THIRD,ALACHUA,,Open")
    ids = dict(School.objects.values_list("name", "id"))
    bring_in(TWO[0], by=operator, close=[ids["THIRD"], ids["MEBANE"]])
    assert dict(School.objects.values_list("name", "status")) == {
        "MEBANE": "open",
        "LINCOLN": "new",
        "THIRD": "closed",
    }
    assert AuditRow.objects.latest("id").detail["closed"] == 1


@pytest.mark.django_db
def test_one_audit_row_tells_the_counts_and_by_whom(operator):
    bring_in(*TWO, by=operator)
    row = AuditRow.objects.get()
    counts = {**NOTHING, "rows": 2, "created": 2, "new_districts": 1, "closed": 0, "kind": "school"}
    assert (row.action, row.by_id, row.subject_name, row.detail) == (
        "schools.brought_in", operator.pk, "schools.csv", counts,
    )  # fmt: skip
    assert SchoolFile.objects.get().counts["created"] == 2
