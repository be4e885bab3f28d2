"""What tests of the public page share: a page that is public, and asking for it as nobody."""

import pytest
from django.urls import reverse

from tests.publishing import make_page


@pytest.fixture
def ask(client):
    """ask("community_public", coalition, ...) -> the answer to nobody's browser."""

    def get(name, coalition, *rest, **headers):
        return client.get(reverse(name, args=[coalition.slug, *rest]), **headers)

    return get


@pytest.fixture
def page(coalition, administrator):
    return make_page(coalition=coalition, by=administrator, phone="555-0100")


def text(response):
    return " ".join(response.content.decode().split())
