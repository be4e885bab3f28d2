"""A number that somebody sent is read in one place, which knows what no column holds."""

import ast

import pytest

from safety_portal.core.values import INTEGER_MOST, KEY_MOST, whole_number
from tests.architecture import house

# Rooms that read what comes from outside, where a number is whole_number's business.
OUTSIDE = frozenset(
    {"views", "forms", "management", "middleware", "paging", "home", "webtables", "fetch"}
)
BY_HAND = frozenset({"isdigit", "isdecimal", "isnumeric"})


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", 0),
        ("7", 7),
        ("007", 7),
        ("9" * 18, int("9" * 18)),
        (str(KEY_MOST), KEY_MOST),
        ("0" * 5_000 + "1", 1),
    ],
)
def test_digits_are_a_number(text, number):
    assert whole_number(text) == number


@pytest.mark.parametrize(
    "text",
    [
        None,
        "",
        " 1",
        "1 ",
        "+1",
        "-1",
        "1.0",
        "1_0",
        "0x1",
        "²",
        "٣",
        "१",
        "1\0",
        "\ud800",
        str(KEY_MOST + 1),
        "9" * 25,
        "9" * 5_000,
    ],
)
def test_anything_else_is_none(text):
    assert whole_number(text) is None


def test_most_is_the_largest():
    assert [whole_number(text, most=12) for text in ("12", "13", "013", "120")] == [
        12,
        None,
        None,
        None,
    ]
    assert whole_number(str(INTEGER_MOST + 1), most=INTEGER_MOST) is None


def test_numbers_from_outside_are_read_by_whole_number_alone():
    wrong = []
    for module in house.modules().values():
        if not OUTSIDE & set(module.parts) or module.name.startswith("plans.importers"):
            continue
        for node in house.nodes(module):
            called = node.func if isinstance(node, ast.Call) else None
            if (
                isinstance(called, ast.Name)
                and called.id == "int"
                and ast.unparse(node.args[0]) != "time.time()"
            ):
                wrong.append(f"{module.name}:{node.lineno} calls int()")
            if isinstance(called, ast.Attribute) and called.attr in BY_HAND:
                wrong.append(f"{module.name}:{node.lineno} asks .{called.attr}()")
    assert wrong == [], (
        "Read it with safety_portal.core.values.whole_number, which knows what no column holds."
    )
