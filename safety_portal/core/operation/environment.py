"""How environment variables are read and refused.

What cannot be used ends the process in one sentence, without a traceback.

gunicorn, celery and manage.py alike import the settings first, so the sentence is the last thing
that any of them says.
"""

import logging
import os
import sys
from email.utils import parseaddr
from ipaddress import ip_address
from typing import NoReturn
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.core.exceptions import ImproperlyConfigured
from django.http.request import validate_host
from environ import Env

from safety_portal.core.values import whole_number

# gunicorn tries a worker that ends otherwise again and again; at this code it gives up.
EXIT_CODE = 3
ON, OFF = {"on", "true", "yes", "1"}, {"off", "false", "no", "0"}
POSTGRES, SMTP = ("postgres", "postgresql", "psql", "pgsql"), ("smtp", "smtp+tls", "smtp+ssl")
TLS_PORT = 587
ESCAPE = "In a user name or password write @ as %40, : as %3A, / as %2F, # as %23."
LONG_ENOUGH, VARIED_ENOUGH = 50, 5
MOST = 999_999_999
NO_TLS = "For a test without TLS set PORTAL_ALLOW_HTTP=on."


def refuse(sentence: str) -> NoReturn:
    """Say the sentence on stderr and end the process with EXIT_CODE."""
    sys.stderr.write(f"{sentence}\n")
    raise SystemExit(EXIT_CODE)


class Reader:
    """Reads variables by their type. One that is set to nothing is not set.

    A value of another type is refused by name.
    """

    def str(self, name, default=""):
        """The text, without white space around it."""
        return os.environ.get(name, "").strip() or default

    def list(self, name, default=()):
        """What stands between commas."""
        return [part.strip() for part in self.str(name).split(",") if part.strip()] or list(default)

    def bool(self, name, default):
        """Whether it is on. A misspelled word is refused: it must not turn a protection off."""
        word = self.str(name).lower()
        if word and word not in ON | OFF:
            refuse(f"{name} is “{word}”; it has to be on or off.")
        return word in ON if word else default

    def word(self, name, words):
        """One of `words`; the first where it is not set."""
        word = self.str(name, words[0]).lower()
        if word not in words:
            refuse(f"{name} is “{word}”; it has to be {', '.join(words[:-1])} or {words[-1]}.")
        return word

    def int(self, name, default, *, least=1):
        """A whole number, `least` or more."""
        text = self.str(name)
        number = whole_number(text, most=MOST)
        if text and (number is None or number < least):
            refuse(f"{name} is “{text}”; it has to be a whole number, {least} or more.")
        return number if text else default


def database(url: str, variable="DATABASE_URL") -> dict:
    """Django's settings of the database at the address in `variable`, which is shown to nobody.

    It may hold a password.
    """
    parts = _parts(
        url, variable, POSTGRES, "postgres:///safety_portal or postgres://user:password@host/name"
    )
    if not parts.path.strip("/"):
        refuse(
            f"{variable} names no database: write its name last, as in postgres://user:password@host/safety_portal."
        )
    return Env.db_url_config(url)


def database_owner(url: str, application: dict) -> dict:
    """What differs in Django's settings where the owner of the tables connects; {} where
    DATABASE_OWNER_URL is not set.
    """
    if not url:
        return {}
    owner = database(url, "DATABASE_OWNER_URL")
    if owner["NAME"] != application["NAME"]:
        refuse(
            "DATABASE_OWNER_URL names another database than DATABASE_URL; only the role in front may differ."
        )
    if not application["USER"] or application["USER"] == owner["USER"]:
        refuse(
            "DATABASE_OWNER_URL is set, so DATABASE_URL has to name another role, the application's, as in"
            " postgres://safety-portal@/safety_portal."
        )
    return {name: owner[name] for name in ("USER", "PASSWORD", "HOST", "PORT")} | {
        "OPTIONS": owner.get("OPTIONS", {})
    }


def broker(url: str) -> str:
    """The address REDIS_URL, if it is one."""
    _parts(url, "REDIS_URL", ("redis", "rediss"), "redis://127.0.0.1:6379/0")
    return url


def mail_server(url: str) -> dict:
    """Django's settings of the mail server at the address EMAIL_URL, which is shown to nobody.

    It may hold a password.
    """
    example = "smtp+tls://user:password@mail.example.org:587"
    parts = _parts(url, "EMAIL_URL", SMTP, f"{example}, or the word files")
    if not parts.hostname:
        refuse(f"EMAIL_URL names no mail server: write it as in {example}.")
    server = Env.email_url_config(url)
    return server | (
        {"EMAIL_PORT": TLS_PORT} if parts.scheme == "smtp+tls" and not parts.port else {}
    )


def _parts(url, name, schemes, example):
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018 - raises where it is no number
    except ValueError:
        refuse(f"{name} cannot be read as an address. {ESCAPE}")
    if parts.scheme not in schemes:
        refuse(f"{name} has to be an address such as {example}.")
    return parts


def sender(text: str) -> str:
    """The sender of mail, if it holds an address."""
    if text and "@" not in parseaddr(text)[1]:
        refuse(
            f"PORTAL_MAIL_FROM is “{text}”; it has to hold an address, such as Safety Portal <safety@example.org>."
        )
    return text


def time_zone(name: str) -> str:
    """The name of a time zone that this machine knows."""
    try:
        ZoneInfo(name)
    except (ValueError, OSError, KeyError):
        refuse(
            f"PORTAL_TIME_ZONE is “{name}”, which is no time zone; write one such as America/New_York."
        )
    return name


def log_level(word: str) -> str:
    """A level of Python's logging."""
    if word.upper() not in logging.getLevelNamesMapping():
        refuse(f"PORTAL_LOG_LEVEL is “{word}”; it has to be DEBUG, INFO, WARNING or ERROR.")
    return word.upper()


def address(text: str) -> str:
    """The address of the portal, scheme and host alone, without a slash at the end."""
    try:
        parts = urlsplit(text.rstrip("/"))
        more = (parts.path, parts.query, parts.fragment, parts.username, parts.port == 0)
        wrong = parts.scheme not in ("http", "https") or not parts.hostname or any(more)
    except ValueError:
        wrong = True
    if wrong:
        refuse(
            f"PORTAL_ADDRESS is “{text}”; it has to be like https://portal.example.org, with nothing behind the name."
        )
    return text.rstrip("/")


def issuers(read, text: str):
    """What `read` makes of PORTAL_OIDC; its own sentence where it refuses."""
    try:
        return read(text)
    except ImproperlyConfigured as why:
        refuse(str(why))


def production_key(key: str):
    """Refuse a SECRET_KEY that is missing or could be guessed."""
    how = "to 50 random characters or more, such as what this prints: openssl rand -base64 48"
    if not key:
        refuse(f"Set SECRET_KEY {how}")
    if not is_strong(key):
        refuse(f"SECRET_KEY could be guessed: set it {how}")


def production_fallbacks(keys: list[str]):
    """Refuse a former key that could be guessed.

    Sessions and links made with it would be let in.
    """
    for key in keys:
        if not is_strong(key):
            refuse(
                "SECRET_KEY_FALLBACKS holds a key that could be guessed: name only keys that were SECRET_KEY here."
            )


def is_strong(key: str) -> bool:
    """Whether nobody guesses the key."""
    return (
        len(key) >= LONG_ENOUGH
        and len(set(key)) >= VARIED_ENOUGH
        and not key.startswith("django-insecure-")
    )


def production_hosts(hosts: list[str]):
    """Refuse PORTAL_HOSTS that are missing, that let anything in, or that are no names."""
    if not hosts:
        refuse("Set PORTAL_HOSTS to the names this server answers to, separated by commas.")
    if "*" in hosts:
        refuse(
            "PORTAL_HOSTS holds “*”, which answers to any name; write the names of this server, separated by commas."
        )
    if wrong := next(
        (host for host in hosts if "/" in host or (":" in host and not host.startswith("["))), None
    ):
        refuse(f"PORTAL_HOSTS holds “{wrong}”; write the name alone, such as portal.example.org.")


def production_address(named: str, hosts: list[str], *, allow_http: bool) -> str:
    """The address that links begin with: PORTAL_ADDRESS, or https and the one name of PORTAL_HOSTS.

    Refuses where links would lead nowhere: several names and no address, another name, no TLS, this
    machine alone.
    """
    if not named and (len(hosts) > 1 or hosts[0].startswith(".")):
        refuse(
            "Set PORTAL_ADDRESS to the address that people open, such as https://portal.example.org: links in mail begin"
            f" with it, and PORTAL_HOSTS says {', '.join(hosts)}."
        )
    origin = address(named or f"https://{hosts[0]}")
    parts = urlsplit(origin)
    if not allow_http and parts.scheme != "https":
        refuse(f"PORTAL_ADDRESS is {origin}; on a server it has to begin with https://. {NO_TLS}")
    if not allow_http and is_this_machine(parts.hostname):
        refuse(
            f"The portal's address is {origin}; nobody else's mail could open a link to it. {NO_TLS}"
        )
    if not validate_host(parts.hostname, hosts):
        refuse(
            f"PORTAL_ADDRESS is {origin}, and PORTAL_HOSTS does not name {parts.hostname}; correct one of the two."
        )
    return origin


def production_mail(url: str):
    """Refuse to start without knowing where mail goes."""
    if not url:
        refuse(
            "Set EMAIL_URL to your mail server, such as smtp+tls://user:password@mail.example.org:587; for a trial in which"
            " nobody gets mail, set it to the word files."
        )


def is_this_machine(name: str) -> bool:
    """Whether a host name is that of whoever asks."""
    if name == "localhost" or name.endswith(".localhost"):
        return True
    try:
        return ip_address(name).is_loopback or ip_address(name).is_unspecified
    except ValueError:
        return False
