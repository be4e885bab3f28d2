"""The form of a coalition's settings: days of reminders, months, names, and what it refuses."""

from types import SimpleNamespace

import pytest

from coalitions.coalition.forms import SettingsForm

COALITION = SimpleNamespace(
    name="Juniper",
    review_months=12,
    approving_board="",
    ladder=[30, 7, 0, -1, -7],
    bulletin_days=365,
)


def form(**given):
    data = {"name": "Juniper", "review_months": 12, "approving_board": "", "days_before": "7",
            "days_after": "", "bulletin_days": 365}  # fmt: skip
    return SettingsForm(data | given, coalition=COALITION)


def cleaned(**given):
    filled = form(**given)
    assert filled.errors == {}
    return filled.cleaned_data


def errors(field, **given):
    return form(**given).errors[field]


def test_the_ladder_is_shown_as_days_before_and_days_after():
    shown = SettingsForm(coalition=COALITION).initial
    assert (shown["days_before"], shown["days_after"]) == ("30, 7, 0", "1, 7")


def test_days_become_one_ladder_from_the_farthest_to_the_latest():
    assert cleaned(days_before="7; 30,7", days_after="7, 1")["ladder"] == [30, 7, -1, -7]


def test_the_day_itself_is_a_day_before_and_never_one_after():
    assert cleaned(days_before="0", days_after="0")["ladder"] == [0]


def test_without_any_day_nobody_is_reminded():
    assert cleaned(days_before="", days_after=" , ")["ladder"] == []


@pytest.mark.parametrize("days", ["soon", "7, -1", "1.5", "366", "٣", "7 14"])
def test_what_is_no_whole_day_is_refused_with_an_example(days):
    assert errors("days_before", days_before=days) == [
        "Write whole days up to 365 with commas between them, for example 30, 14, 7, 1."
    ]


def test_more_reminders_than_anybody_reads_are_refused():
    days = ", ".join(map(str, range(13)))
    assert errors("days_after", days_after=days) == [
        "These are more than 12 reminders. Leave some out."
    ]


@pytest.mark.parametrize("months", ["0", "61", "-1", "many", ""])
def test_a_plan_is_reviewed_within_five_years(months):
    assert len(errors("review_months", review_months=months)) == 1


@pytest.mark.parametrize("days", ["29", "3651", "-1", "always", ""])
def test_a_bulletin_is_kept_for_a_month_at_least_and_ten_years_at_most(days):
    assert len(errors("bulletin_days", bulletin_days=days)) == 1


@pytest.mark.parametrize("name", ["", "  ", "\u200b\u202e"])
def test_a_coalition_keeps_a_name_that_can_be_read(name):
    assert len(errors("name", name=name)) == 1


def test_names_are_one_line_of_what_can_be_seen():
    kept = cleaned(name=" Juniper\u202e  Hill", approving_board="Board\u200b of\u00a0Education ")
    assert (kept["name"], kept["approving_board"]) == ("Juniper Hill", "Board of Education")


def test_a_board_that_nobody_can_read_is_no_board_to_wait_for():
    assert cleaned(approving_board="\u200b")["approving_board"] == ""


def test_a_name_longer_than_its_column_is_refused():
    assert "at most 200 characters" in errors("name", name="x" * 201)[0]
