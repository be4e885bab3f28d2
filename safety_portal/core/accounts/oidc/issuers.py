"""Which issuers may say who somebody is: what stands in PORTAL_OIDC, read once at the start.

Imports nothing of ours.

PORTAL_OIDC is a JSON list with an object for each issuer. All are asked the same way, by the
discovery document that each of them publishes, so Google, Microsoft and Clever are nothing but
issuers whose address is known:

    {"vendor": "google" | "clever", "client_id": "...", "client_secret": "..."}
    {"vendor": "microsoft", "tenant": "the directory (tenant) ID", "client_id": "...", "client_secret": "..."}
    {"name": "Cedar sign-in", "issuer": "https://login.cedar.example", "client_id": "...", "client_secret": "..."}

Each may have "trusted_domains": the e-mail domains of whose addresses the issuer is believed, so
that a first sign-in finds the account by its address. Without it an account is linked from inside,
or by accepting an invitation.
"""

import json
import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured
from django.utils.text import slugify

GOOGLE, MICROSOFT, CLEVER = "google", "microsoft", "clever"
NAMES = {GOOGLE: "Google", MICROSOFT: "Microsoft", CLEVER: "Clever"}
ADDRESSES = {
    GOOGLE: "https://accounts.google.com",
    MICROSOFT: "https://login.microsoftonline.com/TENANT/v2.0",
    CLEVER: "https://clever.com",
}
TENANT = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
DOMAIN = re.compile(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+")
# Only for an issuer of one's own: with a vendor, anybody in the world has an account.
EVERY_DOMAIN = "*"
LOOPBACK = ("localhost", "127.0.0.1", "::1")
SECRETS = {"client_id", "client_secret"}
KEYS = {
    GOOGLE: SECRETS | {"vendor"},
    CLEVER: SECRETS | {"vendor"},
    MICROSOFT: SECRETS | {"vendor", "tenant"},
    "": SECRETS | {"name", "issuer"},
}
# What fits beside a sign-in in the database.
LONGEST_NAME, LONGEST_ADDRESS = 40, 200


@dataclass(frozen=True)
class Issuer:
    """`code` stands in addresses of the portal; `url` is the issuer's name for itself, which its ID
    tokens carry as `iss`.
    """

    code: str
    name: str
    url: str
    client_id: str
    client_secret: str = field(repr=False)
    vendor: str = ""
    trusted_domains: tuple[str, ...] = ()


def read_issuers(text: str) -> tuple[Issuer, ...]:
    """The issuers that PORTAL_OIDC names; none for "".

    Raises ImproperlyConfigured with one sentence, which shows no secret.
    """
    if not text.strip():
        return ()
    try:
        told = json.loads(text)
    except ValueError as wrong:
        raise ImproperlyConfigured(f"PORTAL_OIDC is no JSON: {wrong}.") from None
    if not isinstance(told, list) or not all(isinstance(each, dict) for each in told):
        raise ImproperlyConfigured('PORTAL_OIDC has to be a list: [{"vendor": "google", ...}].')
    found = tuple(_issuer(number, each) for number, each in enumerate(told, start=1))
    for what in ("code", "url"):
        values = [getattr(issuer, what) for issuer in found]
        if doubled := next((value for value in values if values.count(value) > 1), None):
            raise ImproperlyConfigured(
                f"PORTAL_OIDC names two issuers “{doubled}”; each may stand there once."
            )
    return found


def _issuer(number, told):
    def refuse(sentence):
        raise ImproperlyConfigured(f"PORTAL_OIDC, issuer {number}: {sentence}")

    vendor = told.get("vendor", "")
    needed = KEYS.get(vendor) if isinstance(vendor, str) else None
    if needed is None:
        refuse(
            "“vendor” is google, microsoft or clever; for any other issuer leave it out and give its name and issuer."
        )
    _check_keys(told, needed, refuse)
    name = NAMES.get(vendor) or " ".join(told["name"].split())
    issuer = Issuer(
        code=vendor or slugify(name),
        name=name,
        url=ADDRESSES[vendor].replace("TENANT", told.get("tenant", "").lower())
        if vendor
        else told["issuer"],
        client_id=told["client_id"],
        client_secret=told["client_secret"],
        vendor=vendor,
        trusted_domains=_domains(told.get("trusted_domains", []), vendor, refuse),
    )
    _check(issuer, told, refuse)
    return issuer


def _check_keys(told, needed, refuse):
    if unknown := sorted(set(told) - needed - {"trusted_domains"}):
        refuse(f"nobody knows what “{unknown[0]}” means there.")
    for key in sorted(needed - {"vendor"}):
        if not isinstance(told.get(key), str) or not told[key].strip():
            refuse(f"“{key}” is missing.")


def _domains(told, vendor, refuse):
    if not isinstance(told, list) or not all(isinstance(each, str) for each in told):
        refuse('“trusted_domains” is a list of e-mail domains: ["cedar.example"].')
    domains = tuple(each.strip().lower() for each in told)
    if vendor and EVERY_DOMAIN in domains:
        refuse(
            "“trusted_domains” cannot be “*” for a vendor, where anybody has an account; name your own domains."
        )
    if wrong := next(
        (each for each in domains if each != EVERY_DOMAIN and not DOMAIN.fullmatch(each)), None
    ):
        refuse(f"“{wrong}” is no e-mail domain, such as cedar.example.")
    return domains


def _check(issuer, told, refuse):
    if issuer.vendor == MICROSOFT and not TENANT.fullmatch(told["tenant"].lower()):
        refuse(
            "“tenant” has to be the directory (tenant) ID of your own tenant, 32 digits with four hyphens; “common” and"
            " “organizations” would let in every tenant of Microsoft."
        )
    if not issuer.vendor and (
        not issuer.code or issuer.code in NAMES or len(issuer.name) > LONGEST_NAME
    ):
        refuse(
            f"“name” has to have letters, at most {LONGEST_NAME} characters, and be none of Google, Microsoft and Clever."
        )
    if not is_safe(issuer.url) or len(issuer.url) > LONGEST_ADDRESS or urlsplit(issuer.url).query:
        refuse(
            "“issuer” has to begin with https:// and be the address as the issuer itself writes it."
        )


def is_safe(url) -> bool:
    """Whether what is asked there cannot be read or changed on the way.

    By TLS, or because it stays on this machine.
    """
    if not isinstance(url, str):
        return False
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return False
    return bool(host) and (parts.scheme == "https" or (parts.scheme == "http" and host in LOOPBACK))


def is_on_this_machine(url: str) -> bool:
    """Whether a safe address leads to what runs beside the portal."""
    return urlsplit(url).hostname in LOOPBACK
