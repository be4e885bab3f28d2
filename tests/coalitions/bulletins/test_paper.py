"""On paper who printed a bulletin stands on every page; and the printing is written down."""

import io

import pytest
from django.utils import timezone
from pypdf import PdfReader

from coalitions.bulletins.models.bulletin import Bulletin
from coalitions.bulletins.models.recipient import BulletinReading
from coalitions.bulletins.writers.paper import html_of
from safety_portal.core.look.wording import full_day
from tests import bulletins
from tests.coalitions.bulletins.looking import one, page_of

pytestmark = pytest.mark.django_db
LONG = "\n\n".join(
    f"Paragraph {number}. " + "A grey van stood there. " * 30 for number in range(14)
)


def pages(client, account, bulletin):
    """The words of each page."""
    answer = page_of(client, account, f"{one(bulletin)}bulletin.pdf")
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Cache-Control"] == "private, no-store"
    read = PdfReader(io.BytesIO(answer.getvalue())).pages
    return [" ".join(page.extract_text().split()) for page in read]


def test_its_reader_stands_on_every_page(coalition, cast, client):
    sent = bulletins.send(coalition=coalition, by=cast.sro, text=LONG)
    printed = pages(client, cast.administrator, sent)
    assert len(printed) > 2
    day = full_day(timezone.localdate())
    for number, page in enumerate(printed, start=1):
        assert f"Restricted. Printed by {cast.administrator.name} on {day}" in page
        assert f"{number} of {len(printed)}" in page
    assert BulletinReading.objects.get(account=cast.administrator).way == "printed"


def test_a_name_of_a_hundred_letters_stands_there_whole(coalition, cast, client):
    cast.administrator.name = "Wilhelmina Anastasia " * 5
    cast.administrator.save(update_fields=["name"])
    sent = bulletins.send(coalition=coalition, by=cast.sro, text=LONG)
    for page in pages(client, cast.administrator, sent):
        assert page.count("Wilhelmina Anastasia") >= 5


def test_what_looks_like_html_is_text(bulletin, cast):
    content = html_of(bulletins.here(bulletin), reader='<b>"Tom"</b>', now=timezone.now())
    assert 'data-printed="Restricted. Printed by &lt;b&gt;&quot;Tom&quot;&lt;/b&gt; on' in content


@pytest.mark.parametrize("role", ["teacher", "staff", "parent", "student", "official", "ems"])
def test_whom_it_is_not_for_gets_no_paper(bulletin, cast, client, role):
    answer = page_of(client, getattr(cast, role), f"{one(bulletin)}bulletin.pdf")
    assert answer.status_code == 404
    assert not BulletinReading.objects.exists()


def test_over_its_keepers_print_it_and_nobody_else(bulletin, cast, client):
    Bulletin.objects.update(
        withdrawn_at=timezone.now(), withdrawn_by=cast.sro, withdrawn_because="Wrong."
    )
    assert page_of(client, cast.fire, f"{one(bulletin)}bulletin.pdf").status_code == 404
    (page,) = pages(client, cast.sro, bulletin)
    assert "grey van" in page
    assert "Taken back on" in page
    assert "destroy this paper" not in page
