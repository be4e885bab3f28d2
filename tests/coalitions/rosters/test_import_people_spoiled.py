"""Days, roles and numbers of a delivery that a spreadsheet spoiled: told, never guessed."""

import json
from datetime import date

import pytest
from django.core.management import call_command
from django.utils import timezone

from coalitions.memberships.models.membership import Membership
from coalitions.rosters.readers import rosters
from safety_portal.core.files.filetypes import FileRefused
from tests.coalitions.rosters.deliveries import MANIFEST, zipped

TODAY = date(2026, 11, 22)
USERS = "sourcedId,status,username,givenName,familyName,email\n"
ROLES = "sourcedId,status,userSourcedId,role,beginDate,endDate,orgSourcedId\n"


def delivery(users, roles, orgs="S1,Juniper,school,\n"):
    files = {
        "manifest.csv": MANIFEST.format(mode="bulk"),
        "users.csv": USERS + users,
        "roles.csv": ROLES + roles,
    }
    return zipped(**files, **{"orgs.csv": "sourcedId,name,type,identifier\n" + orgs})


def read(*files, **given):
    return rosters.read_roster(delivery(*files, **given), name="a.zip", on=TODAY)


USER = "u1,active,ada,Ada,Byron,a@x.org\n"


@pytest.mark.parametrize(
    ("dates", "held"),
    [(",", True), (",2026-11-22", True), (",2026-11-21", False), (",11/22/2026", True), (",11/21/2026", False),
     (",12/15/2027", True), (",6/15/2024", False), (",2027-06-15T00:00:00.000Z", True), (",2024-06-15T00:00:00Z", False),
     ("11/22/2026,", True), (",6/15/2024 0:00", False), (',"Jun 15, 2024"', False)],
)  # fmt: skip
def test_a_role_ends_after_its_day_however_the_day_is_written(dates, held):
    roster = read(USER, f"a1,active,u1,teacher,{dates},S1\n")
    assert ([row.name for row in roster.rows], roster.rejected) == (
        ["Ada Byron"] if held else [],
        [],
    )


@pytest.mark.parametrize("begins", ["2026-11-23", "11/23/2026", "2026-11-23T00:00:00Z"])
def test_a_role_of_tomorrow_says_when_it_begins(begins):
    [row] = read(USER, f"a1,active,u1,teacher,{begins},,S1\n").rows
    assert row.assignments[0].begins == "2026-11-23"


@pytest.mark.parametrize(
    ("role", "reason"),
    [
        (
            "a1,active,u1,teacher,,soon,S1",
            "roles.csv, row 2, endDate: This is not a day; write it as month/day/year, such as 11/22/2026.",
        ),
        ("a1,active,u1,teacher,2/30/2026,,S1", "roles.csv, row 2, beginDate: This is not a day;"),
        (
            "a1,active,u1,teacher,,46188,S1",
            "roles.csv, row 2, endDate: This is the number by which a spreadsheet counts days (it would be 6/15/2026)",
        ),
        (
            "a1,active,u1,teacher,,####,S1",
            "roles.csv, row 2, endDate: A spreadsheet shows #### here",
        ),
        (
            "a1,active,u1,teacher,,,1.2E+11",
            "roles.csv, row 2, orgSourcedId: A spreadsheet has shortened this number;",
        ),
    ],
)
def test_a_role_that_nobody_can_read_refuses_its_person_and_ends_nothing(role, reason):
    roster = read(USER, f"{role}\na2,active,u1,aide,,,S1\n")
    [refusal] = roster.rejected
    assert (roster.rows, refusal.row, refusal.field, refusal.known["ids"]) == (
        [],
        2,
        "role",
        ("u1",),
    )
    assert refusal.reason.startswith(reason)


def test_a_spoiled_id_in_roles_csv_refuses_the_file_because_nobody_knows_whose_role_it_is():
    with pytest.raises(
        FileRefused,
        match=r"^roles\.csv: Row 3, userSourcedId: A spreadsheet has shortened this number;",
    ):
        read(USER, "a1,active,u1,teacher,,,S1\na2,active,1.23457E+11,student,,,S1\n")


def test_spoiled_numbers_of_organizations_are_no_schools():
    roster = read(
        USER,
        "a1,active,u1,teacher,,,S1\n",
        orgs="S1,Juniper,school,1.20003E+11\n1.2E+11,Other,school,\n#REF!,Third,school,\n",
    )
    assert [(org.id, org.identifier) for org in roster.orgs.values()] == [("S1", "")]
    assert roster.empty_orgs == []


def test_a_list_with_a_spoiled_school_refuses_the_row():
    text = "Name,Email,Role,School ID\nA B,a@x.org,Teacher,1.20003E+11\nC D,c@x.org,Teacher,500.0\n"
    roster = rosters.read_roster(text.encode(), name="a.csv", on=TODAY)
    assert [(each.row, each.field) for each in roster.rejected] == [(2, "org")]
    assert roster.rows[0].assignments[0].org == "500"


@pytest.mark.django_db
def test_a_role_that_was_to_begin_later_begins_sooner_if_the_file_says_so(
    capsys, tmp_path, coalition
):
    def bring(begins):
        (tmp_path / "users.csv").write_text(USERS + USER)
        (tmp_path / "roles.csv").write_text(ROLES + f"a1,active,u1,teacher,{begins},,S1\n")
        (tmp_path / "orgs.csv").write_text("sourcedId,name,type\nS1,Juniper,school\n")
        (tmp_path / "manifest.csv").write_text(MANIFEST.format(mode="delta"))
        options = ["--coalition", "juniper", "--org", "S1=juniper", "--json", "--apply"]
        call_command("import_people", str(tmp_path), *options)
        told = json.loads(capsys.readouterr().out)
        return (
            told["created"],
            told["updated"],
            list(Membership.objects.values_list("starts_on", "ends_on")),
        )

    assert bring("2999-08-01") == (1, 0, [(date(2999, 8, 1), None)])
    assert bring("2999-08-01") == (0, 0, [(date(2999, 8, 1), None)])
    assert bring("2999-07-15") == (0, 1, [(date(2999, 7, 15), None)])
    assert bring("2020-08-01") == (0, 1, [(timezone.localdate(), None)])
    assert bring("2999-08-01") == (0, 0, [(timezone.localdate(), None)])
