"""Who gets what of signing in and of one's account: a part of the table (audience.py)."""

from tests.everywhere.readers import (
    anybody,
    everybody,
)

ACCOUNT = {
    "search": everybody(),
    "account_login": anybody(answers=302),
    "account_logout": anybody(signed_out=302),
    "account_inactive": anybody(),
    "account_signup": anybody(answers=302),
    "account_reset_password": anybody(),
    "account_reset_password_done": anybody(),
    "account_reset_password_from_key": anybody(),
    "account_reset_password_from_key_done": anybody(),
    "account_email_verification_sent": anybody(),
    "account_confirm_email": anybody(),
    "account_reauthenticate": everybody(),
    "account_change_password": everybody(),
    "account_set_password": everybody(answers=302),
    "account_email": everybody(),
    # No issuer is set up in this test: nothing that an address of theirs could do (accounts with
    # one: test_oidc*.py).
    "account_issuer": anybody(answers=404, signed_out=404),
    "invitation_sso_return": anybody(answers=404, signed_out=404),
    "account_sign_ins": everybody(answers=404),
    "account_sign_in_link": everybody(answers=405),
    "account_sign_in_unlink": everybody(answers=405),
    "usersessions_list": everybody(),
    "usersessions_end": everybody(answers=405),
    "mfa_authenticate": anybody(answers=302, signed_out=302),
    "mfa_login_webauthn": anybody(answers=302, signed_out=302),
    "mfa_add_webauthn": everybody(answers=302),
    "mfa_edit_webauthn": everybody(answers=302),
    "mfa_remove_webauthn": everybody(answers=302),
    "mfa_reauthenticate_webauthn": everybody(answers=302),
    "mfa_passkey_question": everybody(answers=405),
    "mfa_index": everybody(),
    "mfa_reauthenticate": everybody(answers=302),
    "mfa_activate_totp": everybody(answers=302),
    "mfa_deactivate_totp": everybody(answers=404),
    "mfa_view_recovery_codes": everybody(answers=404),
    "mfa_generate_recovery_codes": everybody(answers=302),
    "mfa_download_recovery_codes": everybody(answers=404),
    "membership_account": everybody(),
    "feed_own": everybody(),
    "feed_revoke": everybody(answers=405),
    # What a calendar reads: nobody's secret is in this world.
    "feed_calendar": anybody(answers=404, signed_out=404),
    "invitation_demo_sign_in": anybody(answers=405, signed_out=405),
    "coalition_view_as_stop": everybody(answers=405),
}
