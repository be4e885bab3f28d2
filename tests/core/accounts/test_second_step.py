"""The second step: who needs it, when it opens, and how it stays on."""

import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.urls import reverse
from django.utils import timezone

from coalitions.access.roles import Role
from safety_portal.core.audit.models import AuditRow
from tests import builders
from tests.core.accounts.at_the_door import outcomes, sign_in

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "role", [Role.ADMINISTRATOR, Role.SRO, Role.FIRE, Role.HEALTH, Role.TEACHER, Role.PARENT]
)
@pytest.mark.parametrize("required", [True, False])
def test_who_may_read_restricted_sections_needs_a_second_step(
    role, required, client, coalition, settings
):
    settings.SECOND_FACTOR_REQUIRED = required
    account = builders.make_member(coalition=coalition, role=role)
    sign_in(client, account.email)
    answer = client.get(reverse("membership_people", args=[coalition.slug]))
    restricted = role in (Role.ADMINISTRATOR, Role.SRO, Role.FIRE)
    if required and restricted:
        assert (answer.status_code, answer.url) == (302, reverse("mfa_index"))
        assert client.post(reverse("membership_leave", args=[coalition.slug, 1])).url == reverse(
            "mfa_index"
        )
        assert client.get(reverse("account_logout")).status_code == 200
    else:
        assert answer.status_code == 200


@pytest.mark.parametrize("role", [Role.HEALTH, Role.TEACHER, Role.PARENT])
@pytest.mark.parametrize("required", [True, False])
@pytest.mark.parametrize("level", ["restricted", "members"])
def test_a_reviewer_of_a_restricted_section_needs_a_second_step_until_the_round_closes(
    role, required, level, client, plan, settings
):
    settings.SECOND_FACTOR_REQUIRED = required
    account = builders.make_member(coalition=plan.coalition, role=role)
    round_ = builders.make_round(edition=builders.make_edition(plan=plan))
    section = builders.make_section(edition=round_.edition, sensitivity=level)
    reviewer = round_.reviewers.create(
        membership=account.people.get().memberships.get(), due_on=round_.due_on
    )
    sign_in(client, account.email)
    page = reverse("membership_people", args=[plan.coalition.slug])
    assert client.get(page).status_code == 200

    reviewer.sections.add(section)
    answer = client.get(page, follow=True)
    needed = required and level == "restricted" and role != Role.PARENT
    assert ("You are asked to review a restricted section." in answer.content.decode()) == needed
    assert (answer.redirect_chain[:1] == [(reverse("mfa_index"), 302)]) == needed
    assert client.post(reverse("mfa_deactivate_totp")).status_code == (302 if needed else 404)

    round_.closed_at, round_.closed_by = timezone.now(), round_.opened_by
    round_.save(update_fields=["closed_at", "closed_by"])
    assert client.get(page).status_code == 200


def test_the_second_step_opens_the_pages_and_stays_on_while_needed(
    client, coalition, settings, django_capture_on_commit_callbacks
):
    settings.SECOND_FACTOR_REQUIRED = True
    account = builders.make_member(coalition=coalition, role=Role.SRO)
    sign_in(client, account.email)
    activate = client.get(reverse("mfa_activate_totp"), follow=True)
    assert activate.redirect_chain[0][0].startswith(reverse("account_reauthenticate"))
    client.post(
        reverse("account_reauthenticate") + "?next=" + reverse("mfa_activate_totp"),
        {"password": builders.PASSWORD},
    )
    page = client.get(reverse("mfa_activate_totp"))
    code = totp_code(page.context["form"].secret)
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(reverse("mfa_activate_totp"), {"code": code}).status_code == 302
    assert client.get(reverse("membership_people", args=[coalition.slug])).status_code == 200
    assert page.context["form"].secret not in str(list(Authenticator.objects.values_list("data")))
    assert AuditRow.objects.filter(action="totp.activated").count() == 1
    refused = client.get(reverse("mfa_deactivate_totp"))
    assert (refused.status_code, "the second step stays on" in refused.content.decode()) == (
        403,
        True,
    )

    # From now on the password alone is not enough.
    client.post(reverse("account_logout"))
    answer = sign_in(client, account.email)
    assert answer.url == reverse("mfa_authenticate")
    assert client.get(reverse("membership_people", args=[coalition.slug])).status_code == 302
    client.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert outcomes()[-1] == "wrong_code"


def totp_code(secret):
    from_time = int(time.time()) // totp.app_settings.TOTP_PERIOD
    return totp.format_hotp_value(totp.hotp_value(secret, from_time))
