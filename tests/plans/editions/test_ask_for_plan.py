"""A district that sees a school without a plan knows whom to call, and asks for it with one button."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from coalitions.access.roles import Role
from plans.editions.actions.requesting import ask_for_plan
from safety_portal.core.audit.models import AuditRow
from safety_portal.core.notices.models import Message
from safety_portal.core.states import WrongState
from tests import builders

pytestmark = pytest.mark.django_db


@pytest.fixture
def above(district_coalition):
    return builders.make_member(
        coalition=district_coalition, role=Role.ADMINISTRATOR, name="Dana Whitlock"
    )


def page(client, account):
    client.force_login(account)
    return client.get(reverse("workspace_plans", args=["juniper"])).content.decode()


def test_the_district_sees_who_writes_it_and_asks_once_a_week(
    client, above, coalition, administrator
):
    shown = page(client, above)
    assert administrator.email in shown
    assert "Ask for the plan" in shown
    url = reverse("edition_ask_for_plan", args=["juniper"])
    answer = client.post(url, follow=True).content.decode()
    assert "Dana Whitlock is asked by mail to write the plan." in answer
    assert "Ask for the plan" not in answer
    letter = Message.objects.get()
    assert letter.to_address == administrator.email
    assert letter.subject == f"{coalition} needs its emergency operations plan"
    assert client.post(url).status_code == 409
    assert Message.objects.count() == AuditRow.objects.filter(action="plan.asked_for").count() == 1
    ask_for_plan(coalition=coalition, by=above, now=timezone.now() + timedelta(days=7, minutes=1))
    assert Message.objects.count() == 2


def test_nobody_else_asks_and_whoever_writes_it_is_not_told_to_ask(
    client, coalition, administrator, cast
):
    assert "Ask for the plan" not in page(client, administrator)
    shown = page(client, cast.teacher)
    assert "Who writes it" in shown
    assert "Ask for the plan" not in shown
    assert client.post(reverse("edition_ask_for_plan", args=["juniper"])).status_code == 403


def test_a_school_with_a_plan_or_without_administrator_is_not_asked(above, coalition, edition):
    with pytest.raises(WrongState, match="Nobody administers"):
        ask_for_plan(coalition=coalition, by=above, now=timezone.now())
    builders.force_status(edition, "in_force")
    with pytest.raises(WrongState, match="has a plan in force"):
        ask_for_plan(coalition=coalition, by=above, now=timezone.now())
    assert not Message.objects.exists()
