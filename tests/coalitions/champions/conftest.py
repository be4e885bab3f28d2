"""What tests of champions share: a coalition that is asked, a champion, pages and their text."""

import pytest
from django.urls import reverse

from tests import championing


@pytest.fixture
def asked_here(coalition):
    """The coalition, which people may ask to join."""
    championing.open_asking(coalition=coalition)
    return coalition


@pytest.fixture
def champion(coalition):
    return championing.make_champion(coalition=coalition)


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
