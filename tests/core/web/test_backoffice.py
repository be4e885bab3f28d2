"""/admin shows the operator every row and changes none.

Plan text and secrets are not in it, others are not let in.
"""

import pytest
from django.urls import reverse

from safety_portal.core.web import backoffice
from tests import builders

pytestmark = pytest.mark.django_db


@pytest.fixture
def operator():
    return builders.make_account(is_superuser=True, is_staff=True)


def test_only_the_operator_gets_in(client, administrator):
    led = client.get("/admin/", follow=True)
    assert led.redirect_chain[-1] == ("/accounts/login/?next=/admin/", 302)
    client.force_login(administrator)
    refused = client.get("/admin/", follow=True)
    assert (refused.status_code, b"Read only" in refused.content) == (403, False)
    assert b"Only the operator of this server may do this." in refused.content


def test_the_operator_reads_every_model_and_changes_none(client, operator, edition, coalition):
    section = builders.make_section(
        edition=edition, html="<p>Key in room 9.</p>", sensitivity="restricted"
    )
    client.force_login(operator)
    for model in backoffice.site._registry:
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        assert client.get(reverse(f"{name}_changelist")).status_code == 200, name
        assert client.get(reverse(f"{name}_add")).status_code == 403, name
    address = reverse("admin:plans_section_change", args=[section.pk])
    page = client.get(address)
    assert (page.status_code, b"room 9" in page.content) == (200, False)
    assert client.post(address, {"title": "Changed"}).status_code == 403
    assert client.post(reverse("admin:plans_section_delete", args=[section.pk])).status_code == 403
    section.refresh_from_db()
    assert section.title == "Lockdown"


def test_no_password_and_no_token_is_shown(client, operator):
    client.force_login(operator)
    page = client.get(reverse("admin:accounts_user_change", args=[operator.pk])).content.decode()
    assert operator.password not in page
    assert "Password" not in page
