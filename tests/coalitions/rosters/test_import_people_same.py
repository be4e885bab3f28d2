"""One ID is one person: who became somebody else is refused until a person says otherwise.

Spoiled IDs in every file.
"""

import json
from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from coalitions.access.roles import Role
from coalitions.memberships.models.membership import Membership
from coalitions.people.models import Person
from coalitions.rosters.models import PeopleFile
from coalitions.rosters.readers import rosters
from safety_portal.core.files.filetypes import FileRefused
from tests import builders
from tests.coalitions.rosters.test_import_people_pages import send, text_of
from tests.coalitions.rosters.test_import_people_reading import MANIFEST, zipped

TODAY = date(2026, 11, 22)
HEAD = "Employee ID,Name,Email,Role,Phone,Title\n"
USERS = "sourcedId,status,username,givenName,familyName,email\n"
ROLES = "sourcedId,status,userSourcedId,role,beginDate,endDate,orgSourcedId\n"


@pytest.fixture
def run(capsys, tmp_path, coalition):
    """run(rows, ...): what the command prints for a list of people of Juniper."""

    def run_it(rows, *options, apply=True, as_text=False):
        (tmp_path / "list.csv").write_text(HEAD + rows, encoding="utf-8")
        told = [*(() if as_text else ["--json"]), *(["--apply"] if apply else []), *options]
        call_command("import_people", str(tmp_path / "list.csv"), "--coalition", "juniper", *told)
        out = capsys.readouterr().out
        return out if as_text else json.loads(out)

    return run_it


def people():
    return list(Person.objects.order_by("pk").values_list("name", "email"))


ANN, ZOE = "1001,Ann First,ann@x.org,Teacher,,\n", "1001,Zoe Other,zoe@x.org,Nurse,,\n"
SOMEBODY_ELSE = (
    "ID 1001 is Ann First (ann@x.org) here and Zoe Other (zoe@x.org) in the file, and neither name nor address is the same. "
    "What Ann First signed and read would stand under the other name. Correct the ID, or if it is the same person say so: "
    "--same-person 1001, or a tick under Roles and schools."
)


@pytest.mark.django_db
def test_an_id_that_passed_to_somebody_else_makes_nobody_another(run):
    run(ANN)
    for apply in (False, True):
        told = run(ZOE, apply=apply)
        assert told["rejected"] == [{"row": 2, "field": "id", "reason": SOMEBODY_ELSE}]
        assert (told["created"], told["updated"], told["missing"]) == (0, 0, 0)
    assert people() == [("Ann First", "ann@x.org")]
    assert f"Row 2, id: {SOMEBODY_ELSE}" in run(ZOE, as_text=True)
    done = run(ZOE, "--same-person", "1001")
    assert (done["updated"], done["rejected"]) == (1, [])
    assert [note["reason"] for note in done["warnings"]] == [
        "Ann First (ann@x.org) here is Zoe Other (zoe@x.org) in the file: the name and the address both change. "
        "Look whether it is the same person."
    ]
    assert people() == [("Zoe Other", "zoe@x.org")]
    with pytest.raises(CommandError, match="Nobody in the file has the ID “7”") as error:
        run(ZOE, "--same-person", "7")
    assert error.value.returncode == 2


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("before", "after", "what"),
    [
        # One word of the name stays: taken, with a warning.
        ("Ann First,ann@x.org", "Ann Wedded,wedded@x.org", "warned"),
        ("José Núñez,jn@x.org", "Jose Ruiz,jr@x.org", "warned"),
        # The address stays, or nothing but it changes.
        ("Ann First,ann@x.org", "Zoe Other,ann@x.org", "taken"),
        ("Ann First,ann@x.org", "Ann First,new@x.org", "taken"),
        ("王,a@x.org", "王,b@x.org", "taken"),
        # An address that is not known says nothing.
        ("Ann First,", "Zoe Other,zoe@x.org", "refused"),
        ("Ann First,ann@x.org", "Zoe Other,", "refused"),
        ("A. First,ann@x.org", "A. Other,other@x.org", "refused"),
    ],
)
def test_who_is_still_the_same(run, before, after, what):
    run(f"7,{before},Teacher,,\n")
    told = run(f"7,{after},Teacher,,\n", apply=False)
    found = {(1, 1, 0): "warned", (1, 0, 0): "taken", (0, 0, 1): "refused"}
    assert found[told["updated"], len(told["warnings"]), len(told["rejected"])] == what


@pytest.mark.django_db
def test_a_role_is_given_to_nobody_by_an_id_that_passed_on(run, coalition):
    account = builders.make_account(name="Ann")
    run(ANN)
    Person.objects.update(account=account)
    assert run(ZOE)["rejected"][0]["field"] == "id"
    assert list(Membership.objects.values_list("role", flat=True)) == ["teacher"]


@pytest.mark.django_db
def test_whoever_is_refused_keeps_the_address(run):
    """Ann's ID has passed to Zoe, and Ann stands under a new one.

    Her address stays hers, and a person looks at both rows.
    """
    run(ANN)
    told = run(ZOE + "2002,Ann First,ann@x.org,Teacher,,\n")
    assert ([row["row"] for row in told["rejected"]], told["created"], told["updated"]) == (
        [2, 3],
        0,
        0,
    )
    assert people() == [("Ann First", "ann@x.org")]
    # And where the row is refused for another reason.
    run("3,Bo Bell,bo@x.org,Teacher,,\n")
    told = run("3,Bo Bell,bell@x.org,Wizard,,\n4,Cy Cole,bo@x.org,Teacher,,\n")
    assert ([row["row"] for row in told["rejected"]], told["created"]) == ([2, 3], 0)
    assert people() == [("Ann First", "ann@x.org"), ("Bo Bell", "bo@x.org")]


@pytest.mark.django_db
def test_an_optional_cell_loses_nobody_their_row(run):
    told = run(
        f"1,Ann First,ann@x.org,Teacher,{'5' * 50},#REF!\n2,Bo Bell,bo@x.org,Teacher,5.55201E+09,\n"
    )
    assert (told["created"], [(note["row"], note["field"]) for note in told["notes"]]) == (
        2,
        [(2, "phone"), (2, "title"), (3, "phone")],
    )
    assert set(Person.objects.values_list("phone", "memberships__title")) == {("", "")}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("row", "field"),
    [("#REF!,A B,a@x.org", "id"), ("3-Apr,A B,a@x.org", "id"), ("####,A B,a@x.org", "id"), ("1,#NAME?,a@x.org", "name"),
     ("1,A B,#VALUE!", "email"), ("1E+05,A B,", "id")],
)  # fmt: skip
def test_what_a_spreadsheet_has_spoiled_refuses_the_row(run, row, field):
    told = run(f"{row},Teacher,,\n")
    assert ([(each["row"], each["field"]) for each in told["rejected"]], people()) == (
        [(2, field)],
        [],
    )


@pytest.mark.django_db
def test_the_page_asks_whether_it_is_the_same_person(client, coalition):
    client.force_login(
        builders.make_member(coalition=coalition, role=Role.ADMINISTRATOR, name="Dana Whitlock")
    )
    new = "/c/juniper/people/import/"
    first = send(client, HEAD + ANN, "list.csv", to=new).url
    client.post(f"{first}apply/", {"seen": client.get(first).context["seen"]})
    address = send(client, HEAD + ZOE, "list.csv", to=new).url
    page = text_of(client.get(address))
    assert "<h1>Nobody in the file is new, 1 row is refused</h1>" in page
    assert SOMEBODY_ELSE in page
    assert "Row 2: Ann First here and Zoe Other in the file are the same person" in page
    assert client.post(f"{address}decide/", {"same-0": "on"}).url == address
    page = text_of(client.get(address))
    assert "<h1>1 person has changed</h1>" in page
    assert page.index("Look at these first") < page.index("Import 1 person</button>")
    assert "the name and the address both change. Look whether it is the same person." in page
    client.post(f"{address}apply/", {"seen": client.get(address).context["seen"]})
    assert Person.objects.filter(name="Zoe Other", email="zoe@x.org").exists()
    # It was said of these two alone, not of the ID for ever.
    again = send(client, HEAD + "1001,Cy Cole,cy@x.org,Aide,,\n", "list.csv", to=new).url
    assert "1 row is refused</h1>" in text_of(client.get(again))
    assert PeopleFile.objects.filter(applied_at=None).count() == 1


# ------------------------------------------------------------ the files of a delivery


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
