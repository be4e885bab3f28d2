"""Every module has types but those on a list, which only gets shorter: what .ci/typing_check.py decides."""

import importlib.util
from pathlib import Path

import pytest

from tests.architecture import house

SCRIPT = house.ROOT / ".ci" / "typing_check.py"


@pytest.fixture(scope="module")
def types():
    """The script, as a module."""
    spec = importlib.util.spec_from_file_location("ci_types", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def complaint(types):
    """A complaint about a module."""
    return lambda module: types.Complaint(module, f"{module} lacks a type")


def test_what_is_listed_may_lack_types(types, complaint):
    assert types.verdicts([complaint("plans.book.views")], ["plans.book.views"], 1) == []


def test_a_new_module_has_types(types, complaint):
    told = types.verdicts([complaint("a.new"), complaint("a.old")], ["a.old"], 1)

    assert told == ["a.new lacks a type"]


def test_a_module_that_has_its_types_is_taken_off(types, complaint):
    told = types.verdicts([complaint("a.old")], ["a.done", "a.old"], 2)

    assert told == ["a.done has its types: take it off"]


def test_a_module_that_was_put_on_the_list_is_seen_in_its_first_line(types, complaint):
    told = types.verdicts([complaint("a.new"), complaint("a.old")], ["a.new", "a.old"], 1)

    assert told == [".ci/untyped.txt lists 2 modules and says 1: correct it"]


def test_the_list_is_shortened_to_what_lacks_types_and_read_as_written(types, complaint):
    listed = types.shortened([complaint("a.old"), complaint("a.new")], ["a.done", "a.old"])

    assert listed == ["a.old"]
    assert types.read(types.written(listed)) == (1, ["a.old"])


@pytest.mark.parametrize(
    ("path", "module"),
    [
        ("plans/book/views.py", "plans.book.views"),
        ("plans/book/__init__.py", "plans.book"),
        ("plans/__init__.py", "plans"),
    ],
)
def test_a_module_is_named_as_one_imports_it(types, path, module):
    assert types.module_of(Path(path)) == module


def test_every_module_on_the_list_is_there(types):
    most, listed = types.read(types.LIST.read_text(encoding="utf-8"))

    assert sorted(set(listed) - house.modules().keys()) == []
    assert (listed, len(listed)) == (sorted(set(listed)), most)
