"""One ID is one person: who became somebody else is refused until a person says otherwise.

Spoiled IDs in every file.
"""

import json

import pytest
from django.core.management import CommandError, call_command

from coalitions.access.roles import Role
from coalitions.memberships.models.membership import Membership
from coalitions.people.models import Person
from coalitions.rosters.models import PeopleFile
from tests import builders
from tests.coalitions.rosters.test_import_people_pages import send, text_of

HEAD = "Employee ID,Name,Email,Role,Phone,Title\n"


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
