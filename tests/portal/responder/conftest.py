"""A school at hand, and opening its pages."""

import re

import pytest

from tests import at_hand

LIST, SCHOOL = "/responder/", "/responder/schools/juniper/"
PLAN = f"{SCHOOL}plan/"


@pytest.fixture
def hand(coalition):
    return at_hand.make_at_hand(coalition=coalition)


@pytest.fixture
def open_as(client):
    def get(account, address, **headers):
        client.force_login(account)
        return client.get(address, headers=headers)

    return get


def text(response):
    return re.sub(r"\s+", " ", response.content.decode())
