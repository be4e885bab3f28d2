"""A worksheet on its pages: looked at, its columns chosen, imported once."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from plans.risks.models.risk_file import RiskFile
from plans.risks.models.weighing import Weighing
from tests import risking
from tests.plans.risks.test_importing import brought, table

pytestmark = pytest.mark.django_db
NEW = "/c/juniper/risks/import/"


@pytest.fixture
def administrator(client, site):
    client.force_login(site.administrator)
    return client


def sent(client, content, **more):
    return client.post(
        NEW, {"file": SimpleUploadedFile("risks.csv", content), "building": "", **more}
    )


def test_a_worksheet_is_looked_at_then_imported_once(administrator, site):
    where = sent(administrator, table("Tornado,2,4,4,1,Medium", "Dragons,1,1,1,1,Low")).url
    text = administrator.get(where).content.decode()
    assert "1 risk is new, 1 row is refused" in text
    assert "Medium, 11 of 16" in text
    seen = text.partition('name="seen" value="')[2].partition('"')[0]
    page = administrator.post(f"{where}apply/", {"seen": seen}, follow=True)
    assert "1 risk was imported" in page.content.decode()
    assert administrator.post(f"{where}apply/", {"seen": seen}).status_code == 409
    assert Weighing.objects.count() == 1


def test_columns_that_nobody_knows_are_chosen_on_a_page(administrator, site):
    where = sent(administrator, table("Tornado,2,4,4,1", head="What,A,B,C,D")).url
    assert where.endswith("/columns/")
    chosen = {
        "hazard": "What",
        "probability": "A",
        "magnitude": "B",
        "warning": "C",
        "duration": "D",
    }
    page = administrator.post(where, chosen, follow=True)
    assert "1 risk is new" in page.content.decode()


def test_our_own_workbook_comes_in_again_and_changes_nothing(administrator, site, risk):
    made = risking.decide(risk, site.administrator, priority="high", reason="Old.", detail="Door.")
    own = risking.make_own_hazard(coalition=site.school, by=site.administrator)
    risking.decide(
        risking.make_risk(coalition=site.school, by=site.administrator, own=own), site.administrator
    )
    content = administrator.get("/c/juniper/risks/risks.xlsx").content
    text = administrator.get(sent(administrator, content).url).content.decode()
    assert "The file says what is here already" in text
    assert made.risk.weighings.count() == 1


def test_a_file_of_somebody_else_or_of_yesterday_is_nowhere(client, site):
    file = brought(site, table("Tornado,2,4,4,1,Medium"))
    client.force_login(site.sro)
    assert client.get(f"{NEW}{file.pk}/").status_code == 404
    client.force_login(site.administrator)
    RiskFile.objects.update(uploaded_at=timezone.now() - timedelta(hours=25))
    assert client.get(f"{NEW}{file.pk}/").status_code == 404
