"""manage.py due: what is owed in a coalition, each thing once, with everybody who owes it."""

import json
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from coalitions.access.roles import Role
from coalitions.people.models import Person
from safety_portal.core.look.wording import full_day
from tests import builders

pytestmark = pytest.mark.django_db
WITHIN = timedelta(days=7)


def told(*arguments):
    out = StringIO()
    call_command("due", *arguments, stdout=out)
    return out.getvalue()


def owed(coalition, *arguments):
    return json.loads(told("--coalition", coalition.slug, "--json", *arguments))


def of_kind(answer, kind):
    return [thing for thing in answer["owed"] if thing["kind"] == kind]


@pytest.fixture
def waiting(coalition, administrator):
    """A record that waits to be verified, entered today; returns what is told of it."""
    sro = builders.make_member(coalition=coalition, role=Role.SRO, name="Marcus Reed")
    person = Person.objects.get(account=sro)
    return builders.make_record(person=person, coalition=coalition, state="to_verify")


def test_a_thing_stands_once_with_everybody_who_owes_it(coalition, administrator, waiting):
    builders.make_member(coalition=coalition, role=Role.ADMINISTRATOR, name="Zoe Park")
    (thing,) = of_kind(owed(coalition), "verification")
    names = [person["name"] for person in thing["owed_by"]]
    assert len(names) == 2
    assert "Zoe Park" in names
    assert thing["title"] == "Verify 1 training record"
    assert thing["rule"] == "7 days after the oldest was entered"
    assert thing["due_on"] == str(timezone.localdate() + WITHIN)
    assert not thing["overdue"]


def test_a_later_day_shows_what_is_late_by_then(coalition, administrator, waiting):
    day = str(timezone.localdate() + timedelta(days=30))
    later = owed(coalition, "--on", day)
    (thing,) = of_kind(later, "verification")
    assert later["on"] == day
    assert thing["overdue"]
    assert [each["due_on"] for each in later["owed"]] == sorted(
        each["due_on"] for each in later["owed"]
    )


def test_nothing_of_another_coalition_is_told(coalition, foreign, administrator, waiting):
    assert not of_kind(owed(foreign), "verification")


def test_for_a_person_it_says_who_and_by_which_rule(coalition, administrator, waiting):
    text = told("--coalition", coalition.slug)
    day = full_day(timezone.localdate() + WITHIN)
    assert f"By {day}: Verify 1 training record" in text
    assert "Rule: 7 days after the oldest was entered." in text


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--coalition", "nowhere"], "There is no coalition nowhere"),
        (["--coalition", "juniper", "--on", "2026-02-30"], "2026-02-30 is not a day"),
    ],
)
def test_bad_input_is_one_sentence_and_exit_2(coalition, arguments, said):
    with pytest.raises(CommandError, match=said) as refused:
        told(*arguments)
    assert refused.value.returncode == 2


def test_it_asks_as_many_queries_for_one_as_for_many(
    coalition, administrator, waiting, django_assert_num_queries
):
    for number in range(5):
        builders.make_member(coalition=coalition, role=Role.TEACHER, name=f"Kim {number}")
    with django_assert_num_queries(2):
        owed(coalition)
