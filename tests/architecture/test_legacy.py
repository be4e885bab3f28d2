"""The list of what breaks a rule still.

It is exact, it only gets shorter, and one command writes it again.
"""

import pytest

from tests.architecture import __main__ as command
from tests.architecture import house, legacy
from tests.architecture.house import Code, Finding
from tests.architecture.legacy import Legacy, complaints, refusals
from tests.architecture.probe.right import build


def listed(**most_and_still):
    """A Legacy that allows what it lists: rule={place: times}."""
    still = {
        (at, rule): times for rule, places in most_and_still.items() for at, times in places.items()
    }
    return legacy.Legacy(
        {rule: sum(places.values()) for rule, places in most_and_still.items()},
        legacy.Counter(still),
    )


def breaks(*places):
    """Findings at these places, numbered."""
    return [Finding(at, f"{at} breaks it, {number}.") for number, at in enumerate(places, 1)]


def test_what_is_listed_may_stay():
    assert complaints("writes", breaks("a.views", "a.views"), listed(writes={"a.views": 2})) == []


def test_what_is_not_listed_is_said():
    assert complaints("writes", breaks("a.views"), listed()) == ["a.views breaks it, 1."]


def test_what_is_listed_less_often_is_said_with_how_often():
    told = complaints("writes", breaks("a.views", "a.views"), listed(writes={"a.views": 1}))

    assert told == [
        f"a.views breaks it, {number}. (1 of these may stay: legacy.toml)" for number in (1, 2)
    ]


def test_a_line_that_nobody_needs_is_to_be_taken_out():
    told = complaints("writes", [], listed(writes={"a.views": 1}))

    assert told == [
        "a.views no longer needs writes = 1 in legacy.toml: take it out of its line, or run `python -m tests.architecture`."
    ]


def test_a_number_that_is_too_high_is_to_be_lowered():
    told = complaints("writes", breaks("a.views"), listed(writes={"a.views": 2}))

    assert told == [
        "a.views no longer needs writes = 2 in legacy.toml: write 1 in the place of 2, or run `python -m tests.architecture`."
    ]


@pytest.mark.parametrize(
    ("most", "told"),
    [
        (0, "legacy.toml lists writes 1 times, 0 at most: mend one instead of listing it."),
        (2, "legacy.toml lists writes 1 times and allows 2: write writes = 1 under [most]."),
    ],
)
def test_the_list_is_as_long_as_its_head_says(most, told):
    lengthened = Legacy({"writes": most}, listed(writes={"a.views": 1}).still)

    assert complaints("writes", breaks("a.views"), lengthened) == [told]


def test_a_rule_may_be_broken_elsewhere_and_not_more_often():
    before = listed(writes={"a.views": 1})

    assert refusals({"writes": breaks("a.noun.views")}, before) == []
    assert refusals({"writes": breaks("a.noun.views", "a.views")}, before) == [
        "writes: 2 now, 1 at most:",
        "    a.noun.views breaks it, 1.",
    ]
    assert (
        refusals({"writes": breaks("a.noun.views", "a.views")}, before, may_grow=["writes"]) == []
    )


def test_what_leaves_the_old_layout_may_bring_an_arrow_with_it():
    before = listed(layout={"a.views": 1, "a.models": 1})
    one, two = breaks("a.noun.models"), breaks("a.noun.models", "a.noun.views")

    assert refusals({"layout": breaks("a.views"), "order": one}, before) == []
    assert (
        refusals({"layout": breaks("a.views"), "order": two}, before)[0]
        == "order: 2 now, 0 at most:"
    )
    assert refusals({"layout": breaks("a.views", "a.models"), "order": one}, before)[1:] == [
        f"    {one[0].sentence}"
    ]


def test_the_list_is_read_as_it_was_written(tmp_path):
    before = listed(writes={"a.views": 2, "b.forms": 1}, lines={"a.views": 7})
    (tmp_path / "list.toml").write_text(legacy.as_text(before))

    assert legacy.read(tmp_path / "list.toml") == before


@pytest.fixture
def wrong_house(tmp_path, monkeypatch):
    """A house whose portal writes, as the command's own; its list allows nothing."""
    build(tmp_path, add={"safety_portal/portal/obligations.py": "ALL[0].save()\n"})
    monkeypatch.setattr(house, "ours", lambda: Code(tmp_path))
    monkeypatch.setattr(legacy, "LIST", tmp_path / "list.toml")
    legacy.LIST.write_text(legacy.as_text(listed()))
    return legacy.LIST


def test_the_command_writes_nothing_that_makes_the_list_longer(wrong_house, capsys):
    before = wrong_house.read_text()

    assert command.main([]) == 1
    assert wrong_house.read_text() == before
    assert capsys.readouterr().err == (
        "writes: 1 now, 0 at most:\n"
        "    safety_portal.portal.obligations:4 writes (.save()): move it into an action of obligations.\n"
        "Nothing was written.\n"
    )


def test_the_command_lists_what_was_begun_before_the_rule_when_told_to(wrong_house, capsys):
    assert command.main(["--may-grow", "writes"]) == 0
    assert legacy.read() == listed(writes={"safety_portal.portal.obligations": 1})
    assert capsys.readouterr().out == (
        "added: safety_portal.portal.obligations:4 writes (.save()): move it into an action of obligations.\n"
        "writes: 0 -> 1\n"
    )


def test_the_command_shortens_the_list(wrong_house):
    wrong_house.write_text(
        legacy.as_text(listed(writes={"safety_portal.portal.obligations": 1, "plans.views": 3}))
    )

    assert command.main([]) == 0
    assert legacy.read() == listed(writes={"safety_portal.portal.obligations": 1})
