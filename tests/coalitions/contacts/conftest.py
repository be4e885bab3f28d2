"""What tests of contacts share: asking, posting, and a role of the sheet."""

import pytest
from django.urls import reverse

from tests.calling import make_role


@pytest.fixture
def page(client):
    def get(account, name, /, *args, **query):
        client.force_login(account)
        return client.get(reverse(name, args=args), query)

    return get


@pytest.fixture
def post(client):
    def send(account, name, /, *args, **data):
        client.force_login(account)
        return client.post(reverse(name, args=args), data)

    return send


@pytest.fixture
def role(coalition):
    return make_role(coalition=coalition, name="Police")


def text(response):
    return " ".join(response.content.decode().split())
