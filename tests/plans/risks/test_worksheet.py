"""The worksheet: order, map, gaps, years that are over."""

from datetime import timedelta

import pytest
from django.utils import timezone

from plans.risks.heat import LETTERS, heat_map, shortened
from plans.risks.queries import next_to_decide, year_of, years_of
from plans.risks.worksheet import worksheet_of
from tests import builders, risking, walks

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def sheet(site, by=None, **narrowed):
    return worksheet_of(by or site.administrator, site.school, on=TODAY, **narrowed)


def weighed(site, hazard, *scores, **said):
    risk = risking.make_risk(
        coalition=site.school,
        by=site.administrator,
        hazard=hazard,
        building=said.pop("building", ""),
    )
    risking.decide(risk, site.administrator, *scores, **said)
    return risk


def annex(site, code, *, html="<p>Lock every door.</p>", status="in_force", **fields):
    """A part about a hazard in an edition."""
    plan = builders.make_plan(coalition=site.school)
    edition = builders.make_edition(plan=plan, status="drafting")
    section = builders.make_section(
        edition=edition, kind="threat_hazard", target=code, html=html, **fields
    )
    if status != "drafting":
        builders.force_status(edition, status)
    return section


def test_high_ones_come_first_then_the_larger_sum_and_undecided_ones_last(site, risk):
    weighed(site, "flood", 1, 1, 1, 1, priority="low")
    weighed(site, "fire_or_explosion", 4, 4, 4, 4, priority="high")
    weighed(site, "wildfire", 2, 4, 4, 2, priority="high")
    titles = [line.risk.title for line in sheet(site).lines]
    assert titles == ["Fire or explosion", "Wildfire", "Flood", "Tornado"]


def test_a_building_has_its_own_sheet(site):
    weighed(site, "flood")
    weighed(site, "tornado", building="Gym")
    assert [line.risk.title for line in sheet(site).lines] == ["Flood"]
    assert [line.risk.title for line in sheet(site, building="gym").lines] == ["Tornado"]


def test_a_year_that_is_over_stays_as_it_was(site, risk):
    before = risking.decide(risk, site.administrator, 4, 4, 4, 4, priority="high", days_ago=400)
    risking.decide(risk, site.administrator, 1, 1, 1, 1, priority="low")
    then, now = before.year, year_of(TODAY)
    assert sheet(site).lines[0].weighing.priority == "low"
    past = sheet(site, year=then)
    assert past.is_past
    assert past.lines[0].weighing == before
    assert past.lines[0].gaps is None
    assert years_of(site.administrator, site.school) == [now, then]


def test_nothing_was_weighed_in_a_year_before_the_first(site, risk):
    risking.decide(risk, site.administrator)
    assert sheet(site, year=1999).lines == ()


def test_what_is_set_aside_is_in_no_sheet_of_today(site, risk):
    risking.decide(risk, site.administrator)
    risk.set_aside_at, risk.set_aside_by = timezone.now(), site.administrator
    risk.set_aside_because = "No coast."
    risk.save()
    assert sheet(site).lines == ()


def test_the_heading_counts_high_risks_with_a_gap(site):
    assert sheet(site).heading == "No hazard is chosen yet"
    weighed(site, "fire_or_explosion", 4, 4, 4, 4, priority="high")
    weighed(site, "flood", 1, 1, 1, 1, priority="low")
    assert sheet(site).heading == "1 high risk has a gap"


# ------------------------------------------------------------------ the map


def test_each_risk_stands_in_the_place_of_its_two_scores(site):
    risk = weighed(site, "fire_or_explosion", 2, 4, 1, 1)
    place = sheet(site).map.filled[0]
    assert (place.probability, place.magnitude, place.risks) == (2, 4, (risk,))
    assert place.named == "Catastrophic, possible: Fire or explosion"
    assert len(sheet(site).map.places) == 16


def test_a_place_names_as_many_as_it_has_room_for(site):
    decision = weighed(site, "tornado").decision
    risks = [
        weighed(site, code)
        for code in ("flood", "wildfire", "earthquake", "toxic_building_materials")
    ]
    lines = heat_map((risk, decision) for risk in risks).filled[0].lines
    assert [words for _, _, words in lines] == ["Flood", "Wildfire", "and 2 more"]
    assert len(shortened("x" * 99)) == LETTERS


# ------------------------------------------------------------------ gaps


def gaps(site, by=None):
    return sheet(site, by).lines[0].gaps


def test_a_high_risk_without_its_part_in_the_plan_has_a_gap(site):
    weighed(site, "tornado", 4, 4, 4, 4, priority="high")
    assert gaps(site).annex.words == "No annex"
    assert gaps(site).annex.path == "/c/juniper/plans/"
    annex(site, "severe_weather", status="drafting")
    assert gaps(site).annex.words == "In work, edition 1"
    assert not gaps(site).is_any


def test_an_annex_in_force_is_no_gap(site):
    weighed(site, "tornado", 4, 4, 4, 4, priority="high")
    section = annex(site, "severe_weather")
    assert gaps(site).annex.words == "In force"
    assert gaps(site).annex.path.endswith(f"/{section.pk}/")


def test_an_empty_annex_is_none(site):
    weighed(site, "tornado", 4, 4, 4, 4, priority="high")
    annex(site, "severe_weather", html="")
    assert gaps(site).annex.is_missing


def test_whoever_may_not_read_the_annex_is_led_to_its_edition(site):
    weighed(site, "active_shooter", 4, 4, 4, 4, priority="high")
    annex(site, "armed_assailant", sensitivity="restricted")
    assert "/sections/" not in gaps(site, site.teacher).annex.path
    assert gaps(site, site.teacher).annex.words == "In force"


def test_low_risks_and_own_hazards_without_an_annex_are_asked_for_none(site):
    weighed(site, "flood", 1, 1, 1, 1, priority="low")
    assert gaps(site) is None
    own = risking.make_own_hazard(coalition=site.school, by=site.administrator, annex="")
    risk = risking.make_risk(coalition=site.school, by=site.administrator, own=own)
    risking.decide(risk, site.administrator, 4, 4, 4, 4, priority="high")
    assert gaps(site).annex is None


def found(site, *, days, annex="severe_weather", building=""):
    done = walks.make_assessment(
        coalition=site.school, lead=site.lead, state="finished", building=building,
        kind="quarterly",
    )  # fmt: skip
    return walks.make_finding(
        assessment=done, annex=annex, found_on=TODAY - timedelta(days=days), building=building
    )


def test_findings_open_over_90_days_are_a_gap_and_one_is_led_to(site):
    weighed(site, "tornado", 4, 4, 4, 4, priority="high")
    found(site, days=90)
    assert gaps(site).findings is None
    old = found(site, days=91, building="Gym")
    assert gaps(site).findings.words == "1 finding open, oldest 91 days"
    assert gaps(site).findings.path.endswith(f"/findings/{old.pk}/")
    found(site, days=120, building="Shop")
    assert gaps(site).findings.words == "2 findings open, oldest 120 days"


def test_who_reads_nothing_restricted_learns_of_no_finding(site):
    weighed(site, "tornado", 4, 4, 4, 4, priority="high")
    found(site, days=120)
    assert gaps(site, site.teacher).findings is None


def test_of_a_building_its_own_findings_and_those_of_the_whole_site_count(site):
    weighed(site, "tornado", 4, 4, 4, 4, priority="high", building="Gym")
    found(site, days=120, building="Shop")
    assert sheet(site, building="Gym").lines[0].gaps.findings is None
    found(site, days=100)
    assert sheet(site, building="Gym").lines[0].gaps.findings.number == 1


# ------------------------------------------------------------------ one after the other


def test_the_next_one_to_decide_comes_round_once(site):
    first, second = (
        risking.make_risk(coalition=site.school, by=site.administrator, hazard=code)
        for code in ("tornado", "flood")
    )
    assert next_to_decide(site.administrator, site.school) == first
    assert next_to_decide(site.administrator, site.school, after=first.pk) == second
    assert next_to_decide(site.administrator, site.school, after=second.pk) == first
    risking.decide(second, site.administrator)
    assert next_to_decide(site.administrator, site.school, after=first.pk) is None
