"""Importing districts and schools.

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
from tests.plugins.skips import SHARED, needs_shared

FOLDER = SHARED / "data" / "1-school-directories"
SCHOOLS = "NCES School ID,State School ID,NCES District ID,State District ID,School Name,District,Phone,Status"
DISTRICTS = "NCES District ID,State District ID,District Name,Status"
TWO = (
    "120003000018,FL-01-0221,1200030,FL-01,MEBANE,ALACHUA,,Open",
    "120003000019,FL-01-0222,1200030,FL-01,LINCOLN,ALACHUA,,New",
)
NOTHING = dict.fromkeys(
    (
        "created",
        "updated",
        "unchanged",
        "rejected",
        "skipped",
        "not_yours",
        "missing",
        "new_districts",
    ),
    0,
)


def read(*rows, header=SCHOOLS):
    return read_directory("\n".join((header, *rows)).encode())


def bring_in(*rows, header=SCHOOLS, by=None, **options):
    return actions.import_schools(
        directory=read(*rows, header=header), by=by, name="schools.csv", **options
    )


def balance(comparison):
    """The counts that are not zero; every row of the file has to be in one of them."""
    counts = comparison.counts
    parts = ("created", "updated", "unchanged", "rejected", "skipped", "not_yours")
    assert counts["rows"] == sum(counts[name] for name in parts)
    return {name: count for name, count in counts.items() if count and name != "rows"}


def reasons(comparison):
    return [(refusal.row, refusal.field, refusal.reason) for refusal in comparison.rejected]


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
def test_a_renamed_school_is_the_school_it_was_and_a_namesake_is_not():
    bring_in(*TWO)
    renamed = TWO[0].replace("MEBANE", "LINCOLN")
    assert balance(bring_in(renamed, TWO[1])) == {"updated": 1, "unchanged": 1}
    assert sorted(School.objects.values_list("nces_id", "name")) == [
        ("120003000018", "LINCOLN"),
        ("120003000019", "LINCOLN"),
    ]


@pytest.mark.django_db
def test_a_state_id_identifies_where_there_is_no_nces_id_with_or_without_the_state_in_front():
    bring_in(*TWO)
    header, state = f"{SCHOOLS},State", ",FL"
    assert balance(bring_in(f",01-0221,,01,MEBANE,ALACHUA,,Open{state}", header=header)) == {
        "unchanged": 1,
        "missing": 1,
    }
    assert set(School.objects.values_list("state_id", flat=True)) == {"FL-01-0221", "FL-01-0222"}


@pytest.mark.django_db
def test_an_nces_id_is_learned_by_the_state_id():
    bring_in(",FL-01-0221,1200030,FL-01,MEBANE,ALACHUA,,Open")
    comparison = bring_in(TWO[0])
    assert comparison.changed[0].fields == {"nces_id": (None, "120003000018")}
    assert School.objects.get().nces_id == "120003000018"


@pytest.mark.django_db
def test_numbers_that_move_round_among_schools_are_followed():
    bring_in(*TWO)
    assert balance(bring_in(TWO[0].replace("0221", "0222"), TWO[1].replace("0222", "0221"))) == {
        "updated": 2
    }
    assert sorted(School.objects.values_list("nces_id", "state_id")) == [
        ("120003000018", "FL-01-0222"),
        ("120003000019", "FL-01-0221"),
    ]


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
def test_identifiers_that_mean_two_schools_are_refused():
    bring_in(*TWO)
    comparison = bring_in(
        "120003000018,FL-01-0222,1200030,FL-01,MEBANE,ALACHUA,,Open",
        "120003000077,FL-01-0221,1200030,,X,A,,Open",
    )
    assert reasons(comparison) == [
        (
            2,
            "state_id",
            "State ID FL-01-0222 is here with NCES ID 120003000019, the file says 120003000018; correct one.",
        ),
        (
            3,
            "state_id",
            "State ID FL-01-0221 is here with NCES ID 120003000018, the file says 120003000077; correct one.",
        ),
    ]
    assert balance(comparison) == {"rejected": 2}


@pytest.mark.django_db
def test_a_number_is_not_taken_from_a_school_whose_own_new_number_is_refused():
    """18 wants the number of 19, which stays, so 18 keeps its own and 77 cannot have it.

    So in a longer chain.
    """
    third = "120003000020,FL-01-0223,1200030,FL-01,THIRD,ALACHUA,,Open"
    bring_in(*TWO, third)
    rows = (
        "120003000077,FL-01-0221,1200030,FL-01,NEW,ALACHUA,,Open",
        TWO[0].replace("0221", "0222"),
        TWO[1].replace("0222", "0223"),
    )
    comparison = bring_in(*rows)
    assert balance(comparison) == {"rejected": 3}
    assert {row[1] for row in reasons(comparison)} == {"state_id"}
    assert sorted(School.objects.values_list("name", "state_id")) == [
        ("LINCOLN", "FL-01-0222"),
        ("MEBANE", "FL-01-0221"),
        ("THIRD", "FL-01-0223"),
    ]


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
