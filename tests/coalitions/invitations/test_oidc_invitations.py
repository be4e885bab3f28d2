"""Accepting an invitation with a sign-in at an issuer.

An account without a password, for the invited address alone.
"""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.urls import reverse
from django.utils import timezone

from coalitions.access.roles import Role
from coalitions.invitations.actions import inviting
from coalitions.memberships.models.membership import Membership
from safety_portal.core.accounts.models import User
from safety_portal.core.audit.models import AuditRow
from safety_portal.core.notices.models import Message
from tests import builders
from tests.plugins.issuer import come_back

pytestmark = pytest.mark.django_db
ANSWER = {"name": "Ines Marsh", "promise": "on", "password": "", "with": "own"}


@pytest.fixture
def invited(coalition, administrator):
    """(invitation, path of its link) for Ines, as mental health."""
    invitation, link = inviting.invite(
        coalition=coalition, email="Ines@Example.org", role=Role.MENTAL_HEALTH, by=administrator
    )
    return invitation, link.removeprefix("http://localhost:8000")


def test_the_page_offers_it_only_where_it_is_set_up(client, invited):
    assert "Accept with" not in client.get(invited[1]).content.decode()
    assert client.post(invited[1], ANSWER).status_code == 404


def test_accepted_with_an_account_that_has_no_password(client, issuer, invited, coalition):
    path = invited[1]
    assert "Accept with Cedar sign-in" in client.get(path).content.decode()
    assert client.post(path, ANSWER | {"promise": ""}).status_code == 422
    issuer.person = {**issuer.person, "email": "INES@example.org"}
    answer = come_back(client, client.post(path, ANSWER))
    assert (answer.status_code, answer.url) == (302, reverse("coalition", args=[coalition.slug]))
    account = User.objects.get(email="ines@example.org")
    assert (account.name, account.has_usable_password()) == ("Ines Marsh", False)
    assert client.session["_auth_user_id"] == str(account.pk)
    assert EmailAddress.objects.get(user=account).verified
    assert SocialAccount.objects.get().user == account
    assert Membership.objects.get(person__account=account).role == "mental_health"
    assert set(AuditRow.objects.filter(by_id=account.pk).values_list("action", flat=True)) == {
        "sign_in.linked",
        "invitation.accepted",
    }
    assert account.sign_in_events.get().through == "Cedar sign-in"
    # What they did themselves they are not told.
    assert list(Message.objects.values_list("kind", flat=True)) == ["invitation"]
    client.logout()
    come_back(client, client.post("/accounts/with/own/"))
    assert client.session["_auth_user_id"] == str(account.pk)


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"email": "other@example.org"}, "Cedar sign-in says that you are other@example.org."),
        ({"email": None}, "Cedar sign-in gives no e-mail address of yours."),
        (
            {"email_verified": False},
            "Cedar sign-in has not confirmed yet that this is your address.",
        ),
    ],
)
def test_another_address_is_told_whose_invitation_it_is(client, issuer, invited, said, sentence):
    issuer.person = issuer.person | said
    answer = come_back(client, client.post(invited[1], ANSWER))
    assert answer.url == invited[1]
    page = client.get(invited[1]).content.decode()
    assert f"This invitation was made for ines@example.org. {sentence}" in page
    assert "Accept the invitation" in page
    assert not User.objects.filter(email="ines@example.org").exists()
    assert (
        SocialAccount.objects.count(),
        invited[0].coalition.memberships.filter(role=Role.MENTAL_HEALTH).count(),
    ) == (0, 0)


def test_an_issuer_that_says_nothing_of_the_address_is_enough_with_the_link(
    client, issuer, invited
):
    issuer.person = issuer.person | {"email_verified": None}
    come_back(client, client.post(invited[1], ANSWER))
    assert SocialAccount.objects.get().user.email == "ines@example.org"


@pytest.mark.parametrize("what", ["expired", "sent again", "account made", "linked elsewhere"])
def test_what_changed_meanwhile_is_said_and_makes_nothing(
    client, issuer, invited, administrator, what
):
    invitation, path = invited
    page = client.post(path, ANSWER)
    if what == "expired":
        invitation.expires_at = timezone.now() - timedelta(days=1)
        invitation.save()
    elif what == "sent again":
        inviting.resend(invitation=invitation, by=administrator)
    elif what == "account made":
        builders.make_account(email="ines@example.org")
    else:
        SocialAccount.objects.create(
            user=administrator, provider=issuer.url, uid=issuer.person["sub"]
        )
    accounts = User.objects.count()
    answer = come_back(client, page)
    assert (answer.status_code, answer.url) == (302, path)
    assert client.get(path).status_code == {"expired": 410, "sent again": 404}.get(what, 200)
    assert (User.objects.count(), "_auth_user_id" in client.session) == (accounts, False)
    assert Membership.objects.filter(role=Role.MENTAL_HEALTH).count() == 0


def test_who_cancels_comes_back_to_the_invitation(client, issuer, invited):
    issuer.cancels = True
    answer = come_back(client, client.post(invited[1], ANSWER))
    assert (answer.status_code, f'href="{invited[1]}"' in answer.content.decode()) == (200, True)


def test_an_account_that_signs_in_by_the_issuer_accepts_as_now(client, issuer, invited, foreign):
    account = builders.make_member(
        coalition=foreign,
        role=Role.HEALTH,
        account=builders.make_account(email="ines@example.org", password=None),
    )
    SocialAccount.objects.create(user=account, provider=issuer.url, uid=issuer.person["sub"])
    assert "Sign in to accept" in client.get(invited[1]).content.decode()
    assert client.post(invited[1], ANSWER).status_code == 422
    answer = come_back(client, client.post("/accounts/with/own/", {"next": invited[1]}))
    assert answer.url == invited[1]
    assert client.post(invited[1], {"name": "Ines Marsh", "promise": "on"}).status_code == 302
    assert Membership.objects.get(role=Role.MENTAL_HEALTH).person.account == account
