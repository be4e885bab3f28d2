"""Reading and posting are all that a page of ours understands.

Any other word is no way to read it.
"""

import pytest
from django.urls import reverse

from tests import builders

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("method", ["TRACE", "PUT", "PATCH", "DELETE", "OPTIONS", "CONNECT", "FOO"])
@pytest.mark.parametrize(
    "name",
    [
        "home",
        "home_help",
        "membership_account",
        "account_login",
        "operation_healthz",
        "web_csp_report",
        "admin:index",
    ],
)
def test_another_method_is_answered_405(client, method, name):
    client.force_login(builders.make_account(name="Vera Abbott"))
    answer = client.generic(method, reverse(name))
    assert answer.status_code == 405
    assert answer.headers["Allow"] == "GET, HEAD, POST"
    assert "Vera Abbott" not in answer.content.decode()


def test_reading_the_head_is_reading(client):
    assert client.head(reverse("home_help")).status_code == 200
