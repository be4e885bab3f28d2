"""What is owed of risks: acceptances that run out, risks not looked at for a year, proposals."""

from datetime import timedelta

import pytest
from django.utils import timezone

from safety_portal.portal.reminders.obligations import owed
from tests import risking

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def due(kind):
    return [(each.account_id, each.due_on) for each in owed(on=TODAY) if each.kind == kind]


def accepted(site, risk, *, days):
    decision = risk.decision or risking.decide(risk, site.administrator)
    official = risking.membership_of(site.official, site.school)
    return risking.accept(decision, official, site.administrator, days=days, days_ago=60)


def test_an_acceptance_is_asked_about_thirty_days_before_it_ends(site, risk):
    accepted(site, risk, days=31)
    assert due("risk_acceptance_ends") == []
    accepted(site, risk, days=30)
    assert due("risk_acceptance_ends") == [(site.administrator.pk, TODAY + timedelta(days=30))]


def test_accepting_again_or_deciding_again_answers_it(site, risk):
    accepted(site, risk, days=-5)
    assert due("risk_acceptance_ends") == [(site.administrator.pk, TODAY - timedelta(days=5))]
    accepted(site, risk, days=100)
    assert due("risk_acceptance_ends") == []
    accepted(site, risk, days=-1)
    risking.decide(risk, site.administrator)
    assert due("risk_acceptance_ends") == []


def test_risks_are_looked_at_again_a_year_after_the_oldest_decision(site, risk):
    risking.decide(risk, site.administrator, days_ago=334)
    assert due("risks_not_reviewed") == []
    flood = risking.make_risk(coalition=site.school, by=site.administrator, hazard="flood")
    made = risking.decide(flood, site.administrator, days_ago=340)
    due_on = timezone.localdate(made.made_at) + timedelta(days=365)
    assert due("risks_not_reviewed") == [(site.administrator.pk, due_on)]
    risking.decide(flood, site.administrator)
    assert due("risks_not_reviewed") == []


def test_what_nobody_chose_is_not_asked_for(site):
    assert due("risks_not_reviewed") == due("risks_proposed") == []


def test_a_proposal_is_answered_within_two_weeks(site, risk):
    risking.decide(risk, site.health, days_ago=3, is_decided=False)
    assert due("risks_proposed") == [(site.administrator.pk, TODAY + timedelta(days=11))]
    risking.decide(risk, site.administrator)
    assert due("risks_proposed") == []


def test_no_title_names_the_risk(site, risk):
    accepted(site, risk, days=3)
    told = [each for each in owed(on=TODAY) if each.kind.startswith("risk")]
    assert told
    assert not any("Tornado" in f"{each.title} {each.why}" for each in told)
