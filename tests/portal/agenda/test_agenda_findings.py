"""Findings on the agenda of a meeting: what is new, and its words only for who reads them."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from coalitions.access.roles import Role
from coalitions.meetings.queries import lines_of
from plans.findings.agenda import new_findings
from plans.findings.models import Finding
from safety_portal.portal.agenda.offers import offered_to
from tests import builders
from tests.action_items import make_item, verified
from tests.markup import flat
from tests.meeting import make_meeting, make_opened
from tests.walks import make_assessment, make_finding

pytestmark = pytest.mark.django_db
EVERYTHING = frozenset({"public", "members", "restricted"})
VAULT = "Vault under the stage"


def found(coalition, **fields):
    walk = make_assessment(coalition=coalition, state="finished")
    return make_finding(assessment=walk, title=VAULT, **fields)


def today():
    return timezone.localdate()


def offered(coalition, since=None):
    return list(new_findings(coalition, on=today(), since=since))


def test_a_new_finding_is_put_on_the_agenda_as_restricted(client, coalition, administrator):
    finding = found(coalition)
    meeting = make_meeting(coalition=coalition, by=administrator)
    teacher = builders.make_member(coalition=coalition, role=Role.TEACHER)
    client.force_login(administrator)
    page = flat(client.get(reverse("agenda", args=[coalition.slug, meeting.pk])))
    assert f"Finding: {VAULT}" in page
    client.post(
        reverse("agenda_take", args=[coalition.slug, meeting.pk]), {"key": f"finding:{finding.pk}"}
    )
    (line,) = lines_of(meeting)
    assert (line.sensitivity, line.wanted) == ("restricted", "decide")
    assert client.get(line.origin_path).status_code == 200
    address = reverse("meeting", args=[coalition.slug, meeting.pk])
    assert VAULT in flat(client.get(address))
    client.force_login(teacher)
    page = flat(client.get(address))
    assert VAULT not in page
    assert "Restricted" in page


def test_a_chair_who_reads_nothing_restricted_is_offered_none(client, coalition, administrator):
    found(coalition)
    chair = builders.make_member(coalition=coalition, role=Role.TEACHER, is_chair=True)
    meeting = make_meeting(coalition=coalition, by=administrator)
    client.force_login(chair)
    page = flat(client.get(reverse("agenda", args=[coalition.slug, meeting.pk])))
    assert VAULT not in page
    assert "finding" not in page.lower()
    assert offered_to(coalition, on=today(), levels=frozenset({"public", "members"})) == []
    assert len(offered_to(coalition, on=today(), levels=EVERYTHING)) == 1


@pytest.mark.parametrize(("days", "number"), [(-1, 1), (0, 0), (1, 0)])
def test_only_what_came_after_the_last_meeting_is_new(coalition, days, number):
    found(coalition, found_on=builders.LONG_AGO)
    assert len(offered(coalition, since=today() + timedelta(days=days))) == number
    assert len(offered(coalition)) == 1


def test_the_last_meeting_is_the_one_that_was_held(coalition, administrator):
    found(coalition)
    make_opened(coalition=coalition, by=administrator)
    keys = [line.key for line in offered_to(coalition, on=today(), levels=EVERYTHING)]
    assert not any(key.startswith("finding:") for key in keys)


def test_what_is_mended_is_not_offered_and_what_is_begun_is_reported(coalition):
    finding = found(coalition)
    Finding.objects.filter(pk=finding.pk).update(action_item=make_item(coalition=coalition))
    (line,) = offered(coalition)
    assert line.wanted == "report"
    Finding.objects.filter(pk=finding.pk).update(
        action_item=make_item(coalition=coalition, **verified())
    )
    assert offered(coalition) == []


def test_a_district_is_offered_those_of_its_schools_and_of_nobody_else(
    district_coalition, coalition, sibling, foreign
):
    keys = {f"finding:{found(place).pk}" for place in (coalition, sibling)}
    found(foreign)
    assert {line.key for line in offered(district_coalition)} == keys
    assert len(offered(coalition)) == 1


def test_the_worst_come_first_in_one_query_and_no_more_than_a_meeting_bears(coalition):
    for severity in (None, 1, 4):
        found(coalition, severity=severity)
    with CaptureQueriesContext(connection) as captured:
        lines = offered(coalition)
    assert len(captured) == 1
    by_key = {f"finding:{row.pk}": row.severity for row in Finding.objects.all()}
    assert [by_key[line.key] for line in lines] == [4, 1, None]
    for _ in range(9):
        found(coalition)
    with CaptureQueriesContext(connection) as captured:
        assert len(offered(coalition)) == 10
    assert len(captured) == 1
