"""What browsers report: which rule and where, no secret, no more than the journal bears."""

import json

import pytest

from tests.core.web.secrets_told import SECRET

REPORT = {
    "document-uri": f"http://x/accounts/password/reset/key/4x-{SECRET}/?q=words#part",
    "referrer": f"http://x/invitations/{SECRET}/",
    "blocked-uri": "inline",
    "effective-directive": "script-src-elem",
    "original-policy": "default-src 'self'",
    "script-sample": "let plan = 'Keys hang in room 9'",
    "line-number": 7,
    "source-file": "x" * 1000,
    "anything": "else",
}


def report(client, body):
    return client.post("/csp-report/", body, content_type="application/csp-report").status_code


@pytest.mark.django_db
def test_a_report_says_which_rule_where_and_no_more(client, written):
    client.defaults["REMOTE_ADDR"] = "10.77.1.1"
    assert report(client, json.dumps({"csp-report": REPORT})) == 204
    (line,) = [
        json.loads(line) for line in written.getvalue().splitlines() if '"csp_report"' in line
    ]
    known = {name: value for name, value in line.items() if "-" in name}
    assert known == {
        "document-uri": "http://x/accounts/password/reset/key/***/",
        "blocked-uri": "inline",
        "effective-directive": "script-src-elem",
        "line-number": 7,
        "source-file": "x" * 300,
    }
    assert (SECRET in written.getvalue(), "room 9" in written.getvalue()) == (False, False)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("body", "status"),
    [
        ("", 415),  # the test client sends no kind of content with nothing
        (" ", 400),
        ("no json", 400),
        ("[]", 400),
        ('{"csp-report": []}', 400),
        ('{"csp-report": {"document-uri": 7, "anything": "else"}}', 400),
        ("[" * 5000, 400),
        (b"\xff\xfe", 400),
        (json.dumps({"csp-report": {"blocked-uri": "x" * 9000}}), 413),
    ],
)
def test_what_is_no_report_is_not_logged(client, written, body, status):
    client.defaults["REMOTE_ADDR"] = "10.77.2.1"
    assert report(client, body) == status
    assert '"csp_report"' not in written.getvalue()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "more",
    [{}, {"content_type": "application/x-www-form-urlencoded"}, {"content_type": "text/plain"}],
)
def test_a_form_is_no_report(client, written, more):
    body = {"csp-report": json.dumps(REPORT)} if not more else json.dumps({"csp-report": REPORT})
    assert client.post("/csp-report/", body, **more).status_code == 415
    assert '"csp_report"' not in written.getvalue()


@pytest.mark.django_db
def test_nobody_fills_the_journal(client, written):
    client.defaults["REMOTE_ADDR"] = "10.77.3.1"
    answers = [report(client, json.dumps({"csp-report": REPORT})) for _ in range(25)]
    assert answers == [204] * 20 + [429] * 5
    assert written.getvalue().count('"event": "csp_report"') == 20
