"""What tests of the pages of reunification share: asking and posting."""

import pytest
from django.urls import reverse


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


def text(response):
    return " ".join(response.content.decode().split())
