"""The schools of a district with their risks, for who reads them from there."""

import pytest
from django.utils import timezone

from plans.risks.schools import school_row, schools_weighed
from tests import builders, risking

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
LIST = "/c/cedar/risks/"


@pytest.fixture
def dana(site):
    return builders.make_member(coalition=site.district, role="administrator", name="Dana")


def rows(user, site):
    return [school_row(each, on=TODAY) for each in schools_weighed(user, site.district)]


def test_a_district_sees_how_its_schools_stand(site, dana, risk):
    risking.decide(risk, site.administrator, 4, 4, 4, 4, priority="high", days_ago=400)
    flood = risking.make_risk(coalition=site.school, by=site.administrator, hazard="flood")
    risking.decide(flood, site.administrator)
    risking.make_risk(coalition=site.school, by=site.administrator, hazard="wildfire")
    (row,) = rows(dana, site)
    assert (row.high, row.medium, row.undecided, row.is_late) == (1, 1, 1, True)


def test_a_school_that_never_weighed_says_so(client, site, dana):
    (row,) = rows(dana, site)
    assert (row.high, row.medium, row.undecided, row.oldest_on) == (0, 0, 0, None)
    client.force_login(dana)
    assert "Never weighed" in client.get(LIST).content.decode()


def test_what_is_set_aside_is_not_counted(site, dana, risk):
    risking.decide(risk, site.administrator, 4, 4, 4, 4, priority="high")
    risk.set_aside_at, risk.set_aside_by = timezone.now(), site.administrator
    risk.set_aside_because = "No coast."
    risk.save()
    assert rows(dana, site)[0].high == 0


def test_whose_reading_does_not_reach_down_sees_no_school(client, site, risk):
    teacher = builders.make_member(coalition=site.district, role="teacher")
    assert rows(teacher, site) == []
    client.force_login(teacher)
    assert "Juniper Elementary" not in client.get(LIST).content.decode()


def test_schools_of_another_district_are_nowhere(site, dana):
    elsewhere = builders.make_district(name="Pine County Schools")
    builders.make_coalition(school=builders.make_school(district=elsewhere, name="Far"))
    assert [str(row.coalition) for row in rows(dana, site)] == ["Juniper team"]
