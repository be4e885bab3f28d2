"""The addresses of signing in and of one's own account.

allauth's pages, each behind a declared policy.
"""

from functools import partial

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from django.urls import path, re_path

from safety_portal.core.accounts import password_changes
from safety_portal.core.accounts.oidc.views import sign_ins
from safety_portal.core.accounts.passkeys import views as passkeys
from safety_portal.core.accounts.reauthentication import still_you
from safety_portal.core.accounts.views import devices
from safety_portal.core.authority import anyone, gate, signed_in

# Open before the second step is set up: signing in and out, a password and an address of one's own,
# and the way to the step.
at_once = partial(gate, before_second_step=True)
RESET_KEY = r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$"

urlpatterns = [
    # The door; signing in itself is coalitions.invitations.views.demo_sign_in.SignIn, which knows
    # the demo's people
    path("logout/", at_once(anyone, account.logout), name="account_logout"),
    path("inactive/", at_once(anyone, account.account_inactive), name="account_inactive"),
    path("signup/", at_once(anyone, account.signup), name="account_signup"),
    path(
        "2fa/authenticate/", at_once(anyone, passkeys.SecondStep.as_view()), name="mfa_authenticate"
    ),
    path(
        "2fa/passkeys/sign-in/",
        at_once(anyone, passkeys.SignIn.as_view()),
        name="mfa_login_webauthn",
    ),
    # A new password by mail
    path("password/reset/", at_once(anyone, account.password_reset), name="account_reset_password"),
    path(
        "password/reset/done/",
        at_once(anyone, account.password_reset_done),
        name="account_reset_password_done",
    ),
    re_path(
        RESET_KEY,
        at_once(anyone, account.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
    path(
        "password/reset/key/done/",
        at_once(anyone, account.password_reset_from_key_done),
        name="account_reset_password_from_key_done",
    ),
    # One's own account
    path(
        "reauthenticate/", at_once(signed_in, account.reauthenticate), name="account_reauthenticate"
    ),
    path(
        "password/change/",
        at_once(signed_in, password_changes.change),
        name="account_change_password",
    ),
    path(
        "password/set/",
        at_once(signed_in, still_you(account.password_set)),
        name="account_set_password",
    ),
    path(
        "email/", at_once(signed_in, still_you(account.email, reading=True)), name="account_email"
    ),
    path(
        "confirm-email/",
        at_once(anyone, account.email_verification_sent),
        name="account_email_verification_sent",
    ),
    re_path(
        r"^confirm-email/(?P<key>[-:\w]+)/$",
        at_once(anyone, account.confirm_email),
        name="account_confirm_email",
    ),
    path("sessions/", gate(signed_in, devices.devices), name="usersessions_list"),
    path("sessions/<int:session>/end/", gate(signed_in, devices.end), name="usersessions_end"),
    # Issuers; coming back from one is coalitions.invitations.views.sso_return, which knows
    # invitations
    path("with/<slug:issuer>/", at_once(anyone, sign_ins.sign_in), name="account_issuer"),
    path("sign-ins/", gate(signed_in, sign_ins.sign_ins), name="account_sign_ins"),
    path(
        "sign-ins/with/<slug:issuer>/",
        gate(signed_in, still_you(sign_ins.link, reading=True)),
        name="account_sign_in_link",
    ),
    path(
        "sign-ins/<int:sign_in>/remove/",
        gate(signed_in, still_you(sign_ins.unlink, reading=True)),
        name="account_sign_in_unlink",
    ),
    # The second step
    path("2fa/", at_once(signed_in, mfa.index), name="mfa_index"),
    path("2fa/reauthenticate/", at_once(signed_in, mfa.reauthenticate), name="mfa_reauthenticate"),
    path(
        "2fa/passkeys/add/",
        at_once(signed_in, still_you(passkeys.Add.as_view())),
        name="mfa_add_webauthn",
    ),
    path(
        "2fa/passkeys/<int:passkey>/rename/",
        gate(signed_in, passkeys.Rename.as_view()),
        name="mfa_edit_webauthn",
    ),
    path(
        "2fa/passkeys/<int:passkey>/remove/",
        gate(signed_in, passkeys.Remove.as_view()),
        name="mfa_remove_webauthn",
    ),
    path(
        "2fa/passkeys/again/",
        gate(signed_in, passkeys.Again.as_view()),
        name="mfa_reauthenticate_webauthn",
    ),
    path("2fa/passkeys/question/", gate(signed_in, passkeys.question), name="mfa_passkey_question"),
    path(
        "2fa/totp/activate/",
        at_once(signed_in, still_you(totp.activate_totp)),
        name="mfa_activate_totp",
    ),
    path("2fa/totp/deactivate/", gate(signed_in, totp.deactivate_totp), name="mfa_deactivate_totp"),
    path(
        "2fa/recovery-codes/",
        gate(signed_in, recovery.view_recovery_codes),
        name="mfa_view_recovery_codes",
    ),
    path(
        "2fa/recovery-codes/generate/",
        gate(signed_in, still_you(recovery.generate_recovery_codes)),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "2fa/recovery-codes/download/",
        gate(signed_in, recovery.download_recovery_codes),
        name="mfa_download_recovery_codes",
    ),
]
