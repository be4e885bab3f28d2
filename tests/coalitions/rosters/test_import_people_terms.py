"""The days of a role in a roster.

Until when a membership holds, and what a later file does to that.
"""

import json
from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from coalitions.memberships.models.membership import Membership
from coalitions.rosters.views.preview import begun, last_day
from tests.plugins.skips import SHARED, needs_shared

pytestmark = [pytest.mark.django_db, needs_shared]
FOLDER = SHARED / "data" / "8-reported" / "people"
FOXGLOVE = ("--org", "S1=foxglove")


@pytest.fixture
def run(capsys, sibling, district_coalition):
    """run(path, *options): what the command prints for a delivery, brought into the district."""

    def run_it(path, *options, apply=False):
        more = ["--apply"] if apply else []
        call_command(
            "import_people", str(path), "--coalition", "cedar-county", "--json", *options, *more
        )
        return json.loads(capsys.readouterr().out)

    return run_it


def one_role(folder, begins, ends):
    """p22 with these days of its one role."""
    for file in (FOLDER / "p22_enddate_iso").iterdir():
        (folder / file.name).write_bytes(file.read_bytes())
    head = "sourcedId,status,dateLastModified,userSourcedId,roleType,role,beginDate,endDate,orgSourcedId\n"
    (folder / "roles.csv").write_text(f"{head}a1,,,y1,primary,teacher,{begins},{ends},S1\n")
    return folder


@pytest.mark.parametrize(
    ("first", "then", "ends_on"),
    [
        ("", "2027-06-15", date(2027, 6, 16)),
        ("2027-06-15", "", date(2027, 6, 16)),
        ("2027-06-15", "6/15/2028", date(2028, 6, 16)),
        ("2027-06-15", "2027-01-15", date(2027, 6, 16)),
    ],
)
def test_an_end_ahead_is_the_last_day_and_may_be_put_off(run, tmp_path, first, then, ends_on):
    run(one_role(tmp_path, "", first), *FOXGLOVE, apply=True)
    seen = run(one_role(tmp_path, "", then), *FOXGLOVE)
    assert seen["updated"] == (first != then and then not in {"", "2027-01-15"})
    run(tmp_path, *FOXGLOVE, apply=True)
    held = Membership.objects.get()
    assert held.ends_on == ends_on
    last = ends_on - timedelta(days=1)
    current = [
        bool(Membership.objects.current(day)) for day in (timezone.localdate(), last, ends_on)
    ]
    assert current == [True, True, False]
    assert run(tmp_path, *FOXGLOVE, apply=True)["unchanged"] == 1


def test_the_preview_names_first_and_last_day():
    assert begun("teacher", "Foxglove", date(2027, 8, 1), date(2028, 6, 16)) == (
        "Teacher in Foxglove, from August 1, 2027 on, through June 15, 2028"
    )
    assert (last_day(date(2028, 6, 16)), last_day(None)) == ("June 15, 2028", "")


def test_a_term_that_was_made_by_hand_or_runs_into_a_later_one_keeps_its_end(run, tmp_path):
    run(one_role(tmp_path, "", "2027-06-15"), *FOXGLOVE, apply=True)
    held = Membership.objects.get()
    Membership.objects.create(
        person=held.person,
        coalition=held.coalition,
        role="teacher",
        starts_on=date(2027, 9, 1),
        roster_source="other",
    )
    assert run(one_role(tmp_path, "", "2028-06-15"), *FOXGLOVE, apply=True)["unchanged"] == 1
    Membership.objects.filter(pk=held.pk).update(roster_source="")
    assert run(one_role(tmp_path, "", "2027-07-15"), *FOXGLOVE, apply=True)["unchanged"] == 1
    held.refresh_from_db()
    assert held.ends_on == date(2027, 6, 16)


def test_an_administrators_role_gets_no_end_from_a_file(run, tmp_path):
    for file in (FOLDER / "p22_enddate_iso").iterdir():
        (tmp_path / file.name).write_text(file.read_text().replace("teacher", "principal"))
    run(tmp_path, *FOXGLOVE, "--role", "principal=administrator", apply=True)
    assert list(Membership.objects.values_list("role", "ends_on")) == [("administrator", None)]


def test_an_end_before_its_beginning_refuses_the_person(run, tmp_path):
    told = run(one_role(tmp_path, "2027-08-01", "2027-06-15"), *FOXGLOVE, apply=True)
    reason = (
        "roles.csv, row 2, endDate: This day lies before that of beginDate; correct one of the two."
    )
    assert told["rejected"] == [{"row": 2, "field": "role", "reason": reason}]
    assert not Membership.objects.exists()
