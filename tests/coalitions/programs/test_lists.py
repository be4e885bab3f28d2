"""The programs of a coalition, as a page."""

from datetime import timedelta

import pytest
from django.utils import timezone

from coalitions.access.roles import Role
from tests import builders
from tests.coalitions.programs.conftest import text
from tests.programs import make_program

pytestmark = pytest.mark.django_db


def test_without_any_the_catalogue_is_the_next_step(coalition, teacher, page):
    shown = text(page(teacher, "programs", coalition.slug))
    assert "No program is running yet" in shown
    assert "See the catalogue" in shown


def test_the_heading_counts_what_runs_is_due_and_waits(coalition, administrator, page):
    today = timezone.localdate()
    make_program(coalition=coalition, by=administrator)
    make_program(coalition=coalition, by=administrator, review_due_on=today + timedelta(days=9))
    make_program(coalition=coalition, by=administrator, state="recommended")
    shown = text(page(administrator, "programs", coalition.slug))
    assert "2 programs are running, 1 review is due, and 1 waits for a decision" in shown


def test_what_is_over_is_found_by_its_state(coalition, administrator, page):
    make_program(coalition=coalition, by=administrator, state="declined", title="Dear one")
    assert "Dear one" not in text(page(administrator, "programs", coalition.slug))
    assert "Dear one" in text(page(administrator, "programs", coalition.slug, state="declined"))


def test_a_place_narrows_the_list(coalition, administrator, page):
    make_program(coalition=coalition, by=administrator, title="Card")
    make_program(
        coalition=coalition, by=administrator, title="Walks", cells=["prevent.risk_management"]
    )
    shown = text(page(administrator, "programs", coalition.slug, cell="prevent.risk_management"))
    assert "Walks" in shown
    assert "Card" not in shown


def test_a_school_sees_its_districts_and_no_other_schools(district_coalition, coalition, page):
    by = builders.make_member(coalition=district_coalition, role=Role.ADMINISTRATOR)
    make_program(coalition=district_coalition, by=by, title="Of the district")
    other = builders.make_coalition(
        school=builders.make_school(district=district_coalition.district)
    )
    own = builders.make_member(coalition=other, role=Role.ADMINISTRATOR)
    make_program(coalition=other, by=own, title="Of another school")
    teacher = builders.make_member(coalition=coalition, role=Role.TEACHER)
    shown = text(page(teacher, "programs", coalition.slug))
    assert "Of the district" in shown
    assert "Of another school" not in shown
    officer = builders.make_member(coalition=district_coalition, role=Role.SRO)
    above = text(page(officer, "programs", district_coalition.slug))
    assert "Of another school" in above


def test_a_review_that_is_late_says_so(coalition, administrator, page):
    make_program(
        coalition=coalition,
        by=administrator,
        review_due_on=timezone.localdate() - timedelta(days=3),
    )
    assert "Review 3 days overdue" in text(page(administrator, "programs", coalition.slug))
