"""The record of changes as a page.

Found by who, what and when, in words, with a way to the thing itself.
"""

from datetime import timedelta

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from safety_portal.core.audit import places
from safety_portal.core.audit.models import AuditRow
from safety_portal.core.audit.record import record
from tests import builders
from tests.plans import life

pytestmark = pytest.mark.django_db
HASH = "0a1b2c3d4e5f" + "0" * 52


@pytest.fixture
def page(client, administrator):
    client.force_login(administrator)
    return lambda **narrow: client.get(reverse("coalition_changes", args=["juniper"]), narrow)


@pytest.fixture
def told(coalition, administrator, cast):
    with transaction.atomic():
        record(
            by=administrator,
            action="coalition.settings_changed",
            subject=coalition,
            scope=coalition,
        )
        record(
            by=cast.sro,
            action="agency.changed",
            subject=coalition,
            scope=coalition,
            name="County Fire",
        )


def test_who_and_which_days_narrow(page, told, cast):
    assert "County Fire" in page(who=cast.sro.name.upper()).content.decode()
    assert "County Fire" not in page(who="Dana").content.decode()
    today = timezone.localdate()
    assert "County Fire" in page(since=today, until=today).content.decode()
    assert "No such change" in page(until=today - timedelta(days=1)).content.decode()
    assert "No such change" in page(since=today + timedelta(days=1)).content.decode()
    refused = page(since="November", who=cast.sro.name)
    assert refused.status_code == 422
    assert "Enter a valid date." in refused.content.decode()
    assert "County Fire" in refused.content.decode()


def test_details_are_words(page, coalition, administrator):
    detail = {
        "sha256": HASH,
        "last_on": "2026-12-04",
        "undecided": 0,
        "version": 2,
        "note": "",
        "open": False,
    }
    with transaction.atomic():
        record(
            by=administrator, action="agency.changed", subject=coalition, scope=coalition, **detail
        )
    text = page().content.decode()
    assert "Sha256: 0a1b2c3d4e5f…" in text
    assert "Last on: December 4, 2026" in text
    assert "Open: no" in text
    for nothing in ("Undecided", "Version", "Note:", HASH):
        assert nothing not in text


def test_a_line_leads_to_what_it_tells_of(client, page, coalition, administrator):
    scene = life.make_scene(coalition=coalition, administrator=administrator)
    section = scene.edition.sections.first()
    life.save(section, html="<p>New.</p>", change="material", by=administrator)
    url = reverse("workspace_section", args=["juniper", scene.edition.plan_id, 1, section.pk])
    assert f'<a href="{url}">' in page().content.decode()
    assert client.get(url).status_code == 200


def test_what_is_gone_and_what_has_no_page_leads_nowhere():
    gone = AuditRow(pk=1, subject_kind="plans.section", subject_id=10**9)
    unknown = AuditRow(pk=2, subject_kind="nobodys.thing", subject_id=1)
    assert places.urls_of([gone, unknown]) == {}


@pytest.mark.parametrize("app", ["coalitions", "plans", "training"])
def test_every_place_can_be_asked_for_and_has_an_address(app):
    for name, (address, *paths) in apps.get_app_config(app).audit_places.items():
        assert str(apps.get_model(app, name)._base_manager.values_list(*paths).query)
        assert reverse(address, args=["juniper" if path.endswith("slug") else 7 for path in paths])


def test_many_lines_ask_as_often_as_few(page, coalition, administrator):
    def lines(count):
        with transaction.atomic():
            for _ in range(count):
                held = builders.make_member(coalition=coalition).people.get().memberships.get()
                record(by=administrator, action="membership.changed", subject=held, scope=coalition)
        page()
        with CaptureQueriesContext(connection) as asked:
            page()
        return len(asked)

    assert lines(1) == lines(12)
