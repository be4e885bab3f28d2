"""What is owed of findings: an answer to each, by the administrators."""

from datetime import timedelta

import pytest
from django.utils import timezone

from safety_portal.portal.reminders.obligations import owed
from tests import walks

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def due(kind):
    return [
        (each.kind, each.account_id, each.due_on) for each in owed(on=TODAY) if each.kind == kind
    ]


def test_findings_are_owed_an_answer_two_weeks_after_the_oldest(site):
    done = walks.make_assessment(
        coalition=site.school, lead=site.lead, state="finished", building="Gym"
    )
    first = walks.make_finding(assessment=done, found_on=TODAY - timedelta(days=20))
    walks.make_finding(assessment=done, item="digital.01", found_on=TODAY)
    assert due("findings_unanswered") == [
        ("findings_unanswered", site.administrator.pk, TODAY - timedelta(days=6))
    ]
    type(first).objects.filter(pk=first.pk).update(
        not_acting_at=timezone.now(), not_acting_by=site.sro, not_acting_because="Rare."
    )
    assert due("findings_unanswered")[0][2] == TODAY + timedelta(days=14)
