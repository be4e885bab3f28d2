"""Risks as pages and files: what each role sees, what a form says back."""

import csv
import io

import pytest
from django.utils import timezone

from plans.risks.models.risk import Risk
from plans.risks.models.weighing import Acceptance, Weighing
from safety_portal.core.files.reading import read_table
from tests import risking

pytestmark = pytest.mark.django_db
LIST = "/c/juniper/risks/"


@pytest.fixture
def administrator(client, site):
    client.force_login(site.administrator)
    return client


def text_of(client, url):
    page = client.get(url)
    assert page.status_code == 200
    return page.content.decode()


def test_an_empty_list_leads_to_choosing(administrator):
    text = text_of(administrator, LIST)
    assert "No hazard is chosen yet" in text
    assert "/c/juniper/risks/choose/" in text


def test_choosing_leads_to_the_first_decision(administrator, site):
    page = administrator.post(f"{LIST}choose/", {"natural": ["tornado", "flood"], "building": ""})
    first = Risk.objects.order_by("pk").first()
    assert page.url == f"{LIST}{first.pk}/decide/"
    assert "(on the list)" in text_of(administrator, f"{LIST}choose/")


def test_nothing_chosen_is_said_at_the_field(administrator):
    page = administrator.post(f"{LIST}choose/", {"building": ""})
    assert page.status_code == 422
    assert "Choose at least one threat or hazard" in page.content.decode()


def test_one_decision_leads_to_the_next_that_waits(administrator, site, risk):
    other = risking.make_risk(coalition=site.school, by=site.administrator, hazard="flood")
    page = administrator.post(f"{LIST}{risk.pk}/decide/", risking.posted(seen=""))
    assert page.url == f"{LIST}{other.pk}/decide/"
    page = administrator.post(f"{LIST}{other.pk}/decide/", risking.posted(seen=""))
    assert page.url == f"{LIST}{other.pk}/"
    assert Weighing.objects.filter(is_decided=True).count() == 2


def test_unlike_the_suggestion_without_a_reason_nothing_typed_is_lost(administrator, risk):
    page = administrator.post(
        f"{LIST}{risk.pk}/decide/", risking.posted(priority="low", detail="Kept words.", seen="")
    )
    assert page.status_code == 422
    text = page.content.decode()
    assert "The scores suggest medium. Say why it is low." in text
    assert "Kept words." in text


def test_two_who_decide_at_once_both_keep_their_words(administrator, site, risk):
    risking.decide(risk, site.administrator, 4, 4, 4, 4, priority="high")
    page = administrator.post(
        f"{LIST}{risk.pk}/decide/", risking.posted(reason="My own words.", seen="")
    )
    assert page.status_code == 409
    assert "My own words." in page.content.decode()


@pytest.mark.parametrize("value", ["0", "5", "", "two", "9" * 400])
def test_an_impossible_score_is_one_sentence(administrator, risk, value):
    page = administrator.post(f"{LIST}{risk.pk}/decide/", risking.posted(magnitude=value))
    assert page.status_code == 422
    assert not Weighing.objects.exists()


def test_the_list_draws_the_map_and_says_it_as_a_table(administrator, site, risk):
    risking.decide(risk, site.administrator)
    text = text_of(administrator, LIST)
    assert 'aria-label="Catastrophic, possible: Tornado"' in text
    assert 'id="place-2-4"' in text
    assert "2 + 4 + 4 + 1" not in text
    assert "2 + 4 + 4 + 1 = 11 of 16" in text_of(administrator, f"{LIST}{risk.pk}/")


def test_detail_and_findings_are_for_who_reads_what_is_restricted(client, site, risk):
    risking.decide(risk, site.administrator, detail="zq-the back door")
    for role in ("administrator", "sro", "fire"):
        client.force_login(getattr(site, role))
        assert "zq-the back door" in text_of(client, f"{LIST}{risk.pk}/")
    for role in ("teacher", "health", "official"):
        client.force_login(getattr(site, role))
        assert "zq-the" not in text_of(client, f"{LIST}{risk.pk}/")
        text = text_of(client, LIST)
        assert "zq-the" not in text
        assert "Findings over 90 days" not in text
        assert "zq-the" not in client.get(f"{LIST}risks.csv").getvalue().decode()


def test_parents_read_no_risks(client, site, risk):
    client.force_login(site.parent)
    assert client.get(LIST).status_code == 403
    assert client.get(f"{LIST}{risk.pk}/").status_code == 404


def test_a_nurse_proposes_and_the_form_that_decides_begins_with_it(client, site, risk):
    client.force_login(site.health)
    assert "Propose a priority" in text_of(client, f"{LIST}{risk.pk}/")
    page = client.post(f"{LIST}{risk.pk}/propose/", risking.posted(priority="high", reason="Old."))
    assert page.status_code == 302
    client.force_login(site.administrator)
    assert "proposes high" in text_of(client, LIST)
    assert "health of Juniper proposes high" in text_of(client, f"{LIST}{risk.pk}/decide/")


def test_accepting_and_setting_aside_by_their_forms(administrator, site, risk):
    made = risking.decide(risk, site.administrator)
    official = risking.membership_of(site.official, site.school)
    until = timezone.localdate() + timezone.timedelta(days=90)
    said = {"membership": official.pk, "until": until, "because": "New roof.", "seen": made.pk}
    assert administrator.post(f"{LIST}{risk.pk}/accept/", said).status_code == 302
    assert Acceptance.objects.get().ends_on == until
    assert "official of Juniper" in text_of(administrator, LIST)
    administrator.post(f"{LIST}{risk.pk}/set-aside/", {"reason": "No coast."})
    assert "No hazard is chosen yet" in text_of(administrator, LIST)
    assert "No coast." in text_of(administrator, f"{LIST}{risk.pk}/")


def test_a_day_to_come_or_past_is_said_at_its_field(administrator, site, risk):
    made = risking.decide(risk, site.administrator)
    official = risking.membership_of(site.official, site.school)
    said = {"membership": official.pk, "until": "9999-12-31", "because": "Ok.", "seen": made.pk}
    page = administrator.post(f"{LIST}{risk.pk}/accept/", said)
    assert page.status_code == 422
    assert "for a year at most" in page.content.decode()


def test_the_files_say_what_the_page_says(administrator, site, risk):
    risking.decide(risk, site.administrator, reason="=HYPERLINK(1)", sureness="sure")
    (row,) = csv.DictReader(
        io.StringIO(administrator.get(f"{LIST}risks.csv").getvalue().decode("utf-8-sig"))
    )
    assert row["Threat/Hazard"] == "Tornado"
    assert row["Magnitude"] == "4. Catastrophic"
    assert row["Sum"] == "11"
    assert row["Reason"] == "'=HYPERLINK(1)"
    table = read_table(administrator.get(f"{LIST}risks.xlsx").content)
    cells = dict(zip(table.header, table.rows[0].cells, strict=True))
    assert cells["Reason"] == "=HYPERLINK(1)"  # text, which no program runs
    assert cells["Risk Priority"] == "Medium"


@pytest.mark.parametrize(
    "query", ["?year=1999", "?year=abc", "?year=99999999999", "?building=%0A", "?building=Nowhere"]
)
def test_an_address_made_up_is_a_page(administrator, risk, query):
    assert administrator.get(f"{LIST}{query}").status_code == 200


def test_a_past_year_is_only_looked_at(administrator, site, risk):
    made = risking.decide(risk, site.administrator, days_ago=400)
    text = text_of(administrator, f"{LIST}?year={made.year}")
    assert "Risks as they stood in" in text
    assert "Decide the next" not in text
