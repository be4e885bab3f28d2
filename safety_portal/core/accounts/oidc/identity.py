"""Who an issuer says somebody is, and how far that is believed."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from safety_portal.core.accounts.oidc.issuers import EVERY_DOMAIN, GOOGLE, MICROSOFT, Issuer

# allauth keeps so many characters of `sub`.
LONGEST_SUBJECT = 191
YES, NO = (True, "true", "1"), (False, "false", "0")


@dataclass(frozen=True)
class Identity:
    """`subject` is for ever the same person at the issuer.

    The address may change, and may be anybody's.

    `is_verified`: what the issuer says of the address: True, False, or None where it says nothing.
    `hosted`: the organization of a Google account.
    """

    issuer: Issuer
    subject: str
    email: str = ""
    is_verified: bool | None = None
    hosted: str = ""

    @property
    def finds_account(self) -> bool:
        """Whether the address alone may find an account.

        The issuer verified it, and is believed for its domain.

        Google is the authority only for accounts of an organization (`hd`): of any other it knows
        that somebody could once read the mailbox.
        """
        domains = self.issuer.trusted_domains
        if self.is_verified is not True:
            return False
        if self.issuer.vendor == GOOGLE and self.hosted not in domains:
            return False
        return EVERY_DOMAIN in domains or self.email.rpartition("@")[2] in domains


def identity_of(issuer: Issuer, token: dict[str, Any], more: dict[str, Any]) -> Identity | None:
    """The identity of an ID token and of what userinfo says `more`.

    None if its subject cannot be kept.

    The address and what is said of it come from one of the two, never from both.
    """
    subject = token["sub"]
    if not isinstance(subject, str) or not 0 < len(subject) <= LONGEST_SUBJECT:
        return None
    told = token if token.get("email") else more
    hosted = token.get("hd")
    return Identity(
        issuer=issuer,
        subject=subject,
        email=_address(told.get("email")),
        is_verified=_verified(issuer, told),
        hosted=hosted.lower() if isinstance(hosted, str) else "",
    )


def _address(told: object) -> str:
    """The address in lower case, or "" for what is none."""
    if not isinstance(told, str):
        return ""
    try:
        validate_email(told)
    except ValidationError:
        return ""
    return told.lower()


def _verified(issuer: Issuer, told: dict[str, Any]) -> bool | None:
    """Microsoft says nothing in `email_verified`.

    Its own word for it is `xms_edov`, which has to be asked for.
    """
    said = told.get("email_verified")
    if said is None and issuer.vendor == MICROSOFT:
        said = told.get("xms_edov")
    if isinstance(said, str):
        said = said.lower()
    return True if said in YES else False if said in NO else None
