"""The house keeps its rules.

Each holds everywhere but where legacy.toml says what breaks it still, and how often.
"""

import ast
import os
from fnmatch import fnmatch

import pytest

from tests.architecture import house, legacy
from tests.architecture.places import CORE, PORTAL, nouns_of
from tests.architecture.rules import RULES
from tests.architecture.rules.arrows import BY_NAME, loads_by_name
from tests.architecture.rules.outside import TAKEN, taken_by
from tests.architecture.rules.rooms import WRITERS, rows_written_by

TOP_LEVEL = {
    *(
        "manage.py",
        "safety_portal",
        "coalitions",
        "plans",
        "training",
        "templates",
        "static",
        "tests",
    ),
    *(
        "requirements.txt",
        "requirements-dev.txt",
        "requirements-binary.txt",
        "requirements-embedded.txt",
    ),
    *(
        "requirements.lock",
        "requirements-dev.lock",
        "requirements-binary.lock",
        "run",
        ".ci",
        ".run",
    ),
    *("README.md", "LICENSE", "CHANGELOG.md", "CONTRIBUTING.md", "pyproject.toml", "docs"),
    *(
        ".gitignore",
        ".gitattributes",
        ".editorconfig",
        ".pre-commit-config.yaml",
        ".github",
        "SECURITY.md",
    ),
    *("Dockerfile", ".dockerignore", "compose.yaml"),
    # Read by gunicorn from the folder it is started in: so that nobody can start it without.
    "gunicorn.conf.py",
}
QUESTIONS = {"coalitions": "WHO", "plans": "WHAT", "training": "PRACTICE"}


@pytest.fixture(scope="module")
def allowed():
    """What breaks the rules still."""
    return legacy.read()


@pytest.mark.parametrize("rule", RULES)
def test_the_house_keeps_its_rule(rule, allowed):
    told = legacy.complaints(rule, RULES[rule](house.ours()), allowed)
    assert not told, "\n".join(told)


def test_the_list_knows_no_rule_that_is_not_there(allowed):
    assert {rule for _, rule in allowed.still} | allowed.most.keys() <= RULES.keys()


def test_nobody_may_load_by_name_who_does_it_no_more():
    """Else take it out of BY_NAME, or write there what the module is called now."""
    modules = house.modules()

    assert [
        name for name in BY_NAME if name not in modules or not loads_by_name(modules[name])
    ] == []
    assert len(BY_NAME) <= 2


def test_nobody_may_take_what_a_package_keeps_to_itself_who_does_it_no_more():
    """Else take it out of TAKEN, or write there what the module is called now."""
    modules = house.modules()

    assert [
        name for name, (taken, _) in TAKEN.items() if taken not in taken_by(modules[name])
    ] == []
    assert len(TAKEN) <= 1


def test_nobody_may_write_without_an_action_who_does_it_no_more():
    """Else take it out of WRITERS, or write there what the module is called now."""
    assert [name for name in WRITERS if not rows_written_by(house.ours(), name)] == []


@pytest.mark.parametrize("area", [*house.APPS, CORE, PORTAL])
def test_a_noun_stands_once_in_the_order(area):
    nouns = nouns_of(house.ours(), area) or ()

    assert sorted(set(nouns)) == sorted(nouns)


@pytest.mark.parametrize("app", house.APPS)
def test_every_app_has_a_glossary(app):
    """Its first line says which question it answers.

    Then a line for each of its nouns, word first.
    """
    lines = (ast.get_docstring(house.modules()[app].tree) or "").splitlines()
    question, nouns = lines[0], [line for line in lines[2:] if line and not line.startswith(" ")]
    assert question.split(":")[0] == QUESTIONS[app]
    assert all("  " in line or len(line) > 12 for line in nouns)
    assert 3 <= len(nouns) <= 24


def test_the_top_level_is_the_owners():
    ignored = [
        line.strip("/") for line in (house.ROOT / ".gitignore").read_text().splitlines() if line
    ]
    entries = [name for name in os.listdir(house.ROOT) if name != ".git"]
    strange = [
        name
        for name in entries
        if name not in TOP_LEVEL and not any(fnmatch(name, i) for i in ignored)
    ]
    assert strange == []
