"""The rows of a home page that Jinja2 draws.

What they say of each state, and that what people wrote is escaped.
"""

import re
from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django.template import Context, Template

TODAY = date(2026, 11, 30)
EVIL = '<script>"x"</script>'
IN_FORCE = SimpleNamespace(number=3, review_due_on=TODAY - timedelta(days=4), status="in_force")
IN_WORK = SimpleNamespace(number=4, status="drafting", state_in_words="Drafting")


def text_of(html):
    return " ".join(re.sub(r"<[^>]*>", "", html.replace("<br>", " ")).split())


def drawn(source, **context):
    return Template('{% load rows %}{% rows "portal/home/' + source + '.jinja" %}').render(
        Context({"today": TODAY, "sees_findings": False, **context})
    )


def place(**fields):
    school = SimpleNamespace(street="1 Elm Street", city="Cedar", phone="")
    of_coalition = {"name": "Juniper", "slug": "juniper", "school": school}
    of_coalition |= {name: fields.pop(name) for name in of_coalition.keys() & fields}
    known = {"in_force": None, "in_work": None, "shows_work": True, "asked": 0, "read": 0}
    known["offers"] = {}
    return SimpleNamespace(coalition=SimpleNamespace(**of_coalition), **known | fields)


def cells(each, **seen):
    row = drawn(
        "_schools",
        schools=[each],
        sees_work=seen.get("work", True),
        sees_reading=seen.get("reading", True),
    )
    return [text_of(cell) for cell in row.split("</td>")[:-1]]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, ["Juniper No plan in force", "–None", "", ""]),
        ({"shows_work": False}, ["Juniper No plan in force", "Not shown to you", "", ""]),
        (
            {"in_work": IN_WORK, "asked": 4, "read": 1},
            ["Juniper No plan in force", "Drafting", "1 of 4", ""],
        ),
        (
            {"in_force": IN_FORCE, "asked": 4, "read": 4},
            ["Juniper In force", "–None", "All", "4 days overdue Thu, Nov 26"],
        ),
    ],
    ids=["nothing", "nothing shown", "in work", "in force"],
)
def test_a_school_says_where_it_stands(fields, said):
    assert cells(place(**fields)) == said
    assert cells(place(**fields), work=False, reading=False) == [said[0], said[3]]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, "No plan yet"),
        ({"in_work": IN_WORK}, "Edition 4, not in force"),
        ({"in_force": IN_FORCE}, "Edition 3 in force"),
        ({"in_force": IN_FORCE, "in_work": IN_WORK}, "Edition 3 in force, edition 4 drafting"),
    ],
    ids=["nothing", "in work", "in force", "both"],
)
def test_a_place_says_which_editions_it_has(fields, said):
    row = drawn("_places", answer_for=[place(**fields)])
    assert f" 1 Elm Street, Cedar {said} Plan of Juniper" in text_of(row)
    assert 'href="tel:' not in row


def test_what_a_noun_says_of_a_place_is_drawn_under_its_buttons():
    """A later noun, such as contacts, brings its own template."""
    numbers = SimpleNamespace(template="portal/home/_todos.jinja", shown=None)
    silent = SimpleNamespace(template="", shown=None)
    offers = {"contacts": numbers, "silent": silent}
    row = drawn("_places", answer_for=[place(offers=offers)], owed=[owing(named=EVIL)])
    assert row.index("place-do") < row.index("todo-what")
    assert (row.count("todo-what"), EVIL in row) == (1, False)


def owing(**fields):
    known = {
        "path": "/mine/",
        "named": "Sign it, Juniper",
        "title": "Sign it",
        "why": "Asked.",
        "verb": "Sign",
    }
    return SimpleNamespace(
        **known | {"person_name": "Dana", "due_on": TODAY, "runs_out": False} | fields
    )


def test_what_is_owed_is_due_or_runs_out():
    due, runs_out = (drawn("_todos", owed=[owing(runs_out=each)]) for each in (False, True))
    assert "Due today" in due
    assert "Runs out today" in runs_out


def test_who_is_behind_with_more_than_one_thing_is_one_row():
    assert text_of(drawn("_behind", behind=[[owing()], [owing(), owing(), owing()]])) == (
        "Dana Sign it Due today Mon, Nov 30 Dana Sign it and 2 more Due today Mon, Nov 30"
    )


def test_what_people_wrote_is_escaped():
    school = SimpleNamespace(street=EVIL, city=EVIL, phone=EVIL)
    schools = [place(name=EVIL, slug="x", school=school, in_force=IN_FORCE)]
    row = owing(path=EVIL, named=EVIL, title=EVIL, why=EVIL, verb=EVIL, person_name=EVIL)
    shown = {
        "schools": schools,
        "sees_work": True,
        "sees_reading": True,
        "answer_for": schools,
        "owed": [row],
        "behind": [[row]],
    }
    for source in ("_schools", "_places", "_todos", "_behind"):
        html = drawn(source, **shown)
        assert "&lt;script" in html
        assert "<script" not in html
        assert '"x"' not in html
