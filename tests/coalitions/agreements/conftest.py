"""What tests of the pages of agreements share: asking, posting, and one agreement."""

import pytest
from django.urls import reverse

from tests.agreeing import make_agreement


@pytest.fixture
def page(client):
    def get(account, name, *args, **query):
        client.force_login(account)
        return client.get(reverse(name, args=args), query)

    return get


@pytest.fixture
def post(client):
    def send(account, name, *args, **data):
        client.force_login(account)
        return client.post(reverse(name, args=args), data)

    return send


@pytest.fixture
def agreement(coalition):
    return make_agreement(coalition=coalition, title="County Fairgrounds", kind="shelter")


def text(response):
    return " ".join(response.content.decode().split())
