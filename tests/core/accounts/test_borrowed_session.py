"""Who has somebody's session, but neither password nor passkey nor mailbox, makes nothing of it
that outlasts the session.

A browser left open, a copied cookie: the whole attack is walked here, on every way that leads to
signing in or signing as somebody else, for accounts with a password, with an authenticator app
besides, and with an issuer alone.
"""

import re

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from allauth.socialaccount.models import SocialAccount
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from coalitions.access.roles import Role
from coalitions.memberships.models.designation import Designation
from coalitions.memberships.models.membership import Membership
from safety_portal.core.accounts.models import User
from safety_portal.core.audit.models import AuditRow
from safety_portal.core.notices import sending
from safety_portal.core.notices.models import Message
from tests import builders
from tests.everywhere import asking

pytestmark = pytest.mark.django_db
NEW = "a sentence that the borrower chose"
AGAIN, BY_MAIL = reverse("account_reauthenticate"), reverse("account_reset_password")
# Every address of signing in and of one's own account: what a post with a session alone comes to.
ASKS_AGAIN = {
    *(
        "account_set_password",
        "account_email",
        "account_sign_in_link",
        "account_sign_in_unlink",
        "mfa_add_webauthn",
    ),
    *("mfa_activate_totp", "mfa_deactivate_totp", "mfa_remove_webauthn", "membership_designate"),
    *("mfa_generate_recovery_codes", "mfa_view_recovery_codes", "mfa_download_recovery_codes"),
}
OF_OTHER_NOUNS = ("membership_account", "membership_designate", "invitation_sso_return")
TO_READ = {"mfa_view_recovery_codes", "mfa_download_recovery_codes"}
# These make no way in: they ask for the password or a code themselves, mail a link, sign in or out,
# or only look.
HARMLESS = {
    *(
        "membership_account",
        "account_change_password",
        "account_reauthenticate",
        "mfa_reauthenticate",
        "mfa_reauthenticate_webauthn",
    ),
    *(
        "account_login",
        "account_logout",
        "account_inactive",
        "account_signup",
        "account_issuer",
        "invitation_sso_return",
    ),
    *("account_reset_password", "account_reset_password_done", "account_reset_password_from_key"),
    *(
        "account_reset_password_from_key_done",
        "account_email_verification_sent",
        "account_confirm_email",
    ),
    *(
        "account_sign_ins",
        "mfa_authenticate",
        "mfa_login_webauthn",
        "mfa_index",
        "mfa_edit_webauthn",
    ),
    *("mfa_passkey_question", "usersessions_list", "usersessions_end"),
}


def with_password(account):
    return account


def with_app(account):
    totp.TOTP.activate(account, "JBSWY3DPEHPK3PXP")
    return account


def by_issuer_alone(account):
    account.set_unusable_password()
    account.save()
    SocialAccount.objects.create(user=account, provider="https://issuer.example", uid="1")
    return account


@pytest.fixture(params=[with_password, with_app, by_issuer_alone])
def victim(request, coalition, settings):
    """A fire chief with a seat that signs, and a colleague who could sign in their place."""
    builders.make_member(coalition=coalition, role=Role.HEALTH, name="Colleague")
    seat = builders.make_seat(coalition=coalition)
    account = builders.make_member(coalition=coalition, role=Role.FIRE, name="Tom Hesse", seat=seat)
    EmailAddress.objects.create(user=account, email=account.email, verified=True, primary=True)
    return request.param(account)


@pytest.fixture
def borrowed(victim, client):
    """The browser of the victim, open since an hour."""
    client.force_login(victim)
    return client


def ways_in(account):
    """All by which somebody signs in as, or signs in the place of, the account."""
    return (
        User.objects.get(pk=account.pk).password,
        sorted(
            EmailAddress.objects.filter(user=account).values_list("email", "verified", "primary")
        ),
        sorted(Authenticator.objects.filter(user=account).values_list("pk", "type")),
        sorted(SocialAccount.objects.filter(user=account).values_list("provider", "uid")),
        list(Designation.objects.values_list("pk", flat=True)),
    )


def posts(account):
    """Name, address and what is posted there, for every address that has to ask again."""
    colleague, holder = (Membership.objects.get(role=role) for role in (Role.HEALTH, Role.FIRE))
    linked = SocialAccount.objects.filter(user=account).first()
    passwords = {"password1": NEW, "password2": NEW}
    designee = {"designee": colleague.pk, "last_on": timezone.localdate(), "because": "x"}
    args = {
        "issuer": "own",
        "sign_in": linked.pk if linked else 1,
        "passkey": 1,
        "coalition": "juniper",
    }
    args["membership"] = holder.pk
    data = {
        "account_set_password": passwords,
        "membership_designate": designee,
        "mfa_activate_totp": {"code": "123456"},
    }
    for name in sorted(ASKS_AGAIN):
        parts = {part: args[part] for part in asking.arguments(asking.patterns()[name])}
        yield name, reverse(name, kwargs=parts), data.get(name, {})
    emails = {"email": "borrower@example.org"}
    for action in ("add", "send", "remove", "primary"):
        email = emails if action == "add" else {"email": account.email}
        yield f"account_email {action}", reverse("account_email"), email | {f"action_{action}": "x"}


def test_every_address_of_an_account_is_decided():
    """A new one is either harmless, for a reason, or asks again."""
    found = {
        n
        for n in asking.patterns()
        if n.startswith(("account", "mfa_", "usersessions_", *OF_OTHER_NOUNS))
    }
    assert found == ASKS_AGAIN | HARMLESS


def test_no_way_in_is_made_of_a_session_alone(borrowed, victim, issuer):
    before, wrong = ways_in(victim), []
    for name, address, data in posts(victim):
        answer = borrowed.get(address) if name in TO_READ else borrowed.post(address, data)
        led = answer.get("Location", "").split("?")[0]
        # What an account does not have is not there (404), or leads to setting it up; a password is
        # not set anew.
        if not (
            led in (AGAIN, BY_MAIL) or answer.status_code == 404 or led.startswith("/accounts/")
        ):
            wrong.append(f"{name} answered {answer.status_code} {led}")
        if ways_in(victim) != before:
            wrong.append(f"{name} made another way in")
    assert wrong == []
    assert not Message.objects.exists()


def test_an_account_with_nothing_to_show_is_led_to_its_mailbox(borrowed, victim):
    if victim.has_usable_password():
        assert borrowed.get(reverse("account_set_password")).url.startswith("/accounts/")
        return
    for name in ("account_set_password", "mfa_add_webauthn", "mfa_activate_totp"):
        answer = borrowed.get(reverse(name), follow=True)
        assert answer.redirect_chain[-1][0] == BY_MAIL
        assert "neither a password nor a passkey" in answer.content.decode()


def link_of(message):
    return re.search(r"http://localhost:8000(\S+/accounts/\S+|/accounts/\S+)", message.text)[1]


@pytest.mark.parametrize("sent", [True, False], ids=["sent", "waiting"])
def test_the_link_of_a_new_password_is_read_in_the_mailbox_alone(borrowed, victim, sent):
    """S2 as it was found.

    Asked for from anywhere, read under Account, Messages in the open browser.
    """
    Client(REMOTE_ADDR="10.66.0.1").post(BY_MAIL, {"email": victim.email})
    message = Message.objects.get()
    link = link_of(message)
    assert message.secret_until is not None
    if sent:
        sending.send_waiting(seconds=10)
    pages = [
        borrowed.get(f"/account/messages/{more}").content.decode()
        for more in ("", f"{message.pk}/")
    ]
    assert all("Choose a new password for the Safety Portal" in page for page in pages)
    assert not any(
        link in page or "/key/" in page or victim.email in page.split("<main")[1] for page in pages
    )
    assert "The text is not shown here" in pages[1]
    assert f"{victim.email[0]}•••@example.org" in pages[1]
    assert victim.check_password(builders.PASSWORD) is victim.has_usable_password()


def test_the_link_of_a_new_address_is_not_shown_either(client, victim):
    if not victim.has_usable_password():
        return
    client.force_login(victim)
    client.post(AGAIN, {"password": builders.PASSWORD})
    # Where there is an app, no address is added (allauth); the mail of one that was added before is
    # sent again.
    EmailAddress.objects.create(user=victim, email="second@example.org")
    client.post(reverse("account_email"), {"email": "second@example.org", "action_send": "x"})
    message = Message.objects.get(to_address="second@example.org")
    link = link_of(message)
    assert link.startswith("/accounts/confirm-email/")
    assert link not in client.get(f"/account/messages/{message.pk}/").content.decode()


def test_a_new_password_by_mail_ends_every_session_also_the_borrowed_one(borrowed, victim):
    Client(REMOTE_ADDR="10.66.0.2").post(BY_MAIL, {"email": victim.email})
    owner = Client(REMOTE_ADDR="10.66.0.3")
    form = owner.get(link_of(Message.objects.get()), follow=True).redirect_chain[-1][0]
    assert owner.post(form, {"password1": NEW, "password2": NEW}).status_code == 302
    assert User.objects.get(pk=victim.pk).check_password(NEW)
    assert borrowed.get(reverse("membership_account")).status_code == 302
    told = Message.objects.order_by("id").last()
    assert (told.subject, told.to_address, told.secret_until) == (
        "Your password was changed",
        victim.email,
        None,
    )
    assert AuditRow.objects.filter(action="password.reset").count() == 1


def test_who_has_just_accepted_an_invitation_by_an_issuer_may_set_up_what_they_need(client, victim):
    """Its link was the mailbox: for some minutes it counts, and no longer."""
    if victim.has_usable_password():
        return
    client.force_login(victim)
    session = client.session
    shown = {"method": "socialaccount", "at": timezone.now().timestamp(), "reauthenticated": True}
    session["account_authentication_methods"], session["account_authentication_methods_user"] = (
        [shown],
        str(victim.pk),
    )
    session.save()
    assert client.get(reverse("mfa_activate_totp")).status_code == 200
    session["account_authentication_methods"] = [shown | {"at": shown["at"] - 301}]
    session.save()
    assert client.get(reverse("mfa_activate_totp")).url == BY_MAIL


def test_the_owner_is_told_of_an_address_that_was_added(client, victim):
    if Authenticator.objects.filter(user=victim).exists() or not victim.has_usable_password():
        return
    client.force_login(victim)
    client.post(AGAIN, {"password": builders.PASSWORD})
    client.post(reverse("account_email"), {"email": "second@example.org", "action_add": "x"})
    told = Message.objects.get(to_address=victim.email)
    assert (told.subject, "second@example.org" in told.text) == (
        "An e-mail address was added to your account",
        True,
    )
    assert told.secret_until is None
    assert AuditRow.objects.filter(action="email.added").count() == 1
