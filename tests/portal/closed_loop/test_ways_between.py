"""From a finding to its action item and its loop, and back."""

import pytest
from django.urls import reverse

from plans.loops.lifecycle import Step
from tests import action_items, loops

pytestmark = pytest.mark.django_db


@pytest.fixture
def found(coalition):
    return loops.make_stuck(coalition=coalition, at=Step.VERIFIED)


def links_of(client, account, name, subject):
    client.force_login(account)
    page = client.get(reverse(name, args=[subject.coalition.slug, subject.pk]))
    assert page.status_code == 200
    return page.content.decode()


def url(name, subject):
    return f'href="{reverse(name, args=[subject.coalition.slug, subject.pk])}"'


def test_a_finding_leads_to_its_item_and_its_loop(client, administrator, found):
    page = links_of(client, administrator, "finding", found)
    assert url("action_item", found.action_item) in page
    assert url("closed_loop", found) in page


def test_an_item_leads_back_to_the_finding_and_to_its_loop(client, administrator, found):
    page = links_of(client, administrator, "action_item", found.action_item)
    assert url("finding", found) in page
    assert url("closed_loop", found) in page
    assert "3 of 7 steps done" in page


def test_a_loop_leads_to_both(client, administrator, found):
    page = links_of(client, administrator, "closed_loop", found)
    assert url("finding", found) in page
    assert url("action_item", found.action_item) in page


def test_an_item_that_mends_no_finding_has_no_loop(client, coalition, administrator):
    item = action_items.make_item(coalition=coalition)
    assert "Its loop" not in links_of(client, administrator, "action_item", item)


def test_the_overview_of_a_site_leads_to_its_loops(client, coalition, administrator):
    client.force_login(administrator)
    page = client.get(reverse("finding_overview", args=[coalition.slug])).content.decode()
    assert f'href="{reverse("closed_loop_list", args=[coalition.slug])}"' in page
