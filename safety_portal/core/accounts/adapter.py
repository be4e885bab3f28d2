"""What allauth asks the house."""

from urllib.parse import quote
from uuid import uuid4

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse

from safety_portal.core.accounts import known_browsers, sealing, sessions
from safety_portal.core.accounts.events import note
from safety_portal.core.accounts.mail import kind_of
from safety_portal.core.accounts.models import Outcome
from safety_portal.core.accounts.passkeys import address
from safety_portal.core.audit.record import record
from safety_portal.core.look.wording import device_in_words
from safety_portal.core.notices import outbox
from safety_portal.core.web import rate_limits

# The ways to show that it is still you, by allauth's names for them, the one that is asked for
# first.
WAYS = {
    "reauthenticate": "Type your password",
    "mfa_reauthenticate:webauthn": "Use a passkey",
    "mfa_reauthenticate": "Type a code",
}

# The tries for one address from all browsers that are new to it, by the name that their limit has
# in ACCOUNT_RATE_LIMITS.
ELSEWHERE = "login_failed_elsewhere"

# allauth's names for its mail: a link to choose a new password, and what it writes to an address
# that nobody has.
RESET, NOBODYS_ADDRESS = "account/email/password_reset_key", "account/email/unknown_account"


class AccountAdapter(DefaultAccountAdapter):
    """Accounts come from invitations (coalitions.invitations), never from a sign-up page.

    Mail goes through the outbox.
    """

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": "This account is closed. Ask an administrator of your coalition.",
        "email_password_mismatch": "The e-mail address or the password is not right.",
        "incorrect_password": "The password is not right.",
        "incorrect_code": "The code is not right. Wait for the next one and try again.",
        "too_many_login_attempts": "Too many tries. Wait 5 minutes, or choose a new password by e-mail.",
        "rate_limited": "Too many tries. Wait a few minutes.",
    }

    def is_open_for_signup(self, request):
        """Nobody signs up unasked."""
        return False

    def login(self, request, user):
        """Begin a session: every way in comes through here, so that each is dated and noted."""
        super().login(request, user)
        sessions.begin(request)
        by_passkey = _came_by_passkey_alone(request, user)
        outcome = Outcome.SIGNED_IN_BY_PASSKEY if by_passkey else Outcome.SIGNED_IN
        note(request, outcome, account=user, through=_issuer_of(request, user))

    def logout(self, request):
        """End a session, and note who ended it.

        Of several requests at the same moment the first.
        """
        account = request.user if request.user.is_authenticated else None
        with transaction.atomic():
            is_open = sessions.lock(request.session)
            super().logout(request)
            if account and is_open:
                note(request, Outcome.SIGNED_OUT, account=account)

    def post_login(self, request, user, **hints):
        """Where to go on; the browser is known from now on."""
        response = super().post_login(request, user, **hints)
        known_browsers.remember(request, response, user.email)
        return response

    def authenticate(self, request, **credentials):
        """The account of an address and a password, or None; a right password counts for no try."""
        self._try_elsewhere = None
        account = super().authenticate(request, **credentials)
        if account and self._try_elsewhere:
            self._try_elsewhere.take_back()
        return account

    def pre_authenticate(self, request, **credentials):
        """Refuse after too many tries for an address from here, from one place, or from everywhere.

        And note it.

        From everywhere does not hold for a browser in which the account has signed in: nobody shuts
        its owner out.
        """
        address = credentials.get("email", "").lower()
        try:
            super().pre_authenticate(request, **credentials)
            if not known_browsers.browser_of(request).knows(address):
                rate = settings.ACCOUNT_RATE_LIMITS.get(ELSEWHERE, "")
                self._try_elsewhere = rate_limits.count(f"{ELSEWHERE} {address}", rate)
                if not self._try_elsewhere:
                    raise self.validation_error("too_many_login_attempts")
        except ValidationError:
            note(request, Outcome.TOO_MANY_TRIES, address=address)
            raise

    def _get_login_attempts_cache_key(self, request, **credentials):
        """What allauth counts tries by, an address everywhere.

        Of ours, an address in one browser or from one place.
        """
        address, browser = credentials.get("email", "").lower(), known_browsers.browser_of(request)
        place = browser.name if browser.knows(address) else rate_limits.network_of(request)
        return f"{address} {place}"

    def authentication_failed(self, request, **credentials):
        """Note a wrong password, and an address nobody has, in the same way."""
        note(request, Outcome.WRONG_PASSWORD, address=credentials.get("email", ""))

    def get_reauthentication_methods(self, user):
        """How the owner of an account can show that it is still them, in our words and order."""
        methods = {method["id"]: method for method in super().get_reauthentication_methods(user)}
        return [
            methods[way] | {"description": words} for way, words in WAYS.items() if way in methods
        ]

    def get_reset_password_from_key_url(self, key):
        """The link of a reset mail.

        Always to the portal's own address, whatever host the request named.
        """
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": "UID", "key": "KEY"})
        return settings.PORTAL_ADDRESS + path.replace("UID-KEY", quote(key))

    def get_email_confirmation_url(self, request, emailconfirmation):
        """The link that confirms an address: to the portal's own as well."""
        return settings.PORTAL_ADDRESS + reverse(
            "account_confirm_email", args=[emailconfirmation.key]
        )

    def send_mail(self, template_prefix, email, context):
        """Owe the mail by way of the outbox, like every other; a worker sends it.

        An address that no account has gets none, or anybody could have mail sent to anybody: its
        mail is made and taken back, so that the time tells nothing either.
        """
        account, is_nobodys = context.get("user"), template_prefix == NOBODYS_ADDRESS
        context = {"request": self.request, "email": email, **context}
        mail = self.render_mail(RESET if is_nobodys else template_prefix, email, context)
        with transaction.atomic():
            outbox.post(
                key=f"account:{uuid4()}",
                kind=kind_of(mail.body),
                to=email,
                name=str(account or email),
                subject=mail.subject,
                text=mail.body,
                account=account if account and account.pk else None,
            )
            transaction.set_rollback(is_nobodys)

    def send_notification_mail(self, template_prefix, user, context=None, email=None):
        """Tell the owner that the account was changed (password, second step, address), and write
        the audit row.
        """
        with transaction.atomic():
            record(by=user, action=_action(template_prefix), subject=user)
            super().send_notification_mail(template_prefix, user, context, email)

    def send_own_mail(self, template_prefix, user, context):
        """As send_notification_mail, for a change of which an action writes the audit row."""
        super().send_notification_mail(template_prefix, user, context)


def _issuer_of(request, user):
    """The name of the issuer that said who signs in, or "".

    A second step after it changes nothing.
    """
    ways = [
        record for record in get_authentication_records(request, user) if record["method"] != "mfa"
    ]
    return ways[-1].get("provider", "") if ways and ways[-1]["method"] == "socialaccount" else ""


def _came_by_passkey_alone(request, user):
    """Whether a passkey was all that was asked for, in the place of password and second step."""
    ways = get_authentication_records(request, user)
    return any(way.get("type") == "webauthn" and way.get("passwordless") for way in ways)


def _action(template_prefix):
    """allauth names its mail by what was done: "mfa/email/recovery_codes_generated" is
    recovery_codes.generated.
    """
    what, _, done = template_prefix.rpartition("/")[2].rpartition("_")
    return f"{'passkey' if what == 'webauthn' else what}.{done}"


class SecondStepAdapter(DefaultMFAAdapter):
    """Keys of authenticator apps are kept encrypted: a copy of the database alone makes no codes.

    Passkeys are of one name.
    """

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": "The code is not right. Wait for the next one and try again.",
        "unverified_email": "Confirm your e-mail addresses first: open the link we sent to each, or remove it.",
        "add_email_blocked": "While the second step is on, no address can be added.",
    }

    def get_public_key_credential_rp_entity(self):
        """The name that passkeys are made for and checked against.

        The portal's own, whatever host the request named.
        """
        return {"id": address.host(), "name": "Safety Portal"}

    def generate_authenticator_name(self, user, type):  # noqa: A002 - allauth's name
        """A first name for a passkey: the device it is made on."""
        device = device_in_words(self.request.META.get("HTTP_USER_AGENT", ""))
        taken = [str(passkey) for passkey in Authenticator.objects.filter(user=user, type=type)]
        numbered = (f"{device} {number}" for number in range(2, len(taken) + 3))
        return next(name for name in (device, *numbered) if name not in taken)

    def encrypt(self, text):
        """The key as it is stored."""
        return sealing.seal(text)

    def decrypt(self, encrypted_text):
        """The key as the app has it.

        Raises InvalidToken where neither SECRET_KEY nor a fallback is what it was stored with.
        """
        return sealing.open_sealed(encrypted_text)


class IssuersAdapter(DefaultSocialAccountAdapter):
    """allauth's questions about issuers: which there are stands in PORTAL_OIDC, never in the
    database."""

    def list_apps(self, request, provider=None, client_id=None):
        """None: allauth's own pages for issuers are not used."""
        return []
