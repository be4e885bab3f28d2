"""Open findings on home pages, by age and beside each school: for who reads what is restricted."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from coalitions.access.roles import Role
from plans.findings.queries import findings_of
from safety_portal.portal.home.offers import offered
from tests import builders
from tests.action_items import make_item, verified
from tests.markup import flat
from tests.walks import make_answer, make_assessment, make_finding

pytestmark = pytest.mark.django_db
RESTRICTED_ROLES = {
    *(Role.ADMINISTRATOR, Role.SRO, Role.SECURITY_OFFICER),
    *(Role.LAW_ENFORCEMENT, Role.FIRE, Role.EMS, Role.EMERGENCY_MANAGER),
}
VAULT = "Vault under the stage"


def today():
    return timezone.localdate()


def there(account, coalition, *, schools=()):
    return offered(coalition, account, schools=schools, on=today(), now=timezone.now())


def parts(account, coalition):
    """What each part shows, by its kind."""
    found = there(account, coalition)
    sections = (*found.first, *found.main, *found.last)
    return {part.kind: part.shown for section in sections for part in section.parts}


def home(client, account):
    client.force_login(account)
    return flat(client.get("/"))


@pytest.fixture
def walked(coalition):
    """A finished walk of a building with a telling name, and findings of three ages."""
    walk = make_assessment(coalition=coalition, state="finished", building=VAULT)
    ages = (5, 45, 100)
    codes = ("site.01", "building.01", "classroom.01")
    return [
        make_finding(
            assessment=walk,
            item=code,
            answer=make_answer(assessment=walk, item=code),
            title=VAULT,
            found_on=today() - timedelta(days=age),
        )
        for age, code in zip(ages, codes, strict=True)
    ]


def test_the_ages_are_those_of_the_list_they_lead_to(client, coalition, administrator, walked):
    ages = parts(administrator, coalition)["findings_by_age"]
    assert (ages.old, ages.middle, ages.young, ages.unanswered) == (1, 1, 1, 3)
    assert ages.open == findings_of(administrator, coalition).open().count()
    page = home(client, administrator)
    for _, number, _, path in ages.columns:
        assert path.replace("&", "&amp;") in page
        listed = flat(client.get(path))
        assert listed.count(f">{VAULT}<") == number
    assert "3 without an action item or a decision" in page


@pytest.mark.parametrize("days", [29, 30, 31, 59, 60, 61])
def test_each_day_has_one_age(coalition, administrator, client, days):
    walk = make_assessment(coalition=coalition, state="finished")
    make_finding(assessment=walk, title=VAULT, found_on=today() - timedelta(days=days))
    ages = parts(administrator, coalition)["findings_by_age"]
    assert sorted([ages.old, ages.middle, ages.young]) == [0, 0, 1]
    client.force_login(administrator)
    for _, number, _, path in ages.columns:
        assert (VAULT in flat(client.get(path))) == bool(number)
    assert VAULT in flat(client.get(reverse("findings", args=[coalition.slug]) + "?age=nonsense"))


def test_what_is_mended_or_decided_is_open_nowhere(coalition, district_coalition, walked):
    boss = builders.make_member(coalition=district_coalition, role=Role.ADMINISTRATOR)
    first, second, third = walked
    for finding, columns in (
        (first, {"action_item": make_item(coalition=coalition, **verified())}),
        (second, {"action_item": make_item(coalition=coalition)}),
        (
            third,
            {
                "not_acting_at": timezone.now(),
                "not_acting_by": boss,
                "not_acting_because": "It is being torn down.",
            },
        ),
    ):
        type(finding).objects.filter(pk=finding.pk).update(**columns)
    ages = parts(boss, district_coalition)["findings_by_age"]
    assert (ages.open, ages.middle, ages.unanswered) == (1, 1, 0)
    here = there(boss, district_coalition, schools=[coalition]).at_schools[coalition.pk]
    assert here["findings"].shown.words == "1 finding open, oldest 45 days"
    assert ages.open == findings_of(boss, district_coalition).open().count()


def test_a_district_counts_its_own_schools_and_no_others(
    district_coalition, coalition, sibling, foreign
):
    boss = builders.make_member(coalition=district_coalition, role=Role.ADMINISTRATOR)
    for place in (coalition, sibling, foreign):
        make_finding(assessment=make_assessment(coalition=place, state="finished"))
    assert parts(boss, district_coalition)["findings_by_age"].open == 2
    shown = there(boss, district_coalition, schools=[coalition, sibling]).at_schools
    assert set(shown) == {coalition.pk, sibling.pk}


def test_a_responder_is_led_to_the_site_of_each_school(
    client, district_coalition, coalition, walked
):
    page = home(client, builders.make_member(coalition=district_coalition, role=Role.FIRE))
    assert f'href="{reverse("finding_overview", args=[coalition.slug])}"' in page
    assert "3 findings open, oldest 100 days" in page
    assert 'href="#places">My 1 school</a>' in page
    page = home(client, builders.make_member(coalition=district_coalition, role=Role.OFFICIAL))
    assert "/assessments/" not in page
