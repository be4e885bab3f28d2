"""What tests of programs share: asking, posting, people, and the text of a page."""

import pytest
from django.urls import reverse

from coalitions.access.roles import Role
from tests import builders


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
def officer(coalition):
    return builders.make_member(coalition=coalition, role=Role.SRO, name="Ray Castellan")


@pytest.fixture
def teacher(coalition):
    return builders.make_member(coalition=coalition, role=Role.TEACHER, name="Beatriz Solano")


def text(response):
    return " ".join(response.content.decode().split())
