"""manage.py import_people.

Who becomes what where, what a second file changes and ends, and what it never touches.
"""

import json

import pytest
from django.core.management import call_command
from django.utils import timezone

from coalitions.access.roles import Role
from coalitions.invitations.models import Invitation
from coalitions.memberships.models.membership import Membership
from coalitions.people.models import Person
from coalitions.rosters.models import PeopleFile
from safety_portal.core.audit.models import AuditRow
from safety_portal.core.notices.models import Message
from tests import builders

pytestmark = pytest.mark.django_db

MANIFEST = "propertyName,value\noneroster.version,1.1\nfile.users,{mode}\nfile.orgs,{mode}\nsource.systemName,Sys\n"
USERS = "sourcedId,status,dateLastModified,orgSourcedIds,role,username,givenName,familyName,email,phone,password\n"


def user(
    number, role="teacher", *, org="J", status="active", name="Given{},Family", email="u{}@x.org"
):
    return f"u{number},{status},,{org},{role},user{number},{name.format(number)},{email.format(number)},,Secret-9\n"


@pytest.fixture
def run(capsys, tmp_path, coalition, district_coalition, sibling):
    """run(users, ...).

    The object the command prints for a delivery whose org J is Juniper, by its NCES ID, and D the
    district.
    """

    def run_it(users, *options, mode="bulk", to="cedar-county", apply=True):
        school, district = coalition.school, coalition.district
        orgs = (
            "sourcedId,name,type,identifier,parentSourcedId\n"
            f"J,Juniper,school,{school.nces_id},D\nF,Foxglove,school,{sibling.school.nces_id},D\n"
            f"D,Cedar,district,{district.nces_id},\nX,Elsewhere,school,,D\nH,History,department,,J\n"
        )
        for name, text in (
            ("manifest", MANIFEST.format(mode=mode)),
            ("users", USERS + users),
            ("orgs", orgs),
        ):
            (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
        return command(capsys, tmp_path, *options, to=to, apply=apply)

    return run_it


def command(capsys, path, *options, to="cedar-county", apply=True):
    call_command(
        "import_people",
        str(path),
        "--coalition",
        to,
        "--json",
        *(["--apply"] if apply else []),
        *options,
    )
    return json.loads(capsys.readouterr().out)


def held(**which):
    rows = Membership.objects.filter(**which).order_by("person__name", "coalition__slug", "role")
    return list(rows.values_list("person__name", "coalition__slug", "role"))


def current():
    return held(ends_on__isnull=True, roster_source__startswith="oneroster")


def test_staff_become_people_and_members_by_role_and_school(run):
    users = (
        user(1) + user(2, "counselor", org="F") + user(3, "principal") + user(4, "aide", org='"J,F"') + user(5, org="H")
        + user(6, "student") + user(7, "guardian") + user(8, "districtAdministrator", org="D") + user(9, org="X", email="")
    )  # fmt: skip
    before = run(users, apply=False)
    assert Person.objects.count() == 0
    told = run(users)
    assert told == {**before, "applied": True}
    assert {key: told[key] for key in ("rows", "created", "updated", "unchanged", "missing", "not_yours", "rejected")} == {
        "rows": 9, "created": 7, "updated": 0, "unchanged": 0, "missing": 0, "not_yours": 0, "rejected": [],
    }  # fmt: skip
    assert told["skipped"] == [
        {"row": 7, "reason": "A student; no record of a student is stored."},
        {
            "row": 8,
            "reason": "A parent or guardian; they are invited, never imported from a file.",
        },
    ]
    assert current() == [
        ("Given1 Family", "juniper", "teacher"),
        ("Given2 Family", "foxglove", "mental_health"),
        ("Given3 Family", "juniper", "staff"),
        ("Given4 Family", "foxglove", "staff"),
        ("Given4 Family", "juniper", "staff"),
        ("Given5 Family", "juniper", "teacher"),
        ("Given8 Family", "cedar-county", "staff"),
    ]
    assert (told["lowered"], told["without_membership"]) == (
        [{"role": "principal", "to": "staff", "people": 1}, {"role": "districtAdministrator", "to": "staff", "people": 1}], 1,
    )  # fmt: skip
    nobody = Person.objects.get(name="Given9 Family")
    assert (nobody.email, nobody.account, nobody.memberships.count()) == ("", None, 0)
    assert (Invitation.objects.count(), Message.objects.count()) == (0, 0)
    assert PeopleFile.objects.get().content is None
    assert sorted(
        AuditRow.objects.filter(action="people.brought_in").values_list("scope", flat=True)
    ) == sorted({row.coalition_id for row in Membership.objects.all()})


def test_the_same_file_again_writes_nothing(run):
    users = user(1) + user(2, "principal")
    run(users)
    rows = AuditRow.objects.count()
    again = run(users)
    assert (
        again["unchanged"],
        again["created"],
        again["updated"],
        again["memberships"]["ended"],
    ) == (2, 0, 0, 0)
    assert (AuditRow.objects.count(), PeopleFile.objects.count()) == (rows, 1)


def test_a_whole_file_changes_and_ends_what_its_source_made(run, coalition, sibling):
    run(user(1) + user(2) + user(3, "aide") + user(4, org="F"))
    by_hand = builders.make_member(coalition=coalition, name="By hand")
    signs_in = builders.make_account(name="Given3")
    Person.objects.filter(name="Given3 Family").update(account=signs_in)
    told = run(user(1, name="Ada,Family", email="ada@x.org") + user(2, "aide") + user(4, org="F"))
    assert (told["updated"], told["unchanged"], told["missing"], told["memberships"]) == (
        2, 1, 1, {"created": 1, "ended": 2, "kept": 0},
    )  # fmt: skip
    assert current() == [
        ("Ada Family", "juniper", "teacher"),
        ("Given2 Family", "juniper", "staff"),
        ("Given4 Family", "foxglove", "teacher"),
    ]
    assert Person.objects.get(name="Ada Family").email == "ada@x.org"
    assert held(ends_on=timezone.localdate()) == [
        ("Given2 Family", "juniper", "teacher"),
        ("Given3 Family", "juniper", "staff"),
    ]
    assert Membership.objects.get(person__account=by_hand).ends_on is None
    assert list(Message.objects.values_list("kind", "account")) == [
        ("memberships_changed", signs_in.pk)
    ]
    assert AuditRow.objects.filter(action="membership.ended").count() == 2


def test_a_delta_ends_only_what_it_deletes(run):
    run(user(1) + user(2))
    told = run(
        user(2, status="tobedeleted") + user(3) + user(4, status="tobedeleted"), mode="delta"
    )
    assert (told["created"], told["updated"], told["missing"], told["memberships"]["ended"]) == (
        1,
        1,
        0,
        1,
    )
    assert told["skipped"] == [{"row": 4, "reason": "To be deleted, and not here."}]
    assert [name for name, *_ in current()] == ["Given1 Family", "Given3 Family"]


def test_one_schools_own_export_ends_nobody_elsewhere(run, sibling):
    run(user(1) + user(2, org="F"))
    told = run(user(2, org="F"))
    assert (told["missing"], len(current())) == (0, 2)


def test_the_last_administrator_stays(run, coalition):
    run(user(1, "principal"), "--role", "principal=administrator")
    assert current() == [("Given1 Family", "juniper", "administrator")]
    told = run(user(2))
    assert told["memberships"] == {"created": 1, "ended": 0, "kept": 1}
    builders.make_member(coalition=coalition, role=Role.ADMINISTRATOR)
    assert run(user(2))["memberships"] == {"created": 0, "ended": 1, "kept": 0}


def test_identity_is_the_number_then_the_address(run, district):
    run(user(1) + user(2))
    known = builders.make_person(district=district, name="Known By Address", email="u3@x.org")
    users = (
        user(1, email="u2@x.org")
        + user(2, email="u1@x.org")
        + user(3)
        + user(4, email="u5@x.org")
        + user(5, email="")
    )
    told = run(users)
    assert (told["created"], told["updated"], told["rejected"]) == (2, 3, [])
    assert dict(Person.objects.values_list("roster_identities__sourced_id", "email")) == {
        "u1": "u2@x.org", "u2": "u1@x.org", "u3": "u3@x.org", "u4": "u5@x.org", "u5": "",
    }  # fmt: skip
    known.refresh_from_db()
    assert known.name == "Given3 Family"
    clash = run(
        user(5, email="u5@x.org")
        + user(1, email="no address")
        + user(4, email="u5@x.org")
        + user(2)
        + user(3)
    )
    assert [(row["row"], row["field"]) for row in clash["rejected"]] == [
        (n, "email") for n in (2, 3, 4, 5)
    ]
    assert (clash["missing"], len(current())) == (0, 5)


def test_an_account_keeps_its_name_and_address(run, district, coalition):
    account = builders.make_member(coalition=coalition, name="Nick Name")
    Person.objects.filter(account=account).update(email="u1@x.org")
    run(user(1))
    person = Person.objects.get(account=account)
    assert (person.name, person.email) == ("Nick Name", "u1@x.org")
    assert run(user(1, email="new@x.org"))["unchanged"] == 1


def test_a_school_takes_only_its_own(run, coalition):
    told = run(user(1) + user(2, org="F") + user(3, org="X") + user(4, org='"J,F"'), to="juniper")
    assert (told["created"], told["not_yours"], [(row["row"], row["field"]) for row in told["rejected"]]) == (
        2, 1, [(4, "org")],
    )  # fmt: skip
    assert {slug for _, slug, _ in current()} == {"juniper"}
    told = run(user(3, org="X"), "--org", "X=juniper", to="juniper")
    assert told["created"] == 1


def test_a_school_does_not_readdress_who_is_elsewhere_too(run, coalition, district_coalition):
    run(user(1, org="J") + user(2, org='"J,D"'))
    told = run(user(1, email="evil@x.org") + user(2, email="evil2@x.org"), to="juniper")
    assert (told["updated"], told["unchanged"]) == (1, 1)
    assert list(Person.objects.order_by("name").values_list("email", flat=True)) == [
        "evil@x.org",
        "u2@x.org",
    ]


def test_what_a_list_lacks_is_supplied(capsys, tmp_path, coalition, district_coalition):
    path = tmp_path / "users.csv"
    path.write_text(
        "First Name, Last Name, Email, Phone Number, Password\nAda,Byron,a@x.org,5552010100,Secret-9\n"
    )
    told = command(capsys, path)
    assert [(row["row"], row["field"]) for row in told["rejected"]] == [(2, "role")]
    told = command(capsys, path, "--role", "teacher", to="juniper")
    assert (told["layout"], told["created"]) == ("EOP ASSIST", 1)
    assert held() == [("Ada Byron", "juniper", "teacher")]
    assert Person.objects.get().phone == "(555) 201-0100"
