"""Drills on the page for everybody: kind and day of what was held, and nothing before it was."""

import pytest
from django.utils import timezone

from coalitions.community.lifecycle import PagePart
from tests.drilling import make_drill, seen
from tests.portal.community.conftest import text
from tests.publishing import choose, page_now
from training.drills.actions.holding import OtherDrill, log_drill

pytestmark = pytest.mark.django_db


def test_what_was_held_stands_there_by_kind_and_day(ask, coalition, page):
    make_drill(
        coalition=coalition, state="held", kinds=["lockdown"], days=0, note="zq", building="zq"
    )
    make_drill(coalition=coalition, days=5, kinds=["secure"])
    make_drill(coalition=coalition, days=6, kinds=["earthquake"], is_announced=False)
    make_drill(coalition=coalition, state="canceled", days=3, kinds=["tsunami"])
    shown = page_now(coalition)
    assert [(each.kinds, each.drill_on) for each in shown.drills] == [
        (("Lockdown",), timezone.localdate())
    ]
    said = [left.why for left in shown.left_out]
    assert "Minutes, head counts and what was found are members’." in said


def test_a_real_alarm_and_last_year_are_no_drills_of_this_year(coalition, page):
    make_drill(coalition=coalition, state="held", days=0, is_real=True)
    make_drill(coalition=coalition, state="held", days=400)
    assert page_now(coalition).drills == []


def test_a_district_counts_those_of_its_schools_by_kind(coalition, sibling, district_coalition):
    make_drill(coalition=coalition, state="held", days=2)
    make_drill(coalition=sibling, state="held", days=0, kinds=["fire", "evacuation"])
    found = page_now(district_coalition).drills
    assert [(each.kinds, each.number) for each in found] == [(("Fire",), 2), (("Evacuation",), 1)]
    assert found[0].drill_on == timezone.localdate()


def test_an_administrator_leaves_them_out(coalition, administrator, page):
    make_drill(coalition=coalition, state="held", days=0)
    choose(coalition, administrator, left_out=[PagePart.DRILLS])
    assert page_now(coalition).drills == []


def test_one_that_is_logged_is_there_at_once_in_both_languages(ask, coalition, administrator, page):
    assert "Lockdown" not in text(ask("community_public", coalition)).partition("Drills held")[2]
    log_drill(
        coalition=coalition,
        other=OtherDrill(kinds=["lockdown"]),
        measured=seen(is_sure=True),
        by=administrator,
    )
    assert "Lockdown" in text(ask("community_public", coalition)).partition("Drills held")[2]
    spanish = text(ask("community_public_es", coalition)).partition("Simulacros realizados")[2]
    assert "Cierre de emergencia" in spanish
