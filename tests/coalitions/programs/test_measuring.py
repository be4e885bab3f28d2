"""Numbers of a program: entered for a day, compared with before it began, drawn and listed."""

import csv
import io
from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from coalitions.programs.actions import measuring
from coalitions.programs.models.measure import Measure, MeasureValue
from coalitions.programs.plots import Plot
from safety_portal.core.audit.models import AuditRow
from safety_portal.core.refusals import Refused
from tests.coalitions.programs.conftest import text
from tests.programs import make_measure, make_program, make_value

TODAY = timezone.localdate


@pytest.fixture
def program(coalition, administrator):
    return make_program(coalition=coalition, by=administrator, title="Say something card")


def enter(program, by, numbers, day=None):
    return measuring.enter_numbers(
        program=program, measured_on=day or TODAY(), numbers=numbers, by=by
    )


def plot(before, after, *, is_more_better=True, goal=4):
    """The plot of a measure with one number from before a program began, and one since."""
    began = TODAY() - timedelta(days=100)
    measure = Measure(name="Reports", goal=Decimal(goal), is_more_better=is_more_better)
    days = ((before, began - timedelta(days=1)), (after, TODAY()))
    values = tuple(
        MeasureValue(measure=measure, measured_on=day, value=Decimal(str(number)))
        for number, day in days
        if number is not None
    )
    return Plot(measure, values, began)


@pytest.mark.parametrize(
    ("before", "after", "is_more_better", "words", "color"),
    [
        (2.1, 4.6, True, "More than before it began", "met"),
        (61, 59, True, "As before it began", "due"),
        (61, 50, True, "Less than before it began", "overdue"),
        (61, 50, False, "Less than before it began", "met"),
        (50, 61, False, "More than before it began", "overdue"),
        (0, 0, True, "As before it began", "due"),
        (0, 1, True, "More than before it began", "met"),
        (None, 4, True, "No number from before it began", "quiet"),
        (4, None, True, "No number since it began yet", "quiet"),
    ],
)
def test_the_words_compare_with_before_it_began(before, after, is_more_better, words, color):
    drawn = plot(before, after, is_more_better=is_more_better)
    assert (drawn.words, drawn.color) == (words, color)


def test_they_do_not_compare_with_last_year():
    """Two numbers since it began: the newest with the last from before."""
    drawn = plot(2, 4)
    middle = MeasureValue(
        measure=drawn.measure, measured_on=TODAY() - timedelta(days=50), value=Decimal(9)
    )
    values = (drawn.values[0], middle, drawn.values[1])
    assert Plot(drawn.measure, values, drawn.started_on).words == "More than before it began"


def test_time_runs_to_the_right_and_numbers_up():
    drawn = plot(2, 8)
    first, last = drawn.points
    assert (first.x, last.x) == (30.0, 270.0)
    assert first.y > last.y == 34.0
    assert first.x < drawn.began_x < last.x


def test_one_number_and_a_goal_of_zero_are_drawn():
    drawn = plot(None, 0, goal=0)
    (point,) = drawn.points
    assert (point.x, point.y) == (150.0, 104.0)
    assert drawn.is_reached


def test_many_numbers_label_the_first_and_the_last():
    drawn = plot(2, 8)
    days = [TODAY() - timedelta(days=day) for day in range(90, 0, -10)]
    between = [
        MeasureValue(measure=drawn.measure, measured_on=day, value=Decimal(3)) for day in days
    ]
    values = (drawn.values[0], *between, drawn.values[1])
    labels = [p.label for p in Plot(drawn.measure, values, drawn.started_on).points]
    assert labels == ["2", *[""] * 9, "8"]


@pytest.mark.django_db
def test_the_page_says_it_in_words_a_picture_and_a_table(
    program, coalition, administrator, teacher, page
):
    reports = make_measure(program, name="Reports per 100 students", goal=4)
    make_value(reports, days_ago=300, value=2.1, by=administrator)
    make_value(reports, days_ago=10, value=4.6, by=administrator)
    share = make_measure(program, name="Answered", goal=100, is_share=True)
    make_value(share, days_ago=300, value=19, out_of=46, by=administrator)
    make_value(share, days_ago=10, value=19, out_of=46, by=administrator)
    shown = text(page(teacher, "program", coalition.slug, program.pk))
    assert "Say something card: better on 1 of 2 measures, review due in" in shown
    assert "More than before it began" in shown
    assert "As before it began" in shown
    assert 'role="img"' in shown
    assert "19 of 46" in shown
    assert "4 or more, reached" in shown
    assert "No student is counted by name." in shown


@pytest.mark.django_db
def test_numbers_are_entered_on_a_page(program, coalition, officer, post):
    reports = make_measure(program)
    answered = make_measure(program, name="Answered", goal=90, is_share=True)
    typed = {
        "measured_on": TODAY().isoformat(),
        f"number_{reports.pk}": "4.6",
        f"number_{answered.pk}": "93",
        f"of_{answered.pk}": "119",
    }
    answer = post(officer, "program_numbers", coalition.slug, program.pk, **typed)
    assert answer.status_code == 302
    assert [(v.value, v.out_of) for v in MeasureValue.objects.order_by("pk")] == [
        (Decimal("4.60"), None),
        (Decimal(93), 119),
    ]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({}, "Enter at least one number."),
        ({"number": "12", "of": "10"}, "This cannot be more than 10."),
        ({"number": "12"}, "Say of how many."),
        ({"of": "10"}, "Say how many of 10 it was."),
        ({"number": "twelve", "of": "12"}, "Enter a number."),
        ({"number": "NaN", "of": "12"}, "Enter a number."),
        ({"number": "1", "of": "2", "day": "2199-01-01"}, "This day is in the future."),
        ({"number": "1", "of": "2", "day": "1999-01-01"}, "more than five years before"),
    ],
)
def test_what_cannot_be_a_number_is_said(program, coalition, administrator, post, typed, said):
    share = make_measure(program, goal=90, is_share=True)
    posted = {
        "measured_on": typed.get("day", TODAY().isoformat()),
        f"number_{share.pk}": typed.get("number", ""),
        f"of_{share.pk}": typed.get("of", ""),
    }
    answer = post(administrator, "program_numbers", coalition.slug, program.pk, **posted)
    assert answer.status_code == 422
    assert said in text(answer)
    assert not MeasureValue.objects.exists()


@pytest.mark.django_db
def test_a_number_of_the_day_is_replaced_and_what_it_was_is_recorded(program, administrator):
    reports = make_measure(program)
    enter(program, administrator, {reports: (Decimal(4), None)})
    enter(program, administrator, {reports: (Decimal(5), None)})
    assert MeasureValue.objects.get().value == 5
    row = AuditRow.objects.filter(action="program.measured").latest("id")
    assert row.detail["numbers"] == {"Reports": "5 (was 4)"}


@pytest.mark.django_db
def test_sent_twice_they_are_there_once(program, administrator):
    reports = make_measure(program)
    enter(program, administrator, {reports: (Decimal(4), None)})
    with pytest.raises(Refused, match="written down already"):
        enter(program, administrator, {reports: (Decimal("4.00"), None)})
    assert AuditRow.objects.filter(action="program.measured").count() == 1


@pytest.mark.django_db
def test_a_measure_of_another_program_takes_none(program, coalition, administrator):
    other = make_measure(make_program(coalition=coalition, by=administrator))
    with pytest.raises(Refused, match="no measure of the program"):
        enter(program, administrator, {other: (Decimal(4), None)})


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("number", "is_share", "said"),
    [
        ((Decimal(-1), None), False, "from 0 to"),
        ((Decimal(1), 5), False, "is no share"),
        ((Decimal(1), None), True, "is a share"),
        ((Decimal(1), 0), True, "of at least 1"),
        ((Decimal(6), 5), True, "cannot be 6 of 5"),
    ],
)
def test_the_action_refuses_what_no_form_lets_through(
    program, administrator, number, is_share, said
):
    measure = make_measure(program, is_share=is_share)
    with pytest.raises(Refused, match=said):
        enter(program, administrator, {measure: number})


@pytest.mark.django_db
def test_who_leads_it_enters_numbers_and_no_other_teacher(
    coalition, administrator, teacher, program
):
    measure = make_measure(program)
    with pytest.raises(PermissionDenied, match="Only administrators, officers and who leads"):
        enter(program, teacher, {measure: (Decimal(4), None)})
    led = make_program(coalition=coalition, by=administrator, leader=teacher.people.get())
    own = make_measure(led)
    assert enter(led, teacher, {own: (Decimal(4), None)})


@pytest.mark.django_db
def test_a_measure_is_added_once(program, coalition, administrator, post):
    typed = {"name": "Fights", "goal": "3", "way": "less"}
    post(administrator, "program_measure_add", coalition.slug, program.pk, **typed)
    measure = Measure.objects.get()
    assert (measure.name, measure.is_more_better, measure.goal) == ("Fights", False, 3)
    again = post(administrator, "program_measure_add", coalition.slug, program.pk, **typed)
    assert "The program has this measure." in text(again)


@pytest.mark.django_db
def test_eight_measures_are_the_most(program, administrator):
    for number in range(8):
        make_measure(program, name=f"Measure {number}")
    with pytest.raises(Refused, match="8 measures are the most"):
        measuring.add_measure(
            program=program,
            name="One more",
            goal=Decimal(1),
            is_more_better=True,
            is_share=False,
            by=administrator,
        )


@pytest.mark.django_db
def test_every_number_is_in_the_file(program, coalition, administrator, teacher, page):
    measure = make_measure(program, name="=1+1")
    for day in range(1, 12):
        make_value(measure, days_ago=day, value=day, by=administrator)
    answer = page(teacher, "program_numbers_csv", coalition.slug, program.pk)
    lines = list(csv.reader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))
    assert lines[0][:3] == ["Measure", "Day", "Number"]
    assert len(lines) == 12
    assert lines[1][0] == "'=1+1"
