"""A new SECRET_KEY costs nobody their second step.

The former key still opens, and what it sealed is sealed anew.
"""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from cryptography.fernet import InvalidToken
from django.contrib.auth.tokens import default_token_generator
from django.core.management import CommandError, call_command

from safety_portal.core.accounts.actions.sealing import seal_anew
from safety_portal.core.accounts.sealing import open_sealed, seal
from safety_portal.core.audit.models import AuditRow

pytestmark = pytest.mark.django_db
SECRET = "JBSWY3DPEHPK3PXP"
FORMER, PRESENT = "f" * 30 + "ormer-key-0123456789", "p" * 30 + "resent-key-0123456789"


@pytest.fixture
def owner(cast, settings):
    """Somebody whose app and recovery codes were set up under the former key."""
    settings.SECRET_KEY = FORMER
    TOTP.activate(cast.teacher, SECRET)
    RecoveryCodes.activate(cast.teacher)
    return cast.teacher


def secret(owner):
    return open_sealed(Authenticator.objects.get(user=owner, type="totp").data["secret"])


def codes(owner):
    return RecoveryCodes(
        Authenticator.objects.get(user=owner, type="recovery_codes")
    ).generate_codes()


def test_both_keys_open_and_the_present_one_seals(owner, settings):
    before, link = codes(owner), default_token_generator.make_token(owner)
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = PRESENT, [FORMER]
    assert (secret(owner), codes(owner)) == (SECRET, before)
    assert default_token_generator.check_token(owner, link)
    sealed = seal("new")
    settings.SECRET_KEY_FALLBACKS = []
    assert open_sealed(sealed) == "new"
    with pytest.raises(InvalidToken):
        secret(owner)


def test_after_sealing_anew_the_former_key_may_go(owner, settings, capsys):
    before = codes(owner)
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = PRESENT, [FORMER]
    call_command("seal_second_steps")
    assert capsys.readouterr().out == "Encrypted 2 second steps anew with the present key.\n"
    told = AuditRow.objects.filter(action="second_step.sealed_anew").order_by("pk")
    assert [(row.by_id, row.subject_id, row.detail) for row in told] == [
        (None, owner.pk, {"way": "totp"}),
        (None, owner.pk, {"way": "recovery_codes"}),
    ]
    settings.SECRET_KEY_FALLBACKS = []
    assert (secret(owner), codes(owner)) == (SECRET, before)
    assert seal_anew(by=None) == (0, 0)


def test_what_no_key_opens_stays_and_is_said(owner, settings):
    settings.SECRET_KEY = PRESENT
    with pytest.raises(CommandError, match="2 second steps could not be opened: name the key"):
        call_command("seal_second_steps")
    settings.SECRET_KEY_FALLBACKS = [FORMER]
    assert secret(owner) == SECRET
