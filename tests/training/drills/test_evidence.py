"""Drills as records of the engine: what was held counts, for what it was."""

import json
from datetime import date, time

import pytest
from django.core.management import call_command

from tests import knowing
from tests.calendaring import make_year
from tests.drilling import make_drill
from training.drills.evidence import record_of, records_of

pytestmark = pytest.mark.django_db


def held(coalition, on, **fields):
    return make_drill(coalition=coalition, state="held", drill_on=on, **fields)


def test_a_drill_says_what_rules_ask_of_it(coalition):
    record = record_of(
        held(
            coalition,
            date(2026, 10, 14),
            kinds=["evacuation", "fire"],
            starts_at=time(10, 15),
            part_of_day="lunch",
            observers=["fire"],
            secondary_egress=True,
            assured=["trauma_informed"],
        )
    )
    assert (record.what, record.on, record.kinds) == (
        "drill", date(2026, 10, 14), frozenset({"fire", "evacuation"}),
    )  # fmt: skip
    assert record.at.hour == 10
    said = ("announced", "students", "in_school_hours", "with_fire_department", "with_police")
    assert [record.said(name) for name in said] == [True, True, True, True, False]
    assert record.said("part_of_day") == "lunch"
    assert record.said("secondary_egress") is True
    assert record.said("trauma_informed") is True
    assert record.said("age_appropriate") is None


@pytest.mark.parametrize(
    ("fields", "what"),
    [
        ({"kinds": ["tabletop"]}, "exercise"),
        ({"is_real": True, "planned_at": None, "planned_by": None}, "incident"),
        ({"kinds": ["fire"]}, "drill"),
    ],
)
def test_an_exercise_and_a_real_alarm_are_called_so(coalition, fields, what):
    record = record_of(held(coalition, date(2026, 10, 14), **fields))
    assert record.what == what
    assert record.said("equivalent_to_drill") is (True if what == "incident" else None)


@pytest.mark.parametrize(
    ("part", "in_hours", "at_night"), [("night", False, True), ("after_school", False, False)]
)
def test_out_of_hours_is_told_by_the_part_of_the_day(coalition, part, in_hours, at_night):
    record = record_of(held(coalition, date(2026, 10, 14), part_of_day=part))
    assert (record.said("in_school_hours"), record.said("at_night")) == (in_hours, at_night)


def test_of_a_planned_drill_those_who_are_asked_watch_it(coalition):
    planned = make_drill(coalition=coalition, invited=["police"])
    assert record_of(planned).said("with_police") is True


def test_only_what_was_held_is_on_record_in_one_query(
    coalition, sibling, django_assert_num_queries
):
    for on in (date(2026, 9, 1), date(2026, 10, 1)):
        held(coalition, on)
    held(sibling, date(2026, 9, 2), is_announced=False)
    make_drill(coalition=coalition)
    make_drill(coalition=coalition, state="canceled", days=3)
    with django_assert_num_queries(1):
        found = records_of([coalition.pk, sibling.pk])
    assert [len(found[each.pk]) for each in (coalition, sibling)] == [2, 1]
    assert len(records_of([coalition.pk], since=date(2026, 9, 15))[coalition.pk]) == 1


def test_rules_explain_counts_them(coalition, school, district, capsys):
    for model, row in ((type(district), district), (type(school), school)):
        model.objects.filter(pk=row.pk).update(state="MI")
    knowing.make_fact(coalition=coalition, question="kind", answer=["public_district"])
    make_year(district=district)
    held(coalition, date(2026, 9, 15))
    held(coalition, date(2026, 9, 16), kinds=["lockdown"])
    call_command(
        "rules", "explain", "MI-D1", "--school", school.nces_id, "--on", "2026-10-01", "--json"
    )
    told = json.loads(capsys.readouterr().out)
    assert told["have"] == 1
    assert len(told["counted"]) == 1
    assert [each["why"] for each in told["not_counted"]] == ["wrong kind: lockdown"]
