"""Text becomes a number or a day in safety_portal/core/values.py, and nowhere else by hand.

Read from the syntax tree.
"""

import ast
from functools import cache

from tests.architecture import house

# Names that turn text into a day or a moment.
OF_DAYS = {"strptime", "fromisoformat", "parse_date", "parse_datetime", "parse_time", "isoparse"}
# Asked before int(): they say yes to ², to ٣ and to 5,000 digits.
OF_DIGITS = {"isdigit", "isdecimal", "isnumeric"}
THE_ONE_WAY = "safety_portal.core.values"
# function -> why it may. Whoever adds one says what stands there besides text from outside.
MAY = {
    "safety_portal.core.look.wording._text_in_words": "a day that an action of ours stored with its audit row, written as ISO",
    "safety_portal.core.notices.obligation.day": "the day stands in the facts of an obligation, written as ISO by our own SQL",
    "coalitions.coalition.home.day_of": "the day stands in a row that our own SQL writes as JSON",
    "coalitions.coalition.home.moment_of": "the moment stands in a row of our own SQL, with its zone",
    "safety_portal.portal.reminders.report.as_lines": "the day that the command itself has written a line before",
    "training.courses.seed_data.starter_courses": "hours of our own catalogue, read as numbers by YAML",
    "training.rules.table_tests.case_facts.moment": "a time of day of a table test; what is none is refused",
    "training.duties.explaining.as_json": "numbers that the engine counted, as JSON has them",
    "plans.writing.views.presence._moment": "a moment with its zone that our own page sends; what is none is refused",
    "plans.loops.queries._moment": "a moment in the facts of a loop, written as ISO by our own SQL",
    "coalitions.openings.views._moment": "a moment with its zone that a phone sends; what is none is refused",
    "plans.assessments.views.sending._time": "a moment with its zone that a phone sends; what is none is refused",
}


def names_called(node):
    """(name called, its first argument or None) for every call in `node`, whether f(x) or
    module.f(x).
    """
    for inner in ast.walk(node):
        if isinstance(inner, ast.Call):
            name = (
                inner.func.attr
                if isinstance(inner.func, ast.Attribute)
                else getattr(inner.func, "id", "")
            )
            yield name, inner.args[0] if inner.args else None


def parses_by_hand(function):
    """What a function does by hand of what values.py does; empty where nothing."""
    called = list(names_called(function))
    names = {name for name, _ in called}
    found = sorted(names & OF_DAYS)
    if names & OF_DIGITS and "int" in names:
        found.append("int() after isdigit()")
    found += [
        f"{name}(text)"
        for name, given in called
        if name in ("Decimal", "float") and not isinstance(given, ast.Constant)
    ]
    return found


def outermost(module):
    """The functions of a module and the methods of its classes.

    What is inside of one counts with it.
    """
    nodes = [*module.tree.body]
    while nodes:
        node = nodes.pop()
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node
        elif isinstance(node, ast.ClassDef):
            nodes += node.body


@cache
def by_hand():
    """dotted name of a function -> what it parses by hand."""
    found = {}
    for module in house.modules().values():
        if module.name == THE_ONE_WAY:
            continue
        for node in outermost(module):
            if what := parses_by_hand(node):
                found[f"{module.name}.{node.name}"] = what
    return found


def test_text_becomes_a_value_in_one_place():
    assert (
        sorted(f"{name}: {', '.join(what)}" for name, what in by_hand().items() if name not in MAY)
        == []
    )


def test_nobody_is_excused_who_does_it_no_more():
    assert sorted(MAY.keys() - by_hand().keys()) == []


def test_importers_know_one_word_for_what_cannot_be_read():
    """NotRead is defined once, and so is every reader that both importers of cells use."""
    twice = [
        f"{module.name}.{node.name}"
        for module in house.modules().values()
        if module.app in ("coalitions", "training") and {"importers", "readers"} & set(module.parts)
        for node in house.definitions(module)
        if node.name in {"NotRead", "text", "sound", "short", "identifier", "number", "day"}
    ]
    assert twice == []
