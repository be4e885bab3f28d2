"""Passkeys: added, named, removed; in by one alone and as the second step.

And nothing else that is sent gets in.
"""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils.http import urlencode

from coalitions.access.roles import Role
from safety_portal.core.audit.models import AuditRow
from safety_portal.core.notices.models import Message
from tests import builders
from tests.builders import PASSWORD
from tests.core.accounts.passkey_pages import ADD, DOOR, is_in, outcomes
from tests.core.accounts.soft_key import SoftKey, add_passkey, question

pytestmark = pytest.mark.django_db

REFUSED = "The passkey was not accepted: it is not one of this account"


def test_a_passkey_is_added_named_told_and_recorded(signed_in, dana):
    asked = signed_in.get(ADD)
    assert asked.url.startswith(reverse("account_reauthenticate"))
    add_passkey(signed_in, password=PASSWORD, name="Phone")

    page = signed_in.get("/accounts/2fa/", HTTP_HOST="localhost").content.decode()
    assert ("Your account asks for a passkey" in page, "<b>Phone</b>" in page) == (True, True)
    kept = Authenticator.objects.get(user=dana, type="webauthn")
    assert sorted(kept.data["credential"]) == [
        "clientExtensionResults",
        "id",
        "rawId",
        "response",
        "type",
    ]
    assert Authenticator.objects.filter(user=dana, type="recovery_codes").count() == 1
    assert [row.action for row in AuditRow.objects.order_by("id")] == ["passkey.added"]
    mail = Message.objects.order_by("id").first()
    assert (mail.to_address, mail.subject) == (dana.email, "Your account has a new passkey")


def test_it_is_renamed_and_removed_by_its_owner_alone(signed_in, dana):
    add_passkey(signed_in, password=PASSWORD)
    other = builders.make_account()
    theirs = Authenticator.objects.create(
        user=other, type="webauthn", data={"name": "Theirs", "credential": {}}
    )
    mine = Authenticator.objects.get(user=dana, type="webauthn")

    for name in ("mfa_edit_webauthn", "mfa_remove_webauthn"):
        assert signed_in.get(reverse(name, args=[theirs.pk])).status_code == 404
        assert signed_in.post(reverse(name, args=[theirs.pk]), {"name": "Mine"}).status_code == 404
    long = signed_in.post(reverse("mfa_edit_webauthn", args=[mine.pk]), {"name": "x" * 61})
    assert "at most 60 characters" in long.content.decode()
    renamed = signed_in.post(
        reverse("mfa_edit_webauthn", args=[mine.pk]), {"name": "Blue key"}, follow=True
    )
    assert "The passkey is called Blue key now." in renamed.content.decode()
    removed = signed_in.post(reverse("mfa_remove_webauthn", args=[mine.pk]), follow=True)
    assert "The passkey is removed." in removed.content.decode()
    assert list(Authenticator.objects.all()) == [theirs]
    codes = list(AuditRow.objects.order_by("id").values_list("action", flat=True))
    assert codes[1:] == ["passkey.renamed", "passkey.removed"]
    assert (
        Message.objects.order_by("id").last().subject == "A passkey was removed from your account"
    )


def test_it_signs_in_alone_and_is_noted(client, dana, key):
    answer = client.post(DOOR, {"credential": key.answer(question(client)), "next": "/help/"})

    assert (answer.status_code, answer.url, is_in(client)) == (302, "/help/", True)
    assert outcomes()[-1] == "signed_in_by_passkey"
    assert "Signed in with a passkey" in client.get("/account/").content.decode()


def test_a_closed_account_stays_closed(client, dana, key):
    dana.is_active = False
    dana.save(update_fields=["is_active"])
    answer = client.post(DOOR, {"credential": key.answer(question(client))})
    assert (answer.url, is_in(client)) == ("/accounts/inactive/", False)


def test_it_is_the_second_step_after_the_password(client, dana, key):
    asked = client.post("/accounts/login/", {"login": dana.email, "password": PASSWORD})
    assert asked.url == reverse("mfa_authenticate")
    page = client.get(asked.url)
    assert re.search(r"<h1>Now your passkey\s*</h1>", page.content.decode())
    stranger = SoftKey()
    stranger.owner = key.owner
    refused = client.post(
        asked.url, {"credential": stranger.answer(page.context["js_data"]["request_options"])}
    )
    assert (REFUSED in refused.content.decode(), is_in(client)) == (True, False)
    # The page that refused asks anew.
    again = key.answer(refused.context["js_data"]["request_options"])
    assert client.post(asked.url, {"credential": again}).status_code == 302
    assert is_in(client)
    assert outcomes()[-2:] == ["wrong_passkey", "signed_in"]


def test_it_shows_that_it_is_still_you_where_a_password_would(client, dana, key):
    client.post(DOOR, {"credential": key.answer(question(client))})
    again = f"{reverse('mfa_reauthenticate_webauthn')}?{urlencode({'next': ADD})}"
    page = client.get(again, HTTP_HOST="localhost")
    assert "Type your password" in page.content.decode()
    refused = client.post(again, {"credential": "{}"}, follow=True)
    assert (REFUSED in refused.content.decode(), refused.redirect_chain) == (True, [(again, 302)])
    options = refused.context["js_data"]["request_options"]
    assert client.post(again, {"credential": key.answer(options)}).url == ADD
    assert client.get(ADD).status_code == 200


def test_who_has_no_password_shows_the_passkey_before_choosing_one(client, dana, key):
    dana.set_unusable_password()
    dana.save()
    client.post(DOOR, {"credential": key.answer(question(client))})
    asked = client.get(reverse("account_set_password"), follow=True)
    assert asked.redirect_chain[-1][0].startswith(reverse("mfa_reauthenticate_webauthn"))


def test_it_counts_where_a_second_step_is_required_and_the_last_one_stays(
    client, coalition, settings
):
    settings.SECOND_FACTOR_REQUIRED = True
    officer = builders.make_member(coalition=coalition, role=Role.SRO)
    client.post("/accounts/login/", {"login": officer.email, "password": PASSWORD})
    people = reverse("membership_people", args=[coalition.slug])
    assert client.get(people).url == reverse("mfa_index")
    add_passkey(client, password=PASSWORD)
    assert client.get(people).status_code == 200
    first = Authenticator.objects.get(user=officer, type="webauthn")
    assert client.post(reverse("mfa_remove_webauthn", args=[first.pk])).status_code == 403
    add_passkey(client, password=PASSWORD, key=SoftKey(name=b"another of sixteen"), name="Laptop")
    assert client.post(reverse("mfa_remove_webauthn", args=[first.pk])).status_code == 302
    assert client.get(people).status_code == 200


def test_where_passkeys_do_not_work_the_page_says_where_they_do(client):
    there = client.get("/accounts/login/", HTTP_HOST="127.0.0.1:8000").content.decode()
    here = client.get("/accounts/login/", HTTP_HOST="localhost:8000").content.decode()
    sentence = 'Open <a href="http://localhost:8000/accounts/login/">http://localhost:8000/accounts/login/</a> instead.'
    assert (sentence in there, "data-passkey" in there) == (True, False)
    assert (sentence in here, "data-passkey" in here, "username webauthn" in here) == (
        False,
        True,
        True,
    )


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://safety.cedar.example", "safety.cedar.example"),
        ("http://127.0.0.1:8000", "localhost"),
        ("http://[::1]:8000", "localhost"),
        ("http://192.0.2.7", "192.0.2.7"),
    ],
)
def test_they_belong_to_the_name_of_the_portal(client, settings, address, host):
    settings.PORTAL_ADDRESS = address
    assert question(client)["publicKey"]["rpId"] == host


def test_questions_and_answers_are_throttled(client, settings):
    settings.MFA_RATE_LIMITS = {"webauthn_login": "3/m/ip", "passkey_question": "3/m/ip"}
    asked = [client.get(DOOR, headers={"accept": "application/json"}).status_code for _ in range(4)]
    answered = [client.post(DOOR, {"credential": "{}"}).status_code for _ in range(4)]
    assert (asked, answered) == ([200] * 3 + [429], [302] * 3 + [429])


def test_who_lost_key_and_codes_is_let_start_anew_by_the_operator(signed_in, dana, capsys):
    add_passkey(signed_in, password=PASSWORD)
    theirs = Authenticator.objects.create(
        user=builders.make_account(), type="recovery_codes", data={}
    )
    for _ in range(2):
        call_command("reset_second_step", "Dana@example.org")

    assert capsys.readouterr().out.splitlines() == [
        "dana@example.org has no second step any more, and was told so.",
        "dana@example.org has no second step: nothing changed.",
    ]
    assert (list(Authenticator.objects.all()), signed_in.get("/accounts/2fa/").status_code) == (
        [theirs],
        302,
    )
    row = AuditRow.objects.latest("id")
    assert (row.action, row.by_name, row.detail) == (
        "second_step.reset",
        "Safety Portal",
        {"removed": 2},
    )
    assert Message.objects.latest("id").subject == "Your second step was removed"
    with pytest.raises(
        CommandError, match=r"There is no account with the address nobody@example\.org\."
    ):
        call_command("reset_second_step", "nobody@example.org")
