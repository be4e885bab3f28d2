"""What tests of public records share: asking, posting, a request, the text of a page."""

import pytest
from django.urls import reverse

from tests.public_records import make_request


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
def asked(coalition, administrator):
    return make_request(coalition=coalition, by=administrator)


def text(response):
    return " ".join(response.content.decode().split())
