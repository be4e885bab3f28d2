"""The account: an e-mail address that signs in."""

import pgtrigger
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from safety_portal.core.constraints import never_emptied

# How a hash of that kind is written.
SHA256 = r"^[0-9a-f]{64}$"


class UserManager(BaseUserManager["User"]):
    """Makes accounts; addresses are stored in lower case, so that one mailbox is one account."""

    def create_user(self, email: str, password: str | None = None, **fields: object) -> "User":
        """Save and return an account; without a password it cannot sign in until one is set."""
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save()
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: object) -> "User":
        """Save and return the operator's account."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, email: str | None) -> "User":
        return self.get(email=(email or "").strip().lower())


class User(AbstractBaseUser, PermissionsMixin):
    """Somebody who can sign in.

    What they may do follows from memberships, never from this row (but for the operator).
    """

    email = models.EmailField(max_length=254, unique=True)
    name = models.CharField(max_length=200, blank=True)
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)
    joined_at = models.DateTimeField(auto_now_add=True)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = []

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="one_account_per_address")]

    def __str__(self) -> str:
        return self.name or self.email

    def get_full_name(self) -> str:
        return str(self)

    def get_short_name(self) -> str:
        return str(self)


def display_name(user: User) -> str:
    """How an account is called on pages and in mail."""
    return str(user)


class CalendarFeed(models.Model):
    """The secret address at which calendars read what an account owes; without a row there is none.

    Only the hash of the secret is kept: the address is shown once, when it is made. A new one takes
    the place of the old.
    """

    account = models.OneToOneField(User, on_delete=models.CASCADE, related_name="calendar_feed")
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(token_hash__regex=SHA256), name="feed_keeps_a_hash"),
        ]

    def __str__(self) -> str:
        return f"Calendar of {self.account}"


class Outcome(models.TextChoices):
    """What became of somebody at the door."""

    SIGNED_IN = "signed_in", "Signed in"
    SIGNED_IN_BY_PASSKEY = "signed_in_by_passkey", "Signed in with a passkey"
    SIGNED_OUT = "signed_out", "Signed out"
    WRONG_PASSWORD = "wrong_password", "Wrong password"
    WRONG_CODE = "wrong_code", "Wrong code"
    WRONG_PASSKEY = "wrong_passkey", "Passkey refused"
    TOO_MANY_TRIES = "too_many_tries", "Too many tries"
    NOT_LINKED = "not_linked", "Refused, because nothing is linked"
    CLOSED = "closed", "Refused, because the account is closed"


class SignInEvent(models.Model):
    """One try to sign in, or a sign-out. `account` is null where the address is nobody's.

    The address itself is not kept.
    """

    at = models.DateTimeField(auto_now_add=True)
    account = models.ForeignKey(
        User, on_delete=models.CASCADE, null=True, related_name="sign_in_events"
    )
    address_hash = models.CharField(max_length=64)
    outcome = models.CharField(max_length=20, choices=Outcome)
    # The issuer (accounts.oidc) that said who it was, by the name it had then; empty for a
    # password.
    through = models.CharField(max_length=40, blank=True)
    ip = models.GenericIPAddressField()
    device = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(outcome__in=Outcome.values), name="sign_in_outcome_is_known"
            )
        ]
        indexes = [models.Index(fields=["account", "-id"], name="sign_ins_of_an_account")]
        triggers = [
            pgtrigger.Protect(name="sign_ins_stay", operation=pgtrigger.Update | pgtrigger.Delete),
            never_emptied(),
        ]

    def __str__(self) -> str:
        return f"{self.in_words}, {self.at:%Y-%m-%d %H:%M}"

    @property
    def in_words(self) -> str:
        """ "Signed in with Google", "Refused, because nothing is linked (Google)"."""
        words = self.get_outcome_display()
        if not self.through:
            return words
        return (
            f"{words} with {self.through}"
            if self.outcome == Outcome.SIGNED_IN
            else f"{words} ({self.through})"
        )
