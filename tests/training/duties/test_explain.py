"""manage.py rules explain: where a rule stands at a school, in words and as JSON."""

import json
from datetime import date

import pytest
from django.core.management import CommandError, call_command

from coalitions.access.roles import Role
from tests import builders, knowing
from tests.calendaring import make_span, make_year
from training.duties.judging import rules_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def here(coalition, school, district):
    type(district).objects.update(state="MI")
    type(school).objects.update(state="MI", name="Larkspur")
    knowing.make_fact(coalition=coalition, question="kind", answer=["public_district"])
    year = make_year(district=district)
    make_span(year, date(2026, 12, 21), date(2027, 1, 1))
    return school


@pytest.fixture
def explain(capsys, here):
    def run(code, *arguments):
        call_command("rules", "explain", code, "--school", here.nces_id, *arguments)
        return capsys.readouterr().out

    return run


def test_a_person_reads_how_it_stands_why_until_when_and_by_which_law(explain):
    told = explain("MI-D1", "--on", "2026-10-01")
    assert told.startswith("MI-D1, Fire drills: is due at Larkspur on October 1, 2026.")
    assert "Have 0 of 5." in told
    assert "In time until" in told
    assert "Nothing is on record that would count." in told
    assert "Law: MCL 29.19" in told
    assert "confidence)" in told


def test_what_is_not_known_is_asked_for(explain):
    told = explain("US-A1", "--on", "2026-10-01")
    assert "cannot be told yet at Larkspur" in told
    assert "Answer first: Is there asbestos-containing material" in told


def test_what_does_not_apply_says_why(explain, coalition):
    knowing.make_fact(coalition=coalition, question="asbestos", answer=["none_certified"])
    told = explain("US-A1")
    assert "does not apply at Larkspur" in told
    assert "Because: " in told


def test_json_is_one_object_of_the_contract(explain):
    told = json.loads(explain("mi-d1", "--on", "2026-10-01", "--json"))
    assert (told["code"], told["school"], told["on"]) == ("MI-D1", "Larkspur", "2026-10-01")
    assert (told["status"], told["have"], told["need"]) == ("due", 0.0, 5.0)
    assert told["counted"] == []
    assert told["person"] is None
    assert set(told) == {
        *(
            "code",
            "school",
            "person",
            "on",
            "status",
            "due",
            "have",
            "need",
            "unmet",
            "because",
            "needs",
        ),
        *("counted", "not_counted", "satisfied_by", "sentence", "citation", "confidence"),
        *("law_from", "recommended", "handled"),
    }


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["MI-D99"], "There is no rule MI-D99"),
        (["ZZ-D1"], "There are no rules of “ZZ”"),
        (["TX-D1"], "TX-D1 is a rule of TX, and Larkspur is in MI."),
        (["MI-D1", "--on", "soon"], "“soon” is no day"),
    ],
)
def test_bad_input_is_exit_2_and_one_sentence(explain, arguments, sentence):
    with pytest.raises(CommandError, match=sentence) as refused:
        explain(*arguments)
    assert refused.value.returncode == 2


def test_it_wants_a_rule_and_a_school():
    for arguments in (["explain"], ["explain", "MI-D1"]):
        with pytest.raises(CommandError, match="rules explain CODE --school ID") as refused:
            call_command("rules", *arguments)
        assert refused.value.returncode == 2


@pytest.fixture
def person(coalition):
    account = builders.make_member(coalition=coalition, role=Role.SRO, name="Ana Ortiz")
    return account.people.get()


def asked_of_people():
    return next(rule for rule in rules_for("MI") if rule.asks_a_person)


def test_somebody_is_named_by_address_or_number(explain, person):
    rule = asked_of_people()
    for text in (person.email.upper(), str(person.pk)):
        told = explain(rule.code, "--person", text)
        assert " for Ana Ortiz at Larkspur on " in told
    assert json.loads(explain(rule.code, "--person", text, "--json"))["person"] == "Ana Ortiz"


@pytest.mark.parametrize("text", ["nobody@example.org", "0", "9" * 40, "", "' OR 1=1 --", "x\x00"])
def test_somebody_who_is_not_known_there_is_one_sentence(explain, person, text):
    builders.make_person(district=person.district, name="Without an address")
    stranger = builders.make_person(
        district=builders.make_district(name="Elsewhere"), email="nobody@example.org"
    )
    assert stranger.district != person.district
    with pytest.raises(CommandError, match="knows nobody with the address or number") as refused:
        explain(asked_of_people().code, "--person", text)
    assert refused.value.returncode == 2


def test_a_rule_of_schools_asks_nothing_of_a_person(explain, person):
    with pytest.raises(CommandError, match="MI-D1 asks nothing of a person") as refused:
        explain("MI-D1", "--person", person.email)
    assert refused.value.returncode == 2


def test_every_rule_can_be_explained_at_a_school(explain, coalition):
    knowing.make_all(coalition=coalition)
    for rule in rules_for("MI"):
        assert explain(rule.code, "--on", "2026-12-01").startswith(f"{rule.code}, ")
