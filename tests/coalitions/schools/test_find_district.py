"""The id that form_coalition asks for is looked up by a name, and a wrong one is answered by the
nearest.
"""

import json

import pytest
from django.core.management import CommandError, call_command

from coalitions.coalition.command_line import nearest
from coalitions.schools.models import District
from tests import builders

pytestmark = pytest.mark.django_db
NAMES = ("Cedar County Schools", "Cedar Falls", "County of Larch", "Baker County", "Alder")


@pytest.fixture
def districts(db):
    return {name: builders.make_district(name=name, city="Town") for name in NAMES}


def names(text, **more):
    return [each.name for each in nearest(District.objects, text, **more)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("cedar", ["Cedar Falls", "Cedar County Schools"]),
        ("Cedar County", ["Cedar County Schools", "Cedar Falls", "Baker County"]),
        ("CEDARFALLS", ["Cedar Falls", "Cedar County Schools"]),
        ("nothing", []),
        ("  ", []),
        ("100%", []),
    ],
)
def test_the_nearest_by_name(districts, text, found):
    assert names(text) == found


def test_a_part_of_an_id_finds_it(districts):
    baker = districts["Baker County"]
    assert names(baker.nces_id[2:], most=1) == ["Baker County"]
    assert names(baker.state_id) == ["Baker County"]


def test_the_command_prints_ids_and_says_where_there_is_none(districts, capsys):
    call_command("find_district", "cedar", "falls")
    first = capsys.readouterr().out.splitlines()[0]
    assert first.split(maxsplit=1) == [districts["Cedar Falls"].nces_id, "Cedar Falls, Town, FL"]
    call_command("find_district", "alder", "--json")
    told = {"id": districts["Alder"].nces_id, "name": "Alder", "city": "Town", "state": "FL"}
    assert json.loads(capsys.readouterr().out) == {"found": [told]}
    with pytest.raises(CommandError, match="No school here is called like “alder”") as refused:
        call_command("find_district", "alder", "--school")
    assert refused.value.returncode == 2


def test_a_wrong_id_is_answered_by_the_nearest(districts):
    with pytest.raises(CommandError) as refused:
        call_command("form_coalition", district="cedar falls", administrator="ada@example.org")
    first = f"{districts['Cedar Falls'].nces_id} (Cedar Falls, Town, FL)"
    assert str(refused.value).startswith(
        f"There is no district with the id cedar falls. Nearest: {first}; "
    )
    assert (str(refused.value).count("; "), refused.value.returncode) == (1, 2)


@pytest.mark.parametrize("command", ["import_people", "import_plan", "import_training"])
def test_a_wrong_coalition_is_answered_by_the_nearest(coalition, command, tmp_path):
    more = ("--title", "EOP") if command == "import_plan" else ()
    with pytest.raises(
        CommandError, match=rf"There is no coalition juniper-hs\. Nearest: {coalition.slug}\."
    ):
        call_command(command, str(tmp_path / "none"), "--coalition", "juniper-hs", *more)


def test_looking_costs_one_query_however_many_there_are(districts, django_assert_num_queries):
    with django_assert_num_queries(1):
        names("cedar county")
    for number in range(50):
        builders.make_district(name=f"Cedar {number}")
    with django_assert_num_queries(1):
        names("cedar county")
