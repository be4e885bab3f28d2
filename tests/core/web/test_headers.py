"""What every answer tells the browser, errors too; and what only production can.

Cookies, TLS, the check of Django.
"""

import os
import re
import subprocess
import sys

import pytest
from django.test import Client
from django.urls import reverse

from safety_portal.settings import base
from tests.architecture import house
from tests.core.web.test_errors import (
    urlpatterns,  # noqa: F401 - its urls
)

pytestmark = pytest.mark.django_db
RAISING = ("/denied", "/missing", "/moved-on", "/large", "/broken", "/down")
OPEN = (
    "/",
    "/help/",
    "/privacy/",
    "/accounts/login/",
    "/healthz",
    "/readyz",
    "/nothing-here/",
    "/static/portal.css",
)
SIGNED_IN = (
    "/",
    "/mine/",
    "/menu/",
    "/c/juniper/people/",
    "/c/juniper/plans/",
    "/c/juniper/training/",
    "/account/",
)
PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "safety_portal.settings.production",
    "SECRET_KEY": "a-long-random-text-of-the-tests-0123456789-abcdefghijklmnopqrstuvwxyz",
    "PORTAL_HOSTS": "portal.example",
    "EMAIL_URL": "smtp+tls://mail.example:587",
}


def policy_of(response):
    """The Content-Security-Policy as a dictionary: directive -> its sources."""
    parts = [
        part.split() for part in response["Content-Security-Policy"].split(";") if part.strip()
    ]
    return {name: sources for name, *sources in parts}


def asked(client, url):
    client.raise_request_exception = False
    response = client.get(url)
    response.getvalue() if response.streaming else response.content
    return response


def assert_guarded(response):
    policy = policy_of(response)
    assert "unsafe-inline" not in str(policy)
    assert "unsafe-eval" not in str(policy)
    assert policy["default-src"] == ["'self'"]
    assert policy["object-src"] == policy["base-uri"] == policy["frame-ancestors"] == ["'none'"]
    assert policy["form-action"] == ["'self'"]
    assert [source for source in policy["script-src"] if not source.startswith("'nonce-")] == [
        "'self'"
    ]
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-Frame-Options"] == "DENY"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"


@pytest.mark.urls("tests.core.web.test_headers")
@pytest.mark.parametrize(
    "url", [url for url in (*OPEN, *RAISING) if not url.startswith("/static/")]
)
def test_every_answer_is_guarded(client, url):
    assert_guarded(asked(client, url))


@pytest.mark.urls("tests.core.web.test_headers")
@pytest.mark.parametrize("url", [*SIGNED_IN, *RAISING, "/nothing-here/"])
def test_what_is_made_for_somebody_stays_with_them(client, administrator, url):
    client.force_login(administrator)
    response = asked(client, url)
    assert_guarded(response)
    kept = {word.strip() for word in response["Cache-Control"].split(",")}
    assert {"private", "no-store"} <= kept


def test_what_everybody_may_see_says_nothing_of_a_session(client):
    assert "Cache-Control" not in asked(client, "/help/").headers


def test_signing_in_and_out_is_kept_by_no_cache(client, administrator):
    signed_in = client.post(
        "/accounts/login/",
        {"login": administrator.email, "password": "correct horse battery staple"},
    )
    assert (signed_in.status_code, "no-store" in signed_in["Cache-Control"]) == (302, True)
    assert "no-store" in client.post("/accounts/logout/")["Cache-Control"]


def test_a_page_of_another_host_cannot_act_for_the_reader(administrator):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(administrator)
    assert strict.post("/c/juniper/settings/", {"name": "Taken over"}).status_code == 403


def test_no_page_loads_anything_from_elsewhere(client, administrator):
    client.force_login(administrator)
    pages = [asked(client, url).content.decode() for url in SIGNED_IN]
    loaded = [
        found
        for page in pages
        for found in re.findall(r"(?:src|href|action)=[\"']?((?:https?:)?//[^\"'> ]+)", page)
    ]
    assert loaded == []


def test_pages_hold_neither_inline_styles_nor_scripts(client, administrator):
    client.force_login(administrator)
    pages = [
        asked(client, url).content.decode() for url in (*SIGNED_IN, "/help/", "/nothing-here/")
    ]
    inline = [
        found
        for page in pages
        for found in re.findall(
            r"<style|\sstyle=|\son[a-z]+=[\"']|<script(?![^>]*(?:src=|nonce=|application/json))[^>]*>",
            page,
        )
    ]
    assert inline == []


def in_production(*command):
    """Run Python or manage.py under production settings, with the database of these tests out of
    reach.
    """
    environment = {**os.environ, **PRODUCTION}
    # Set by the tests in a browser for their own process; Django's check rightly refuses it on a
    # server.
    environment.pop("DJANGO_ALLOW_ASYNC_UNSAFE", None)
    return subprocess.run(
        [sys.executable, *command],
        cwd=house.ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
    )


def test_the_deployment_check_is_clean():
    result = in_production("manage.py", "check", "--deploy", "--fail-level", "WARNING")
    assert (result.returncode, result.stdout + result.stderr) == (
        0,
        "System check identified no issues (2 silenced).\n",
    )


TOLD = """
import django; django.setup()
from django.conf import settings as s
print(s.SESSION_COOKIE_NAME, s.SESSION_COOKIE_SECURE, s.SESSION_COOKIE_HTTPONLY, s.SESSION_COOKIE_DOMAIN, s.SESSION_COOKIE_PATH)
print(s.CSRF_COOKIE_NAME, s.CSRF_COOKIE_SECURE, s.CSRF_COOKIE_DOMAIN, s.CSRF_COOKIE_PATH)
print(s.SECURE_SSL_REDIRECT, s.SECURE_HSTS_SECONDS >= 31536000, s.SECURE_HSTS_INCLUDE_SUBDOMAINS, s.DEBUG, s.DEMO)
print(s.SECOND_FACTOR_REQUIRED, s.SESSION_COOKIE_SAMESITE)
from django.test import Client
answer = Client(headers={"host": "portal.example", "x-forwarded-proto": "https"}).get("/healthz")
print(answer.status_code, answer["Strict-Transport-Security"])
answer = Client(headers={"host": "portal.example"}).get("/help/")
print(answer.status_code, answer["Location"], s.ALLOWED_HOSTS)
"""


def test_production_keeps_its_cookies_and_speaks_tls_only():
    """The __Host- names.

    Browsers take such a cookie only if secure, without a domain and for the whole host.
    """
    told = in_production("-c", TOLD).stdout.splitlines()
    said = [line for line in told if not line.startswith("{")]
    assert said == [
        "__Host-session True True None /",
        "__Host-csrf True None /",
        "True True False False False",
        "True Lax",
        "200 max-age=31536000",
        "301 https://portal.example/help/ ['portal.example']",
    ]


def test_the_policy_has_no_exception_for_a_host():
    """Third parties are nowhere: each directive is our own address, nothing, or a data.

    Picture of Bootstrap.
    """
    directives = base.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    sources = {
        str(source)
        for name, value in directives.items()
        if name != "report-uri"
        for source in value
    }
    assert sources == {"'self'", "'none'", "data:", str(base.NONCE)}


def test_reports_of_browsers_go_to_an_address_of_ours():
    assert reverse("web_csp_report") == base.CONTENT_SECURITY_POLICY["DIRECTIVES"]["report-uri"]
