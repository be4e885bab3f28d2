"""Who needs a second step and has a password alone comes nowhere but to what leads there.

Every address, asked both ways.
"""

import pytest
from django.urls import reverse

from coalitions.access.roles import Role
from tests import builders
from tests.everywhere import asking

pytestmark = pytest.mark.django_db
# What opens without the second step, written out: a line of a urls.py that declares itself open has
# to be decided here too.
OPEN = {
    # What everybody may read, and what machines ask
    *("home_help", "home_privacy", "operation_healthz", "operation_readyz", "web_csp_report"),
    # Pages for everybody
    *(
        f"community_{page}{ending}"
        for page in ("public", "plan", "brief", "letter", "feed", "calendar")
        for ending in ("", "_es")
    ),
    *("champion_join", "champion_join_confirm", "meeting_public", "meeting_public_es"),
    # Signing in and out
    *(
        "account_login",
        "account_logout",
        "account_inactive",
        "account_signup",
        "account_issuer",
        "invitation_sso_return",
    ),
    *("mfa_authenticate", "mfa_login_webauthn", "coalition_view_as_stop"),
    # A password and an address of one's own
    *("account_reset_password", "account_reset_password_done"),
    *("account_reset_password_from_key", "account_reset_password_from_key_done"),
    *("account_change_password", "account_set_password", "account_email"),
    *("account_email_verification_sent", "account_confirm_email"),
    # The way to the second step
    *(
        "account_reauthenticate",
        "mfa_index",
        "mfa_reauthenticate",
        "mfa_add_webauthn",
        "mfa_activate_totp",
    ),
    # The link of an invitation
    *("invitation", "invitation_decline", "invitation_sign_out"),
    # The link by which somebody who has no account answers an invitation to a meeting
    "meeting_answer_link",
    # The same for the numbers of a contact
    "contact_confirm_link",
    # What a calendar reads, which signs in nowhere; its address is made after the second step
    "feed_calendar",
}
# Parts of an address that are no number.
PARTS = {
    "coalition": "juniper",
    "token": "t",
    "key": "k",
    "uidb36": "1",
    "issuer": "own",
    "format": "html",
    "sha256": "0",
    "app_label": "plans",
    "url": "x/",
}


def address(name, pattern):
    """An address of a pattern; what it names need not be there.

    The second step is asked for before anybody looks.
    """
    if not pattern.name:
        return "/admin/anything/else/"
    return reverse(name, kwargs={part: PARTS.get(part, 1) for part in asking.arguments(pattern)})


@pytest.fixture(params=["administrator", "operator"])
def by_password(request, client, coalition, settings):
    """The client of somebody who reads restricted sections, or runs the server, signed in by a
    password alone.
    """
    settings.SECOND_FACTOR_REQUIRED = True
    operator = {"is_superuser": True, "is_staff": True}
    account = (
        builders.make_member(coalition=coalition, role=Role.ADMINISTRATOR)
        if request.param == "administrator"
        else builders.make_account(**operator)
    )
    client.force_login(account)
    client.raise_request_exception = False
    return client


@pytest.mark.parametrize("method", ["get", "post"])
def test_every_address_but_those_written_here_leads_to_the_second_step(by_password, method):
    """Third parties' addresses too.

    allauth's, and those of the back office, which declare nothing.
    """
    session, opened = by_password.cookies["sessionid"].value, set()
    for name, pattern in asking.patterns().items():
        if name in OPEN:  # asked below: some of them sign out
            continue
        by_password.cookies["sessionid"] = session
        answer = getattr(by_password, method)(address(name, pattern))
        if (answer.status_code, answer.get("Location")) != (302, reverse("mfa_index")):
            opened.add(f"{name} answered {answer.status_code} {answer.get('Location', '')}")
    assert opened == set()


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("name", sorted(OPEN))
def test_what_is_written_here_is_open(by_password, method, name):
    answer = getattr(by_password, method)(address(name, asking.patterns()[name]))
    lines = [str(message) for message in by_password.session.get("_messages", ())]
    assert not any("Set up the second step first" in line for line in lines)
    assert answer.get("Location") != reverse("mfa_index") or name in (
        "mfa_authenticate",
        "account_reauthenticate",
    )


def test_what_the_addresses_declare_is_what_is_written_here():
    declared = {
        n
        for n, pattern in asking.patterns().items()
        if getattr(pattern.callback, "before_second_step", False)
    }
    assert declared == OPEN
