"""Where bringing in people stops.

Bad input, two at once, a preview that is no longer true, many rows, a day without a decision.
"""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from coalitions.access.roles import Role
from coalitions.memberships.models.membership import Membership
from coalitions.people.models import Person, RosterIdentity
from coalitions.rosters.actions import importing
from coalitions.rosters.comparing import preview_people
from coalitions.rosters.match_schools import Choices
from coalitions.rosters.models import PeopleFile
from coalitions.rosters.readers import rosters
from safety_portal.core.states import WrongState
from tests import builders

pytestmark = pytest.mark.django_db

LIST = "Name,E-mail,Role\n"


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--role", "boss"], "“boss” is no role; the roles are administrator, sro, security_officer, law_enforcement, fire, "
         "ems, emergency_manager, health, mental_health, teacher, staff, official."),
        (["--role", "student"], "Students and parents are never imported from a file; invite them."),
        (["--org", "Q=juniper"], "Nobody in the file is at an organization “Q”; it has none."),
        (["--map", "email"], '--map wants FIELD=COLUMN, as in --map email="Mail Address", not “email”.'),
        (["--coalition", "nowhere"], "There is no coalition nowhere. form_coalition makes one and prints its slug."),
    ],
)  # fmt: skip
def test_bad_input_is_refused_with_exit_2(tmp_path, district_coalition, options, sentence):
    path = tmp_path / "people.csv"
    path.write_text(LIST + "A B,a@x.org,Teacher\n")
    with pytest.raises(CommandError) as refused:
        call_command("import_people", str(path), "--coalition", "cedar-county", "--apply", *options)
    assert (str(refused.value), refused.value.returncode) == (sentence, 2)
    assert Person.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_two_at_once_make_nobody_twice(coalition, district_coalition, run_at_once):
    text = LIST + "".join(f"Person {n},p{n}@x.org,Teacher\n" for n in range(50))
    roster = rosters.read_roster(text.encode(), name="a.csv", on=timezone.localdate())

    def bring():
        told = {
            "roster": roster,
            "coalition": coalition,
            "choices": Choices(),
            "by": None,
            "name": "a.csv",
        }
        return importing.import_people(**told).counts["created"]

    assert sorted(run_at_once(bring, times=2)) == [0, 50]
    assert (Person.objects.count(), Membership.objects.count()) == (50, 50)


def test_a_preview_that_is_no_longer_true_writes_nothing(coalition, administrator):
    roster = rosters.read_roster(
        (LIST + "A B,a@x.org,Teacher\n").encode(), name="a.csv", on=timezone.localdate()
    )
    told = {"roster": roster, "coalition": coalition, "choices": Choices()}
    seen = preview_people(**told).digest
    builders.make_person(district=coalition.district, name="A B", email="a@x.org")
    with pytest.raises(WrongState, match="have changed since you looked"):
        importing.import_people(**told, by=administrator, name="a.csv", expected=seen)
    assert RosterIdentity.objects.count() == 0


def test_twenty_thousand_in_as_many_queries_as_two(coalition, django_assert_num_queries):
    def bring(number):
        lines = "".join(f"Person {n},p{n}@x.org,Teacher,{n}\n" for n in range(number))
        roster = rosters.read_roster(
            ("Name,E-mail,Role,ID\n" + lines).encode(), name="a.csv", on=timezone.localdate()
        )
        return importing.import_people(
            roster=roster, coalition=coalition, choices=Choices(), by=None, name="a.csv"
        )

    with django_assert_num_queries(15):
        bring(2)
    with django_assert_num_queries(15):
        assert bring(900).counts["created"] == 898


def test_files_nobody_decided_on_go_after_a_day(coalition, administrator):
    kept = {
        "coalition": coalition,
        "content": {"header": [], "rows": []},
        "source": "list",
        "by": administrator,
    }
    then = timezone.now() - timedelta(hours=25)
    importing.keep_people_file(**kept, name="old.csv", now=then)
    other = builders.make_member(coalition=coalition, role=Role.ADMINISTRATOR)
    importing.keep_people_file(**kept | {"by": other}, name="new.csv")
    assert list(PeopleFile.objects.values_list("name", flat=True)) == ["new.csv"]
