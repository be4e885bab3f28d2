"""A real browser on a real server.

Debian's Chromium, signed in by session cookie, watched for errors and blocked content.
"""

import os
import threading
import time

import pytest
from django.conf import settings
from django.test import Client

from safety_portal.demo.cast import PASSWORD
from tests import builders
from tests.plugins.skips import BROWSER

# Playwright keeps an event loop in this thread; the ORM would refuse to run beside it.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"]  # fmt: skip
SECONDS_TO_ANSWER = 3


@pytest.fixture(scope="session")
def browser_type_launch_args():
    return {"executable_path": BROWSER, "args": QUIET}


@pytest.fixture
def watched(browser):
    """watched(address, width=1280, **context options) -> a page in a context of its own, at
    nobody's hand yet.

    When the test ends, whatever a page reported (script errors, content that the policy blocked)
    fails it.
    """
    contexts, problems = [], []

    def open_page(address, *, width=1280, **options):
        context = browser.new_context(
            base_url=address,
            viewport={"width": width, "height": 900},
            reduced_motion="reduce",
            **options,
        )
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: problems.append(f"{page.url}: {error}"))
        page.on(
            "console",
            lambda message: problems.append(message.text) if is_problem(message) else None,
        )
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert problems == []


@pytest.fixture
def answered(live_server):
    """What pages send while they are closed is answered before the database is emptied for the next
    test.
    """
    yield
    until = time.monotonic() + SECONDS_TO_ANSWER
    while any("process_request_thread" in thread.name for thread in threading.enumerate()):
        if time.monotonic() > until:
            break  # a connection that the browser keeps open, with nothing on it
        time.sleep(0.05)


@pytest.fixture
def section(edition):
    """A section with headings, a list and a table: what a plan says on locking doors."""
    html = (
        '<h3>Goal before</h3><p>Each door is checked every semester.</p><ol start="3" type="a"><li>One</li><li>Two</li></ol>'
        '<table><thead><tr><th scope="col">What</th><th scope="col">Who</th></tr></thead>'
        "<tbody><tr><td>Lock</td><td>Teacher</td></tr></tbody></table><h3>Goal during</h3>"
        "<p>All students are out of sight in <strong>two minutes</strong>.</p>"
    )
    return builders.make_section(edition=edition, title="Lockdown", html=html)


@pytest.fixture
def nadia(coalition):
    return builders.make_member(coalition=coalition, role="administrator", name="Nadia Strand")


@pytest.fixture
def visit(live_server, answered, watched):
    """visit(account, width=1280, **context options) -> a page, signed in as the account (None.

    As nobody).
    """

    def open_page(account=None, **options):
        page = watched(live_server.url, **options)
        if account:
            page.context.add_cookies([session_cookie(account, live_server.url)])
        return page

    return open_page


@pytest.fixture
def own_browser(browser_type, live_server, answered, tmp_path):
    """own_browser(account) -> a page of a browser with a profile of its own, which outlives it."""
    contexts = []

    def start(account):
        context = browser_type.launch_persistent_context(
            tmp_path / "profile",
            executable_path=BROWSER,
            args=QUIET,
            base_url=live_server.url,
            viewport={"width": 390, "height": 800},
        )
        contexts.append(context)
        context.add_cookies([session_cookie(account, live_server.url)])
        return context.new_page()

    yield start
    contexts[-1].close()


@pytest.fixture
def enter(demo_portal, watched):
    """enter(e-mail, width=1280, **context options) -> a page of the demo's home, signed in with the
    password of the demo.

    Without an e-mail: a page of nobody, nowhere yet.
    """

    def open_page(email=None, **options):
        page = watched(demo_portal.address, **options)
        if email:
            page.goto("/accounts/login/")
            sign_in(page, email, PASSWORD)
        return page

    return open_page


def sign_in(page, email, password):
    """Fill in and send the sign-in page that is open, as far as the page behind it."""
    page.fill("[name=login]", email)
    page.fill("[name=password]", password)
    page.click("main form[action='/accounts/login/'] button[type=submit]")
    page.wait_for_url(lambda url: "/accounts/login/" not in url)


def session_cookie(account, url):
    """The cookie of a new session of `account`."""
    client = Client()
    client.force_login(account)
    return {
        "name": settings.SESSION_COOKIE_NAME,
        "value": client.cookies[settings.SESSION_COOKIE_NAME].value,
        "url": url,
    }


def is_problem(message):
    """Whether a console message tells of a fault.

    Not of an answer the test asked for, such as 409, or of a lost network.
    """
    expected = ("the server responded with a status of 4", "net::ERR_INTERNET_DISCONNECTED")
    return message.type == "error" and not any(each in message.text for each in expected)
