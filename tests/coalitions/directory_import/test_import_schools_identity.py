"""Which school a row means.

By its NCES id, by the id of its state; and what is refused because it could mean another.
"""

import pytest

from coalitions.schools.models import School
from tests.coalitions.directory_import.school_files import SCHOOLS, TWO, balance, bring_in, reasons


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
