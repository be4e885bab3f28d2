"""Links that let their holder act.

Nothing of the secret in a log, in a report of a browser, or in what the next page learns.
"""

import json
import logging
import re
from types import SimpleNamespace

import pytest
from django.test import Client
from django.urls import get_resolver, path, reverse
from gunicorn.config import Config

from safety_portal import urls
from safety_portal.core.authority import anyone, gate
from safety_portal.core.operation import logs
from safety_portal.core.operation.weblog import MaskedLogger
from safety_portal.core.web import csp_reports
from safety_portal.core.web.secret_addresses import IN_QUERY, STARTS, carries_secret, masked
from tests.architecture import house
from tests.core.web.secrets_told import SECRET
from tests.everywhere import asking

NGINX = house.ROOT / "docs" / "server" / "nginx.conf"
# Parts of an address that are secrets, and parts that are text and none. Numbers and slugs are
# never secret.
SECRET_PARTS, OPEN_PARTS = (
    {"token", "key", "link", "join_link", "uidb36", "signed"},
    {"url", "object_id", "app_label", "content_type_id", "question", "sha256", "own_text"},
)


def boom(request, token):
    raise RuntimeError(f"at {request.build_absolute_uri()}")


urlpatterns = [*urls.urlpatterns, path("invitations/<str:token>/boom/", gate(anyone, boom))]
handler400, handler403, handler404, handler500 = (
    urls.handler400,
    urls.handler403,
    urls.handler404,
    urls.handler500,
)


def patterns():
    """The addresses of the portal, not those of this test."""
    return asking.walk(get_resolver("safety_portal.urls").url_patterns)


def of_links():
    """Name and address of every URL that holds a secret, with SECRET in it."""
    found = {}
    for name, pattern in patterns():
        if parts := set(asking.arguments(pattern)) & SECRET_PARTS:
            found[name] = reverse(
                name,
                kwargs=dict.fromkeys(parts, SECRET)
                | ({"uidb36": "1"} if "uidb36" in parts else {}),
            )
    return found


def test_every_address_with_a_text_in_it_is_known_to_be_secret_or_not():
    parts = set()
    for _, pattern in patterns():
        texts = re.findall(r"<str:(\w+)>|<path:(\w+)>|\(\?P<(\w+)>", str(pattern.pattern))
        parts |= {name for found in texts for name in found if name}
    assert parts - OPEN_PARTS == SECRET_PARTS, "Say whether the new part of an address is a secret."


def test_the_list_is_that_of_the_addresses():
    starts = {address.split(SECRET)[0].removesuffix("1-") for address in of_links().values()}
    assert starts == set(STARTS)
    assert all(carries_secret(address) for address in of_links().values())


def test_nginx_writes_none_of_them_down():
    told = NGINX.read_text()
    (listed,) = re.findall(
        r"location ~ \^\((.+)\) \{\n        access_log off;\n        error_log /dev/null;", told
    )
    assert listed.split("|") == [*STARTS, "/accounts/with/"]
    # At any other level a line of the error log holds the whole request.
    assert set(re.findall(r"error_log (\S+)(?: (\w+))?;", told)) == {
        ("/var/log/nginx/safety-portal-error.log", "emerg"),
        ("/dev/null", ""),
    }
    assert set(re.findall(r"access_log (.+);", told)) == {
        "off",
        "/var/log/nginx/safety-portal.log portal",
    }
    assert not set(re.findall(r"\$\w+", told.split("log_format portal")[1].split(";")[0])) & {
        "$request",
        "$request_uri",
        "$args",
        "$http_referer",
    }


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        *((f"GET {start}{SECRET}/ 200", f"GET {start}***/ 200") for start in STARTS),
        (f"/calendar/{SECRET}.ics", "/calendar/***"),
        (
            f"?next=%2Finvitations%2F{SECRET}%2Fdecline%2F",
            "?next=%2Finvitations%2F***%2Fdecline%2F",
        ),
        (f"?next=%252Finvitations%252F{SECRET}", "?next=%252Finvitations%252F***"),
        (f"?next=%2finvitations%2f{SECRET}&x=1", "?next=%2finvitations%2f***&x=1"),
        (f"/invitations/{SECRET}?a=b#c", "/invitations/***?a=b#c"),
        (
            f"('https://x/accounts/confirm-email/MQ:1v:{SECRET}/',)",
            "('https://x/accounts/confirm-email/***/',)",
        ),
        *((f"/back/?a=1&{name}={SECRET}&b=2", f"/back/?a=1&{name}=***&b=2") for name in IN_QUERY),
        (
            "/c/juniper/invitations/ and /c/juniper/people/?page=2",
            "/c/juniper/invitations/ and /c/juniper/people/?page=2",
        ),
    ],
)
def test_what_is_masked(said, expected):
    assert masked(said) == expected


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.django_db
@pytest.mark.urls("tests.core.web.test_secret_addresses")
def test_no_log_and_no_next_page_learns_the_secret(client, written, method):
    client.raise_request_exception = False
    addresses = [*of_links().values(), f"/invitations/{SECRET}/boom/", f"/calendar/{SECRET}.ics"]
    addresses += [
        f"/accounts/login/?next=/invitations/{SECRET}/",
        f"/accounts/with/own/back/?code={SECRET}&state={SECRET}",
    ]
    for address in addresses:
        answer = getattr(client, method)(
            address, headers={"referer": f"http://testserver/invitations/{SECRET}/"}
        )
        assert answer["Referrer-Policy"] == "strict-origin", address
    assert SECRET not in written.getvalue()
    lines = [json.loads(line) for line in written.getvalue().splitlines()]
    assert len(lines) > len(addresses)
    assert any(
        "RuntimeError: at http://testserver/invitations/***/boom/" in str(line.get("exception"))
        for line in lines
    )


@pytest.mark.django_db
def test_other_pages_say_their_whole_address_to_this_host_alone(client):
    assert client.get("/help/")["Referrer-Policy"] == "same-origin"


@pytest.mark.django_db
def test_a_form_on_such_a_page_can_be_sent():
    """Over TLS Django asks where a form comes from; the host alone is enough."""
    strict = Client(enforce_csrf_checks=True)
    page = strict.get("/accounts/login/?next=/invitations/x/", secure=True)
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page.content.decode())[1]
    data = {"csrfmiddlewaretoken": token, "login": "a@b.example", "password": "x"}
    sent = strict.post(
        "/accounts/login/", data, secure=True, headers={"referer": "https://testserver/"}
    )
    assert sent.status_code == 200


def deep():
    return {
        "a": [f"/invitations/{SECRET}/", {f"/calendar/{SECRET}": (f"x /invitations/{SECRET}",)}]
    }


def test_any_key_any_depth_and_any_exception_is_masked(written):
    address = f"https://portal.example/accounts/password/reset/key/4x-{SECRET}/"
    log = csp_reports.log.new()
    log.warning(
        "x", report=address, nested=deep(), raw=address.encode(), thing=SimpleNamespace(url=address)
    )
    logging.getLogger("other").error("%s and %r", address, deep(), extra={"url": address})
    try:
        raise ValueError(address)
    except ValueError:
        logging.getLogger("other").exception("broke at %s", address)
        log.exception("broke", task_args=[address])
    said = written.getvalue()
    assert (SECRET in said, said.count("\n")) == (False, 4)
    assert said.count("/reset/key/***") >= 8


def test_the_processors_mask_by_themselves():
    """Whoever takes events before they are written, such as a service for errors, gets them masked
    too.
    """
    line = {"event": "x", "report": f"/invitations/{SECRET}/", "nested": deep()}
    for processor in logs.SHARED:
        line = processor(logging.getLogger("x"), "info", line)
    assert SECRET not in str(line)


def test_gunicorns_own_log_is_masked(tmp_path):
    config = Config()
    for name in ("accesslog", "errorlog"):
        config.set(name, str(tmp_path / name))
    log = MaskedLogger(config)
    environ = {
        "REQUEST_METHOD": "GET",
        "RAW_URI": f"/invitations/{SECRET}/?a",
        "SERVER_PROTOCOL": "HTTP/1.1",
    }
    environ["HTTP_REFERER"] = f"https://portal.example/calendar/{SECRET}.ics"
    took = SimpleNamespace(seconds=0, microseconds=1)
    log.access(
        SimpleNamespace(status="200 OK", headers=[], sent=1),
        SimpleNamespace(headers=[]),
        environ,
        took,
    )
    try:
        raise OSError(f"lost at /invitations/{SECRET}/")
    except OSError:
        log.exception("Error handling request %s", environ["RAW_URI"])
    for handler in (*log.access_log.handlers, *log.error_log.handlers):
        handler.close()
    access, error = ((tmp_path / name).read_text() for name in ("accesslog", "errorlog"))
    assert ("GET /invitations/***/?a" in access, "/calendar/***" in access, SECRET in access) == (
        True,
        True,
        False,
    )
    assert (error.count("/invitations/***/"), SECRET in error) == (3, False)
    assert (
        'logger_class = "safety_portal.core.operation.weblog.MaskedLogger"'
        in (house.ROOT / "gunicorn.conf.py").read_text()
    )
