"""Files of rules are read strictly: what does not fit is refused in one sentence with its line."""

import json
from copy import deepcopy

import pytest
import yaml

from safety_portal.core.refusals import Refused
from tests.training.rules.making import CITED, law, text_of
from training.rules.form import law as law_form
from training.rules.form import rules_file
from training.rules.form.rules_file import DATA, read_rules, rules_of
from training.rules.form.vocabulary import KINDS, PERIODS, SUBJECTS
from training.rules.table_tests.cases_file import read_cases

SCHEMA = json.loads((DATA / "rules.schema.json").read_text(encoding="utf-8"))
OBJECTS = {
    "rule": rules_file.RULE_FIELDS,
    "audience": rules_file.AUDIENCE_FIELDS,
    "test": rules_file.TEST_FIELDS,
    "law": law_form.LAW_FIELDS,
    "match": law_form.MATCH_FIELDS,
    "window": law_form.WINDOW_FIELDS,
    "part": law_form.PART_FIELDS,
    "cap": law_form.CAP_FIELDS,
    "substitute": law_form.INSTEAD_FIELDS,
    "forbids": law_form.FORBIDS_FIELDS,
}


def refusal(text, read=read_rules):
    with pytest.raises(Refused) as refused:
        read(text)
    return str(refused.value)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            text_of("drill", "TX-D1", law(), colour="red"),
            "“colour” is nothing a file of rules knows",
        ),
        (text_of("drill", "TX-D1", law(colour="red")), "“colour” is nothing a file of rules knows"),
        (text_of("dril", "TX-D1", law()), "“subject” is one of drill"),
        (text_of("drill", "TX-1", law()), "“code” has to look like TX-D1"),
        (text_of("drill", "TX-D1", law("fortnight")), "“period” is one of school_year"),
        (text_of("drill", "TX-D1", law(need="many")), "“need” has to be a number"),
        (text_of("drill", "TX-D1", law(need=99_999)), "“need” has to be a number from 0 to 9999"),
        (text_of("drill", "TX-D1", law(window={"to": "13-01"})), "there is no day 13-01"),
        (text_of("drill", "TX-D1", law(window={"to": "02-30"})), "there is no day 02-30"),
        (text_of("drill", "TX-D1", law(window={"to": "soon"})), "a day like 2026-12-01"),
        (
            text_of("drill", "TX-D1", law(window={"within": "a while"})),
            "has to be like 20 school days",
        ),
        (
            text_of("drill", "TX-D1", law(window={"first": "2 days", "within": "2 days"})),
            "a window says",
        ),
        (text_of("drill", "TX-D1", law("rolling")), "has “every”"),
        (text_of("drill", "TX-D1", law("cycle", every="2 years")), "has “starts”"),
        (text_of("drill", "TX-D1", {}), "what is executed has a “period”"),
        (text_of("prohibition", "TX-X1", {}), "a prohibition that is executed has “forbids”"),
        (text_of("drill", "TX-D1", law(), handled="shown"), "has no “reason”"),
        (
            text_of("drill", "TX-D1", law(to="2020-01-01", **{"from": "2021-01-01"})),
            "“from” is after “to”",
        ),
        (
            text_of("drill", "TX-D1", law(), law()),
            "two values of “TX-D1” are the law of the same day",
        ),
        (text_of("drill", "TX-D1"), "“law” has to be a list with at least one dated value"),
        (text_of("drill", "TX-D1", law(confidence="sure")), "“confidence” is one of high"),
        (
            text_of("drill", "TX-D1", law(), applies_to={"where": [{"fact": "buses"}]}),
            "a condition has one of",
        ),
        (
            text_of("drill", "TX-D1", law(), applies_to={"where": [{"any_of": ["x"]}]}),
            "a condition is on a “fact”",
        ),
        (
            text_of(
                "drill", "TX-D1", law(), applies_to={"where": [{"fact": "moon", "any_of": ["x"]}]}
            ),
            "“fact” is one of",
        ),
        (
            text_of("drill", "TX-D1", law()).replace("state: TX", "state: OH"),
            "“TX-D1” is no rule of OH",
        ),
        (
            text_of("drill", "TX-D1", law()).replace("schema: 1", "schema: 2"),
            "“schema” has to be 1",
        ),
        ("a: &x [1]\nb: *x\n", "This file uses YAML anchors"),
        ("- 1\n", "This file is no file of rules"),
        ("{", "is not YAML"),
        ("[" * 40, "nested deeper"),
    ],
)
def test_what_does_not_fit_is_refused_in_one_sentence(text, words):
    sentence = refusal(text)
    assert words in sentence
    assert "\n" not in sentence


def test_a_refusal_names_its_line():
    text = text_of("drill", "TX-D1", law(), colour="red")
    line = next(number for number, each in enumerate(text.splitlines(), 1) if "colour" in each)
    assert refusal(text).startswith(f"Line {line}: ")


def test_a_code_is_there_once():
    file = yaml.safe_load(text_of("drill", "TX-D1", law()))
    file["rules"].append(deepcopy(file["rules"][0]))
    assert "“TX-D1” stands in line" in refusal(yaml.safe_dump(file, sort_keys=False))


def test_a_state_that_has_no_file_is_refused():
    with pytest.raises(Refused, match="There are no rules of “ZZ”"):
        rules_of("ZZ")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("calendars: {}\n", "no list of “cases”"),
        ("cases:\n- {id: A}\n", "a case has no “rule”"),
        ("cases:\n- {id: A, rule: TX-D1, today: soon, expect: {status: due}}\n", "is no day"),
        (
            "cases:\n- {id: A, rule: TX-D1, today: 2026-10-01, expect: {}}\n",
            "a case has no “expect”",
        ),
        (
            "cases:\n- {id: A, rule: TX-D1, today: 2026-10-01, expect: {due: x}}\n",
            "“expect” has no “status”",
        ),
        (
            "cases:\n- {id: A, rule: X, today: 2026-10-01, calendar: Z, expect: {status: due}}\n",
            "there is no calendar “Z”",
        ),
        (
            "cases:\n- {id: A, rule: X, today: 2026-10-01, colour: red, expect: {status: due}}\n",
            "“colour” is nothing a case knows",
        ),
        (
            "calendars: {A: {first_day: 2027-01-01, last_day: 2026-01-01}}\ncases: []\n",
            "before it begins",
        ),
    ],
)
def test_a_file_of_cases_that_does_not_fit_is_refused(text, words):
    assert words in refusal(text, read_cases)


@pytest.mark.parametrize("name", OBJECTS)
def test_the_json_schema_says_what_the_reader_reads(name):
    said = SCHEMA["$defs"][name]
    assert set(said["properties"]) == set(OBJECTS[name])
    needed = {field for field, read in OBJECTS[name].items() if read.is_needed}
    assert set(said.get("required", ())) == needed
    assert said["additionalProperties"] is False


def test_the_json_schema_has_the_words_of_the_reader():
    assert set(SCHEMA["properties"]) == set(rules_file.FIELDS)
    rule, said = SCHEMA["$defs"]["rule"]["properties"], SCHEMA["$defs"]["law"]["properties"]
    assert rule["subject"]["enum"] == list(SUBJECTS)
    assert said["period"]["enum"] == list(PERIODS)
    assert set(CITED) <= set(said)
    assert len(set(KINDS)) == len(KINDS)
