"""Who may import which districts and schools, and that what was agreed to is written once and
whole.
"""

import threading

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from coalitions.access.roles import Role
from coalitions.directory_import import actions
from coalitions.directory_import.comparison import compare_for
from coalitions.directory_import.models import SchoolFile
from coalitions.schools.models import District, School
from safety_portal.core.audit.models import AuditRow
from safety_portal.core.states import WrongState
from tests import builders
from tests.coalitions.directory_import.school_files import (
    DISTRICTS,
    TWO,
    balance,
    bring_in,
    read,
    reasons,
)


@pytest.fixture
def operator(db):
    return builders.make_account(is_superuser=True)


@pytest.fixture
def own(district, district_coalition):
    """A row of the administrator's own district."""
    return f"{district.nces_id}00001,FL-9-1,{district.nces_id},,OWN,Cedar,,Open"


@pytest.fixture
def head(district_coalition):
    return builders.make_member(coalition=district_coalition, role=Role.ADMINISTRATOR)


@pytest.mark.django_db
def test_an_administrator_of_a_district_brings_in_its_rows_and_no_others(
    own, head, district, foreign, district_coalition
):
    elsewhere = (
        f"{foreign.school.nces_id},FL-8-1,{foreign.district.nces_id},,TAKEN OVER,Birch,,Closed"
    )
    comparison = bring_in(own, elsewhere, TWO[0], by=head)
    assert balance(comparison) == {"created": 1, "not_yours": 2}
    assert list(district.schools.values_list("name", flat=True)) == ["OWN"]
    foreign.school.refresh_from_db()
    assert (foreign.school.name, foreign.school.status) == ("Heron Middle School", "open")
    assert not District.objects.filter(name="ALACHUA").exists()
    assert AuditRow.objects.get().scope == district_coalition.pk


@pytest.mark.django_db
def test_an_administrator_takes_no_school_out_of_another_district(own, head, district, foreign):
    taken = f"{foreign.school.nces_id},,{district.nces_id},,MINE NOW,Cedar,,Open"
    assert balance(bring_in(own, taken, by=head)) == {"created": 1, "not_yours": 1}
    foreign.school.refresh_from_db()
    assert foreign.school.district_id == foreign.district_id


@pytest.mark.django_db
def test_an_administrator_changes_his_district_and_makes_no_other(head, district):
    rows = (
        f"{district.nces_id},{district.state_id},Cedar County,Open",
        "1299999,FL-01,ALACHUA,Open",
    )
    assert balance(bring_in(*rows, header=DISTRICTS, by=head)) == {"updated": 1, "not_yours": 1}
    assert list(District.objects.values_list("name", flat=True)) == ["Cedar County"]


@pytest.mark.django_db
def test_who_administers_only_a_school_or_nothing_brings_in_nothing(own, cast):
    for account in (cast.administrator, cast.teacher, builders.make_account()):
        with pytest.raises(
            PermissionDenied,
            match="Only the operator, or an administrator of a district's coalition",
        ):
            bring_in(own, by=account)
    assert not School.objects.filter(name="OWN").exists()


@pytest.mark.django_db
def test_a_school_with_a_coalition_is_not_moved_to_another_district(coalition, school, district):
    row = f"{school.nces_id},,1299999,FL-01,Juniper Elementary,ALACHUA,,Open"
    comparison = bring_in(row)
    reason = f"This school has a coalition in {district.name}, so it cannot move to ALACHUA by a file; leave the row out."
    assert reasons(comparison) == [(2, "district_name", reason)]
    school.refresh_from_db()
    assert school.district == district


@pytest.mark.django_db
def test_a_school_without_a_coalition_moves_with_its_district_told(school, district):
    comparison = bring_in(f"{school.nces_id},,1299999,FL-01,Juniper Elementary,ALACHUA,,Open")
    assert comparison.changed[0].fields == {"district": (district.name, "ALACHUA")}
    school.refresh_from_db()
    assert school.district.nces_id == "1299999"


@pytest.mark.django_db
def test_what_somebody_agreed_to_is_what_is_written(operator):
    directory = read(*TWO)
    agreed = compare_for(directory=directory, by=operator).digest
    bring_in(TWO[0])
    with pytest.raises(WrongState, match=r"^The schools here have changed since you looked\."):
        actions.import_schools(directory=directory, by=operator, name="x", expected=agreed)
    assert School.objects.count() == 1
    again = compare_for(directory=directory, by=operator).digest
    actions.import_schools(directory=directory, by=operator, name="x", expected=again)
    assert School.objects.count() == 2


@pytest.mark.django_db
def test_a_kept_file_is_brought_in_once_and_then_forgotten(operator):
    file = actions.keep_school_file(name="schools.csv", content=b"x", by=operator)
    bring_in(*TWO, by=operator, file=file)
    file.refresh_from_db()
    assert (file.content, file.counts["created"]) == (None, 2)
    with pytest.raises(WrongState, match=r"^This file has been imported already\."):
        bring_in(*TWO, by=operator, file=file)


@pytest.mark.django_db
def test_an_account_has_one_file_waiting(operator, head):
    other = actions.keep_school_file(name="theirs.csv", content=b"x", by=head)
    actions.keep_school_file(name="first.csv", content=b"x", by=operator)
    second = actions.keep_school_file(name="second.csv", content=b"x", by=operator)
    assert set(SchoolFile.objects.all()) == {other, second}


@pytest.mark.django_db
def test_if_the_audit_row_cannot_be_written_nothing_happened(monkeypatch):
    def broken(**_):
        raise RuntimeError

    monkeypatch.setattr("safety_portal.core.imports.actions.record", broken)
    with pytest.raises(RuntimeError):
        bring_in(*TWO)
    assert (School.objects.count(), District.objects.count(), SchoolFile.objects.count()) == (
        0,
        0,
        0,
    )


@pytest.mark.django_db(transaction=True)
def test_two_imports_at_once_make_every_school_once():
    directory = read(*TWO)
    start, results = threading.Barrier(2), []

    def work():
        start.wait()
        try:
            results.append(balance(actions.import_schools(directory=directory, by=None, name="x")))
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(results, key=str) == [{"created": 2, "new_districts": 1}, {"unchanged": 2}]
    assert (School.objects.count(), District.objects.count()) == (2, 1)
