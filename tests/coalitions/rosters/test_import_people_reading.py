"""Rosters read: every layout, every encoding, and whatever else people deliver. No database."""

import pytest

from coalitions.rosters.readers import pending, rosters
from coalitions.rosters.roster import Assignment, roster_of
from coalitions.table_layouts import people_columns
from safety_portal.core.files.filetypes import FileRefused
from tests.coalitions.rosters.deliveries import (
    MANIFEST,
    TODAY,
    USERS,
    delivery,
    names,
    read,
    user,
    zipped,
)
from tests.plugins.skips import SHARED, needs_shared

FOLDER = SHARED / "data" / "2-roster"
LIST = "First Name,Last Name,Email,Role\n"


@needs_shared
@pytest.mark.parametrize(
    ("path", "title", "rows", "people", "is_whole"),
    [
        ("oneroster_Test_full_data_set.zip", "OneRoster 1.1", 6, ["John Doe", "Jim Smith"], True),
        ("oneroster_oneroster_test_data.zip", "OneRoster 1.2", 1, [], False),
        ("oneroster_1p1_oat", "OneRoster 1.1", 2, [], True),
        ("sds_v2.1", "Microsoft School Data Sync", 8, ["Jason Jonzer", "Kristen Fein"], True),
        ("eop_assist_import_templates", "EOP ASSIST", 0, [], False),
    ],
)
def test_real_deliveries_are_read(path, title, rows, people, is_whole):
    roster = rosters.read_roster(FOLDER / path, name=path, on=TODAY)
    assert (roster.title, roster.total, names(roster), roster.is_whole) == (
        title,
        rows,
        people,
        is_whole,
    )
    assert len(roster.rows) + sum(map(len, roster.skipped.values())) + len(roster.rejected) == rows


@needs_shared
def test_staff_of_school_data_sync_come_with_role_school_and_address():
    roster = rosters.read_roster(FOLDER / "sds_v2", name="sds_v2", on=TODAY)
    assert [(row.name, row.email, *row.assignments) for row in roster.rows][:3] == [
        ("Craig Beane", "cbeane@classrmtest31.org", Assignment("10001", "teacher")),
        ("Daisy Todd", "dtodd@classrmtest31.org", Assignment("10002", "teacher")),
        ("Hope Todd", "htodd@classrmtest31.org", Assignment("10002", "staff")),
    ]
    assert {reason: len(rows) for reason, rows in roster.skipped.items()} == {
        "A student; no record of a student is stored.": 22
    }
    assert [org.name for org in roster.orgs.values()] == [
        "Contoso Middle School",
        "K12 Ministry of Education",
        "Fabrikam High School",
        "College of Higher Learning",
        "University of Global Ed",
    ]


def test_nothing_of_students_parents_and_passwords_is_kept():
    users = (
        user(1)
        + user(2, "student", name="Sue,Kidman")
        + user(3, "parent", name="Pat,Parent")
        + user(4, "Guardian")
    )
    kept = repr(pending.kept_of(delivery(users), name="a.zip", on=TODAY))
    assert "Ada Byron" in kept
    assert [
        word
        for word in ("Kidman", "u2@", "Parent", "u3@", "user3", "Secret")
        if word in kept.replace("A parent", "")
    ] == []
    table = f"{LIST.strip()},Password\nAda,Byron,a@x.org,Teacher,Secret-9\nSue,Kidman,s@x.org,Student,Secret-9\n"
    kept = pending.kept_of(table.encode(), name="a.csv", on=TODAY)
    assert kept["lists"][0]["rows"] == [
        [2, 0, "Ada", "Byron", "a@x.org", "Teacher", ""],
        [3, 0, "", "", "", "Student", ""],
    ]
    roster = pending.roster_in(kept, {})
    assert (names(roster), list(roster.skipped.values())) == (["Ada Byron"], [[3]])


def test_a_roster_is_the_same_out_of_its_json():
    roster = read(
        delivery(
            user(1) + user(1, name="X,Y") + user(2, "student"),
            **{"orgs.csv": "sourcedId,name\n1,A\n"},
        )
    )
    assert roster_of(roster.as_stored()) == roster


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_encodings_delimiters_and_any_order_of_columns(encoding, sign):
    text = "Role,Mail,Last Name,First Name\r\nTeacher,z@x.org,Müller,Zoë\r\nAide,b@x.org,Núñez,Ana\r\n".replace(
        ",", sign
    )
    assert names(read(text.encode(encoding))) == ["Zoë Müller", "Ana Núñez"]


def test_rows_that_cannot_be_used_are_refused_one_by_one():
    rows = (
        "Ada,Byron,a@x.org,Teacher\n"
        "Eve,,not an address,Teacher\n"
        ",,n@x.org,Teacher\n"
        "Ann,Other,,Teacher\n"
        "Bob,Bell,b@x.org,Teacher,extra\n"
        "=HYPERLINK(1),<b>x</b>,h@x.org,Teacher\n"
        "Cy,Clone,a@x.org,Teacher\n"
        "Ada,Byron,A@X.org,Aide\n"
        "Total: 8,,,\n"
    )
    roster = read(LIST + rows)
    assert [(refusal.row, refusal.field) for refusal in roster.rejected] == [
        (3, "email"), (4, "name"), (5, "id"), (6, "row"), (8, "email"), (10, "row"),
    ]  # fmt: skip
    assert names(roster) == ["Ada Byron", "=HYPERLINK(1) <b>x</b>"]
    assert roster.rows[0].assignments == (Assignment("", "Teacher"), Assignment("", "Aide"))
    assert roster.skipped == {"The same person as in row 2.": [9]}


def test_an_id_that_stands_twice_is_one_person_or_refused():
    roster = read(delivery(user(1) + user(1, org="2") + user(1, name="Eve,Else", email="e@x.org")))
    assert [row.assignments for row in roster.rows] == [
        (Assignment("1", "teacher"), Assignment("2", "teacher"))
    ]
    assert [(refusal.row, refusal.field) for refusal in roster.rejected] == [(4, "id")]


def test_roles_of_oneroster_1_2_stand_in_their_own_file():
    users = (
        "sourcedId,status,dateLastModified,username,givenName,familyName,preferredGivenName,email\n"
    )
    users += "".join(
        f"u{n},active,,user{n},Given{n},Family,{'Nick' if n == 1 else ''},u{n}@x.org\n"
        for n in range(1, 7)
    )
    roles = "sourcedId,status,userSourcedId,roleType,role,beginDate,endDate,orgSourcedId\n"
    roles += "r1,active,u1,primary,teacher,,,1\nr2,active,u1,secondary,parent,,,2\nr3,active,u2,primary,student,,,1\n"
    roles += "r4,active,u3,primary,siteAdministrator,2020-01-01,2099-01-01,1\nr5,active,u4,primary,teacher,,2024-06-30,1\n"
    roles += "r6,tobedeleted,u5,primary,teacher,,,1\n"
    roster = read(
        zipped(
            **{"manifest.csv": MANIFEST.format(mode="bulk"), "users.csv": users, "roles.csv": roles}
        )
    )
    assert [(row.name, row.assignments) for row in roster.rows] == [
        ("Nick Family", (Assignment("1", "teacher"),)),
        ("Given3 Family", (Assignment("1", "siteAdministrator", ends="2099-01-01"),)),
    ]
    assert roster.skipped == {
        "A student; no record of a student is stored.": [3],
        "No role in roles.csv that still holds: they have ended, or are to be deleted.": [5, 6],
        "No role in roles.csv, so nobody knows whether this is a student.": [7],
    }


def test_roles_csv_goes_before_a_column_of_roles():
    roles = "userSourcedId,role,orgSourcedId\nu1,student,1\nu2,aide,2\n"
    users = USERS + user(1) + user(2) + user(3, org="9") + user(4, "")
    roster = read(
        zipped(
            **{"manifest.csv": MANIFEST.format(mode="bulk"), "users.csv": users, "roles.csv": roles}
        )
    )
    assert [row.assignments for row in roster.rows] == [
        (Assignment("2", "aide"),),
        (Assignment("9", "teacher"),),
    ]
    assert list(roster.skipped.values()) == [[2], [5]]


def test_who_is_to_be_deleted_is_kept_by_number_alone():
    row = read(delivery(user(1, status="tobedeleted"), mode="delta")).rows[0]
    assert (row.is_leaving, row.ids, row.name, row.email, row.assignments) == (
        True,
        ("u1",),
        "",
        "",
        (),
    )


def test_columns_are_mapped_and_secrets_never():
    roster = read("Wer,Mail,Amt\nAda Byron,a@x.org,Teacher\n", name="Wer", email="Mail", role="Amt")
    assert [(row.name, row.email) for row in roster.rows] == [("Ada Byron", "a@x.org")]
    with pytest.raises(
        FileRefused,
        match=r"^The column “Password” holds secrets and is never read; choose another one\.$",
    ):
        read("Name,Email,Password\nA,a@x.org,x\n", phone="Password")
    assert people_columns.parse_mapping(["First Name=Vor", "sourcedId=Nr"]) == {
        "given_name": "Vor",
        "id": "Nr",
    }


@pytest.mark.parametrize(
    ("told", "name"),
    [
        ("Marsh, Ines", "Ines Marsh"), ("Smith, Jane A.", "Jane A. Smith"), ("John Q. Public Jr.", "John Q. Public Jr."),
        ("García-López, María José", "María José García-López"), ("Madonna", "Madonna"), ("Marsh,", "Marsh"),
        ("Dr. Ann Lee, Ph.D.", "Dr. Ann Lee, Ph.D."), ("Lee, Dr. Ann, Ph.D.", "Dr. Ann Lee, Ph.D."),
        ("Ann Lee, RN, BSN", "Ann Lee, RN, BSN"),
        ("Public, John Q., Jr.", "John Q. Public, Jr."), ("King, Martin Luther Jr.", "Martin Luther King Jr."),
        ("Bell III, Tom", "Tom Bell III"), ("Lee, Ann, MSW LCSW", "Ann Lee, MSW LCSW"), ("Nguyen, Ma", "Ma Nguyen"),
        ("Ma, Do", "Do Ma"),
        ("Ann Lee, M.A.", "Ann Lee, M.A."), ("Roe, Jan, the younger", "Roe Jan the younger"), ("Ph.D., Jr.", "Ph.D., Jr."),
    ],
)  # fmt: skip
def test_a_name_in_one_column_is_put_in_the_order_it_is_spoken(told, name):
    assert names(read(f'Name,Email,Role\n"{told}",i@x.org,Nurse\n')) == [name]
