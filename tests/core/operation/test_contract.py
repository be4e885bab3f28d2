"""docs/contract.md says what the code does.

Each command with its options, each object of --json, each address, each script.
"""

import argparse
import json
import re
import stat
import sys
from io import BytesIO, TextIOWrapper

import pytest
from django.core.management import CommandError, call_command, get_commands, load_command_class
from django.urls import Resolver404, resolve

from plans.signing.receipts import receipts_given
from safety_portal.core.commands import PlainCommand
from safety_portal.settings import base
from tests.architecture import house
from tests.plans import life
from tests.plans.word_in.word_files import docx, p

TEXT = (house.ROOT / "docs/contract.md").read_text()
BEFORE, LATER = TEXT.split("\n## Named in plans for later")
# A command's heading is how it is called; what follows, up to the next heading, is said of it.
PARTS = re.findall(r"^### `(\w+)(.*?)`\n(.*?)(?=^##)", BEFORE, re.MULTILINE | re.DOTALL)
CALLS = {name: usage for name, usage, _ in PARTS}
OBJECTS = {
    name: told[1]
    for name, _, text in PARTS
    if (told := re.search(r"^JSON: (.*?)\n\n", text, re.M | re.S))
}
PLAIN = {
    option
    for action in PlainCommand().create_parser("", "")._actions
    for option in action.option_strings
}
OURS = {name for name, app in get_commands().items() if str(app).startswith(house.PACKAGES)}
DJANGOS = {"migrate", "makemigrations", "showmigrations"}
SCHOOLS = "NCES School ID,School Name,District,NCES District ID,State\n120003000018,Birch,ALACHUA,1200030,FL\n"


def actions(name):
    """What the command takes beyond what every command of Django's does."""
    parser = load_command_class(get_commands()[name], name).create_parser("manage.py", name)
    return [action for action in parser._actions if not PLAIN & set(action.option_strings)], parser


def in_brackets(usage):
    """The options of a usage that stand in square brackets: those that may be left away."""
    return set(re.findall(r"\[(--?[\w-]+)", usage))


def test_every_command_of_ours_stands_there_and_no_other():
    assert set(CALLS) | DJANGOS == OURS
    assert all(
        f"`{name}`" in BEFORE.split("### Django's own")[1].split("\n## ")[0] for name in DJANGOS
    )


@pytest.mark.parametrize("name", CALLS)
def test_a_command_is_called_as_its_parser_has_it(name):
    taken, parser = actions(name)
    options = {action.option_strings[0] for action in taken if action.option_strings}
    needed = {
        action.option_strings[0] for action in taken if action.option_strings and action.required
    }
    either = {
        action.option_strings[0]
        for group in parser._mutually_exclusive_groups
        for action in group._group_actions
    }
    said = set(re.findall(r"(?<![\w-])--?[a-z][\w-]*", CALLS[name]))
    assert said == options
    assert said - in_brackets(CALLS[name]) == needed | either
    values = re.sub(
        r"[\[(]?--?[a-z][\w-]*( [A-Z][\w=-]*)?( \.\.\.)?|[\])|]", "", CALLS[name]
    ).split()
    positional = [action for action in taken if not action.option_strings]
    assert len([word for word in values if word != "..."]) == len(positional)
    assert ("..." in values) == any(action.nargs == "+" for action in positional)


@pytest.mark.parametrize("name", CALLS)
def test_what_takes_a_value_or_several_is_said_so(name):
    for action in (action for action in actions(name)[0] if action.option_strings):
        value = re.search(
            rf"(?<![\w-]){action.option_strings[0]}( [A-Z][\w=-]*)?( \.\.\.)?", CALLS[name]
        )
        takes_none = isinstance(action, argparse._StoreTrueAction)
        assert [value[1] is None, value[2] is not None] == [takes_none, action.nargs == "+"], (
            action.option_strings
        )


@pytest.mark.parametrize("name", ["export_plan", "bench"])
def test_the_words_an_option_takes_are_named(name):
    [choices] = [action.choices for action in actions(name)[0] if action.choices]
    [text] = [text for other, _, text in PARTS if other == name]
    assert all(f"`{word}`" in text for word in choices)


def test_what_prints_an_object_says_which():
    prints = {name for name in CALLS if "--json" in CALLS[name]}
    assert set(OBJECTS) == prints | {"export_plan"}


def told_names(name):
    """The names of a command's object as the page has them.

    What stands in backticks outside of brackets.
    """
    return set(re.findall(r"`(\w+)`", re.sub(r"\(.*?\)", "", OBJECTS[name], flags=re.DOTALL)))


@pytest.fixture
def printed(capsys, tmp_path, monkeypatch, settings):
    """printed(name, *arguments): the object the command prints.

    What a file holds is given by standard input.
    """
    settings.MEDIA_ROOT = tmp_path

    def call(name, *arguments, file=""):
        data = file if isinstance(file, bytes) else file.encode()
        monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(data)))
        call_command(name, *arguments)
        return json.loads(capsys.readouterr().out)

    return call


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "arguments", "file"),
    [
        ("import_schools", ["-"], SCHOOLS),
        (
            "import_people",
            ["-", "--coalition", "juniper"],
            "Name,E-mail,Role\nAda Bell,ada@x.example,teacher\n",
        ),
        (
            "import_training",
            ["-", "--coalition", "juniper"],
            "Email,Date,Course\nada@x.example,2026-11-02,CPR\n",
        ),
        (
            "import_plan",
            ["-", "--coalition", "juniper", "--title", "A"],
            docx(p("Basic Plan", "Heading1") + p("x")),
        ),
        ("rules", ["check", "-"], "cases: []\n"),
        ("find_district", ["Cedar"], ""),
        ("due", ["--coalition", "juniper"], ""),
        ("installation", [], ""),
        ("forget_people", [], ""),
        ("remind", [], ""),
        ("verify_audit", [], ""),
    ],
)
def test_an_object_has_the_names_that_are_promised(printed, coalition, name, arguments, file):
    names = told_names(name)
    if name == "remind":
        names -= {"people"}
    if name == "verify_audit":
        names -= {"receipt", "says", "problem"}
    if name == "rules":
        names &= {"cases", "agree", "disagree"}
    assert set(printed(name, *arguments, "--json", file=file)) == names


@pytest.mark.django_db
def test_a_preview_of_a_day_and_a_receipt_have_theirs(printed, coalition):
    assert set(printed("remind", "--on", "2099-01-05", "--json")) == told_names("remind") - {
        "quiet"
    }


@pytest.fixture
def frozen(coalition, cast, settings, tmp_path):
    """A plan that waits for its signatures."""
    settings.MEDIA_ROOT = tmp_path
    return life.freeze(life.make_scene(coalition=coalition, administrator=cast.administrator))


def test_what_was_frozen_is_proved_and_given_out_by_the_names_that_are_promised(printed, frozen):
    assert set(printed("verify_edition", str(frozen.pk), "--json")) == told_names("verify_edition")
    [given] = receipts_given(frozen)
    told = printed("verify_audit", "--receipt", str(given.receipt), "--json")
    assert set(told) == told_names("verify_audit") - {"rows", "chains"}


def test_a_plan_and_its_sections_are_given_out_by_the_names_that_are_promised(frozen, tmp_path):
    call_command("export_plan", frozen.plan_id, "--format", "json", "-o", tmp_path / "plan.json")
    told = json.loads((tmp_path / "plan.json").read_text())
    of_section = set(
        re.findall(r"`(\w+)`", BEFORE.split("A section, in reading order:")[1].split(".")[0])
    )
    assert (set(told), set(told["sections"][0])) == (told_names("export_plan"), of_section)


@pytest.mark.django_db
def test_forming_a_coalition_tells_the_names_that_are_promised(printed, district):
    arguments = ["--district", district.nces_id, "--administrator", "ada@x.example", "--json"]
    assert set(printed("form_coalition", *arguments)) == told_names("form_coalition")


def test_the_demo_tells_the_names_that_are_promised(seeded_database, printed, settings):
    settings.DEMO, settings.PASSWORD_HASHERS = True, base.PASSWORD_HASHERS
    assert set(printed("seed_demo", "--json")) == told_names("seed_demo")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "call",
    [
        ["import_schools", "/nowhere.csv"],
        ["import_people", "/nowhere.csv", "--coalition", "juniper"],
        ["import_training", "/nowhere.csv", "--coalition", "juniper"],
        ["import_plan", "/nowhere.docx", "--coalition", "juniper", "--title", "A"],
        ["export_plan", "0", "--format", "html", "-o", "-"],
        ["verify_edition", "0"],
        ["verify_audit", "--receipt", "12"],
        ["form_coalition", "--district", "0", "--administrator", "ada@x.example"],
        ["find_district", "Nowhere"],
        ["remind", "--on", "soon"],
        ["forget_people", "--years", "101"],
        ["seed_demo"],
        ["bench", "--word", "/nowhere.docx"],
        ["rules", "check", "/nowhere.yaml"],
        ["send_test_mail", "ada"],
        ["close_account", "ada@x.example"],
        ["reset_second_step", "ada@x.example"],
    ],
    ids=lambda call: call[0],
)
def test_bad_input_ends_with_two_and_one_sentence(coalition, capsys, call):
    with pytest.raises((CommandError, SystemExit)) as ended:
        call_command(*call)
    status = getattr(ended.value, "returncode", None) or ended.value.code
    sentence = (
        str(ended.value)
        if isinstance(ended.value, CommandError)
        else capsys.readouterr().err.strip()
    )
    assert status == 2
    assert re.fullmatch(r"[^\n]*\w[^\n]*", sentence)


def rows():
    """The addresses of the table, with what answers."""
    return re.findall(r"^\| `(/\S*)` \| (.*) \|$", BEFORE, re.MULTILINE)


def filled(address):
    return re.sub(r"<\w+>", "word", address)


@pytest.mark.parametrize("address", [address for address, _ in rows()])
def test_every_address_that_is_named_is_there(address):
    assert resolve(filled(address))


@pytest.mark.django_db
def test_readyz_answers_with_the_names_that_are_promised(client):
    [told] = [text for address, text in rows() if address == "/readyz"]
    promised = {*re.findall(r"`(\w+)`", told)} - {"ok", "says"}
    assert set(client.get("/readyz").json()) == promised
    assert client.get("/healthz").json() == {"ok": True}


def test_what_is_said_not_to_be_there_is_not():
    """Who brings one of these moves its line up."""
    commands, _, addresses = LATER.split("the commands ")[1].partition("; the address")
    assert not set(re.findall(r"`(\w+)`", commands)) & set(get_commands())
    for address in re.findall(r"`(/\S+)`", addresses):
        with pytest.raises(Resolver404):
            resolve(filled(address))


def test_run_is_called_as_it_says_itself():
    usage = {name: (house.ROOT / f".run/{name}.py").read_text() for name in ("demo", "serve")}
    for name, text in usage.items():
        said = re.search(rf"^    \./run {name} (.*)$", BEFORE, re.MULTILINE)[1]
        assert in_brackets(said) == set(re.findall(r'add_argument\(\s*"(--\w+)"', text))


def test_the_scripts_that_are_named_can_be_called():
    named = set(re.findall(r"`(docs/server/\w+)", BEFORE))
    assert len(named) == 4
    assert all((house.ROOT / name).stat().st_mode & stat.S_IXUSR for name in named)
