"""manage.py rules: the data set and the table tests, from the command line."""

import json

import pytest
from django.core.management import CommandError, call_command

CASES = """
calendars:
  A: {first_day: 2026-08-24, last_day: 2027-06-04}
cases:
- {id: ONE, rule: TX-D1, calendar: A, today: 2027-03-01, school: {type: public}, expect: {status: due, have: 0}}
- {id: TWO, rule: TX-D1, calendar: A, today: 2027-03-01, school: {type: public}, expect: {status: satisfied}}
- {id: THREE, rule: ZZ-D1, calendar: A, today: 2027-03-01, school: {type: public}, expect: {status: due}}
"""


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "cases.yaml"
    path.write_text(CASES, encoding="utf-8")
    return path


def printed(capsys, *arguments):
    call_command("rules", *arguments)
    return capsys.readouterr().out


def test_what_disagrees_is_told_with_what_was_expected_and_what_came(file, capsys):
    told = json.loads(printed(capsys, "check", str(file), "--json"))
    assert (told["cases"], told["agree"]) == (3, 1)
    two, three = told["disagree"]
    assert two == {"id": "TWO", "expected": {"status": "satisfied"}, "got": {"status": "due"}}
    assert three["got"] == {"status": "there is no rule ZZ-D1"}


def test_in_words_it_is_a_line_each(file, capsys):
    assert printed(capsys, "check", str(file)).splitlines()[-1] == "1 of 3 cases agree."


def test_the_rules_of_a_state_are_listed_with_how_they_are_handled(capsys):
    told = {
        row["code"]: row for row in json.loads(printed(capsys, "list", "--state", "pa", "--json"))
    }
    assert told["PA-D1"] == {"code": "PA-D1", "state": "PA", "handled": "executed", "reason": ""}
    assert told["PA-S2"]["handled"] == "shown"
    assert told["PA-S2"]["reason"]


def test_all_of_them_are_listed(capsys):
    assert len(json.loads(printed(capsys, "list", "--json"))) >= 680


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["check"], "Say which file to check"),
        (["check", "/nowhere/cases.yaml"], "cannot be read"),
        (["list", "--state", "ZZ"], "There are no rules of “ZZ”"),
    ],
)
def test_bad_input_is_one_sentence(arguments, words):
    with pytest.raises(CommandError, match=words) as refused:
        call_command("rules", *arguments)
    assert refused.value.returncode == 2


def test_what_is_no_text_is_said_so(tmp_path):
    path = tmp_path / "cases.yaml"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(CommandError, match="is not text in UTF-8"):
        call_command("rules", "check", str(path))
