"""Settings by which nothing would work, or links and mail would go nowhere.

One sentence, no traceback, for every program.
"""

import os
import subprocess
import sys
from urllib.parse import urlsplit

import pytest

from safety_portal.core.operation import environment
from tests.architecture import house
from tests.core.operation.forked import Forking
from tests.mailserver import free_port

KEY = "a-long-random-text-of-the-tests-0123456789-abcdefghijklmnopqrstuvwxyz"
# A server as it should be; each test below says what is otherwise. None: not set.
GOOD = {
    "DJANGO_SETTINGS_MODULE": "safety_portal.settings.production",
    "SECRET_KEY": KEY,
    "PORTAL_HOSTS": "portal.example",
    "PORTAL_ADDRESS": None,
    "EMAIL_URL": "smtp+tls://user:p%40ss@mail.example:587",
}
PRINT = "from django.conf import settings as s; print({})"


def environment_with(**changed):
    known = {**os.environ, **GOOD, **changed}
    # Set by the tests in a browser for their own process; Django's check rightly refuses it on a
    # server.
    known.pop("DJANGO_ALLOW_ASYNC_UNSAFE", None)
    return {name: value for name, value in known.items() if value is not None}


def run(*command, **changed):
    told = {
        "env": environment_with(**changed),
        "cwd": house.ROOT,
        "capture_output": True,
        "text": True,
    }
    return subprocess.run([sys.executable, *command], **told, timeout=120)


@pytest.fixture(scope="module")
def forked(tmp_path_factory):
    """forked(program, **changed): the same for a program that reads nothing but the settings."""
    forking = Forking(environment_with(), tmp_path_factory.mktemp("forked"))
    yield lambda program, **changed: forking.run(program, environment_with(**changed))
    forking.end()


@pytest.fixture
def value_of(forked):
    """value_of(expression, **changed): what it is on a server that is told so."""

    def value_of(expression, **changed):
        result = forked(PRINT.format(expression), **changed)
        assert result.returncode == 0, result.stderr
        return result.stdout.strip()

    return value_of


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"SECRET_KEY": None}, "Set SECRET_KEY to 50 random characters"),
        ({"SECRET_KEY": "x"}, "SECRET_KEY could be guessed: set it to 50"),
        ({"SECRET_KEY": "ab" * 40}, "SECRET_KEY could be guessed"),
        ({"SECRET_KEY": f"django-insecure-{KEY}"}, "SECRET_KEY could be guessed"),
        ({"PORTAL_HOSTS": None}, "Set PORTAL_HOSTS to the names"),
        ({"PORTAL_HOSTS": " , "}, "Set PORTAL_HOSTS to the names"),
        ({"PORTAL_HOSTS": "*"}, "PORTAL_HOSTS holds “*”"),
        ({"PORTAL_HOSTS": "https://portal.example"}, "write the name alone"),
        ({"PORTAL_HOSTS": "portal.example:443"}, "write the name alone"),
        (
            {"PORTAL_HOSTS": "a.example,b.example"},
            "Set PORTAL_ADDRESS to the address that people open",
        ),
        ({"PORTAL_HOSTS": ".example"}, "Set PORTAL_ADDRESS to the address that people open"),
        ({"PORTAL_HOSTS": "localhost"}, "nobody else's mail could open a link to it"),
        ({"PORTAL_HOSTS": "127.0.0.1"}, "nobody else's mail could open a link to it"),
        (
            {"PORTAL_ADDRESS": "http://portal.example"},
            "it has to begin with https://. For a test without TLS set",
        ),
        ({"PORTAL_ADDRESS": "https://other.example"}, "PORTAL_HOSTS does not name other.example"),
        ({"PORTAL_ADDRESS": "https://portal.example/safety/"}, "with nothing behind the name"),
        ({"PORTAL_ADDRESS": "portal.example"}, "it has to be like https://portal.example.org"),
        (
            {"PORTAL_ADDRESS": "https://portal.example:door"},
            "it has to be like https://portal.example.org",
        ),
        ({"EMAIL_URL": None}, "Set EMAIL_URL to your mail server"),
        ({"EMAIL_URL": ""}, "Set EMAIL_URL to your mail server"),
        ({"EMAIL_URL": "mail.example"}, "EMAIL_URL has to be an address such as smtp+tls://"),
        ({"EMAIL_URL": "consolemail:"}, "EMAIL_URL has to be an address such as smtp+tls://"),
        ({"EMAIL_URL": "smtp+tls://"}, "EMAIL_URL names no mail server"),
        (
            {"EMAIL_URL": "smtp+tls://u:pa#ss@mail.example:587"},
            "write @ as %40, : as %3A, / as %2F, # as %23",
        ),
        ({"PORTAL_MAIL_FROM": "Safety Portal"}, "it has to hold an address"),
        (
            {"SECRET_KEY_FALLBACKS": f"{KEY},short"},
            "SECRET_KEY_FALLBACKS holds a key that could be guessed",
        ),
        ({"PORTAL_HSTS": "everything"}, "it has to be host, subdomains or preload."),
        (
            {"DATABASE_URL": "safety_portal"},
            "DATABASE_URL has to be an address such as postgres:///",
        ),
        ({"DATABASE_URL": "sqlite:///x"}, "DATABASE_URL has to be an address such as postgres:///"),
        (
            {"DATABASE_URL": "postgres://u:pa#ss@h:5432/n"},
            "DATABASE_URL cannot be read as an address",
        ),
        ({"DATABASE_URL": "postgres://u@h"}, "DATABASE_URL names no database"),
        ({"REDIS_URL": "127.0.0.1"}, "REDIS_URL has to be an address such as redis://"),
        ({"PORTAL_OIDC": "google"}, "PORTAL_OIDC is no JSON"),
        ({"PORTAL_OIDC": '[{"vendor": "gogle"}]'}, "PORTAL_OIDC, issuer 1:"),
        ({"PORTAL_SECOND_FACTOR": "onn"}, "PORTAL_SECOND_FACTOR is “onn”; it has to be on or off."),
        ({"PORTAL_ALLOW_HTTP": "maybe"}, "it has to be on or off."),
        ({"PORTAL_PROXIES": "-1"}, "it has to be a whole number, 0 or more."),
        ({"PORTAL_SESSION_HOURS": "0"}, "it has to be a whole number, 1 or more."),
        ({"PORTAL_IDLE_MINUTES": "9" * 5000}, "it has to be a whole number, 1 or more."),
        ({"PORTAL_TIME_ZONE": "Cedar/County"}, "which is no time zone"),
        ({"PORTAL_TIME_ZONE": "/etc/passwd"}, "which is no time zone"),
        ({"PORTAL_LOG_LEVEL": "loud"}, "it has to be DEBUG, INFO, WARNING or ERROR."),
    ],
)
def test_it_is_refused_in_one_sentence(forked, changed, sentence):
    result = forked("import safety_portal.settings.production", **changed)
    assert (result.returncode, result.stdout, result.stderr.count("\n")) == (
        environment.EXIT_CODE,
        "",
        1,
    ), result.stderr
    assert sentence in result.stderr
    # A password in an address is nobody's business, who reads a log least of all.
    assert "pa#ss" not in result.stderr


PROGRAMS = {
    "manage.py": ("manage.py", "migrate"),
    "gunicorn": ("-m", "gunicorn", "safety_portal.wsgi", "--workers", "3", "--threads", "2"),
    "gunicorn, loading before it forks": (
        "-m",
        "gunicorn",
        "safety_portal.wsgi",
        "--workers",
        "2",
        "--preload",
    ),
    "worker": ("-m", "celery", "-A", "safety_portal", "worker"),
    "beat": ("-m", "celery", "-A", "safety_portal", "beat"),
}


@pytest.mark.parametrize("program", PROGRAMS)
@pytest.mark.parametrize(
    "changed", [{"EMAIL_URL": None}, {"PORTAL_OIDC": "google"}, {"DATABASE_URL": "nowhere"}]
)
def test_every_program_says_no_more_than_the_sentence(program, changed):
    command = PROGRAMS[program]
    bind = (
        ("--bind", f"127.0.0.1:{free_port()}", "--no-control-socket")
        if "gunicorn" in command
        else ()
    )
    result = run(*command, *bind, **changed)
    (name,) = changed
    assert (result.returncode, result.stdout, result.stderr.count("\n")) == (
        environment.EXIT_CODE,
        "",
        1,
    ), result.stderr
    assert name in result.stderr


@pytest.mark.parametrize(
    ("changed", "address"),
    [
        ({}, "https://portal.example"),
        ({"PORTAL_ADDRESS": "https://portal.example/"}, "https://portal.example"),
        (
            {
                "PORTAL_HOSTS": "a.example,portal.example",
                "PORTAL_ADDRESS": "https://portal.example",
            },
            "https://portal.example",
        ),
        (
            {"PORTAL_HOSTS": ".example", "PORTAL_ADDRESS": "https://portal.example:8443"},
            "https://portal.example:8443",
        ),
    ],
)
def test_links_begin_with_the_address_or_the_only_name(value_of, changed, address):
    host = urlsplit(address).hostname
    told = value_of("s.PORTAL_ADDRESS, s.DEFAULT_FROM_EMAIL, s.SECURE_SSL_REDIRECT", **changed)
    assert told == f"{address} Safety Portal <safety-portal@{host}> True"


def test_a_test_on_one_machine_is_let_through_when_it_says_so(value_of):
    told = value_of(
        "s.PORTAL_ADDRESS, s.SECURE_SSL_REDIRECT, s.SESSION_COOKIE_SECURE, s.SESSION_COOKIE_NAME",
        PORTAL_ALLOW_HTTP="on",
        PORTAL_HOSTS="localhost",
        PORTAL_ADDRESS="http://localhost:8000",
    )
    assert told == "http://localhost:8000 False False sessionid"


@pytest.mark.parametrize(
    ("word", "told"),
    [(None, "False False"), ("subdomains", "True False"), ("preload", "True True")],
)
def test_browsers_insist_on_tls_only_as_far_as_the_operator_says(value_of, word, told):
    """A district's other sites below the same name may have no TLS, and a browser told of them does
    not forget for a year.
    """
    assert (
        value_of("s.SECURE_HSTS_INCLUDE_SUBDOMAINS, s.SECURE_HSTS_PRELOAD", PORTAL_HSTS=word)
        == told
    )


def test_mail_leaves_by_the_server_that_is_named(value_of):
    told = "s.EMAIL_BACKEND, s.EMAIL_HOST, s.EMAIL_PORT, s.EMAIL_HOST_USER, s.EMAIL_HOST_PASSWORD, s.EMAIL_USE_TLS"
    smtp = "django.core.mail.backends.smtp.EmailBackend mail.example 587 user p@ss True"
    assert value_of(told) == smtp
    assert value_of(told, EMAIL_URL="smtp+tls://user:p%40ss@mail.example") == smtp


def test_files_are_said_aloud_and_the_check_warns(value_of):
    assert value_of("s.MAIL_TO_FILES, s.EMAIL_BACKEND.rpartition('.')[0]", EMAIL_URL="files") == (
        "True django.core.mail.backends.filebased"
    )
    check = ("manage.py", "check", "--deploy", "--fail-level", "WARNING")
    result = run(*check, EMAIL_URL="files")
    assert (
        result.returncode,
        "Mail is written to files on this server, and nobody gets it." in result.stderr,
    ) == (
        1,
        True,
    )
    assert run(*check).returncode == 0
