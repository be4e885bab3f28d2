"""The rows of a home page that are drawn in Python: what they say of each state, and that what people wrote is escaped."""

import re
from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django.template import Context, Template

TODAY = date(2026, 11, 30)
EVIL = '<script>"x"</script>'
IN_FORCE = SimpleNamespace(number=3, review_due_on=TODAY - timedelta(days=4), status="in_force")
IN_WORK = SimpleNamespace(number=4, status="drafting", get_status_display=lambda: "Drafting")


def text_of(html):
    return " ".join(re.sub(r"<[^>]*>", "", html).split())


def drawn(source, **context):
    return Template("{% load home %}" + source).render(Context({"today": TODAY, **context}))


def place(**fields):
    school = SimpleNamespace(street="1 Elm Street", city="Cedar", phone="")
    known = {"name": "Juniper", "slug": "juniper", "in_force": None, "in_work": None, "shows_work": True}
    return SimpleNamespace(**known | {"asked": 0, "read": 0, "school": school} | fields)


def cells(each, **seen):
    source = "{% school_rows schools sees_work=work sees_reading=reading %}"
    row = drawn(source, schools=[each], work=seen.get("work", True), reading=seen.get("reading", True))
    return [text_of(cell) for cell in row.split("</td>")[:-1]]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, ["JuniperNo plan in force", "–None", "", ""]),
        ({"shows_work": False}, ["JuniperNo plan in force", "Not shown to you", "", ""]),
        ({"in_work": IN_WORK, "asked": 4, "read": 1}, ["JuniperNo plan in force", "Drafting", "1 of 4", ""]),
        (
            {"in_force": IN_FORCE, "asked": 4, "read": 4},
            ["JuniperIn force edition 3", "–None", "All", "4 days overdue Thu, Nov 26"],
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
    row = drawn("{% place_rows schools %}", schools=[place(**fields)])
    assert f"1 Elm Street, Cedar<br>{said}</p>" in row
    assert 'href="tel:' not in row


def owing(**fields):
    known = {"path": "/mine/", "named": "Sign it, Juniper", "title": "Sign it", "why": "Asked.", "verb": "Sign"}
    return SimpleNamespace(**known | {"person_name": "Dana", "due_on": TODAY, "runs_out": False} | fields)


def test_what_is_owed_is_due_or_runs_out():
    due, runs_out = (drawn("{% todo_rows owed %}", owed=[owing(runs_out=each)]) for each in (False, True))
    assert "Due today" in due
    assert "Runs out today" in runs_out


def test_who_is_behind_with_more_than_one_thing_is_one_row():
    assert text_of(drawn("{% late_rows behind %}", behind=[[owing()], [owing(), owing(), owing()]])) == (
        "DanaSign itDue today Mon, Nov 30DanaSign it and 2 moreDue today Mon, Nov 30"
    )


def test_what_people_wrote_is_escaped():
    school = SimpleNamespace(street=EVIL, city=EVIL, phone=EVIL)
    schools = [place(name=EVIL, slug="x", school=school, in_force=IN_FORCE)]
    row = owing(path=EVIL, named=EVIL, title=EVIL, why=EVIL, verb=EVIL, person_name=EVIL)
    edition = SimpleNamespace(status="awaiting_signatures", signed=1, asked=2, waits_for=EVIL)
    sources = (
        "{% school_rows schools sees_work=1 sees_reading=1 %}",
        "{% place_rows schools %}",
        "{% todo_rows owed %}",
        "{% late_rows behind %}",
        "{% edition_stands edition True %}",
    )
    for source in sources:
        html = drawn(source, schools=schools, owed=[row], behind=[[row]], edition=edition)
        assert "&lt;script" in html
        assert "<script" not in html
        assert '"x"' not in html
