"""Who comes to the door, and from where."""

import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount

from tests import builders
from tests.builders import PASSWORD
from tests.core.accounts.soft_key import add_passkey


@pytest.fixture(autouse=True)
def a_place_of_its_own(client):
    """Throttling counts by network address: each test comes from one of its own."""
    number = next(builders.serial)
    client.defaults["REMOTE_ADDR"] = (
        f"10.{number // 65536 % 256}.{number // 256 % 256}.{number % 256}"
    )


@pytest.fixture
def dana():
    return builders.make_account(email="dana@example.org", name="Dana Whitlock")


@pytest.fixture
def signed_in(client, dana):
    client.post("/accounts/login/", {"login": dana.email, "password": PASSWORD})
    return client


@pytest.fixture
def key(signed_in):
    """A passkey of Dana's, who has signed out again."""
    key = add_passkey(signed_in, password=PASSWORD)
    signed_in.post("/accounts/logout/")
    return key


@pytest.fixture
def ines():
    account = builders.make_account(email="ines@example.org", name="Ines Marsh")
    EmailAddress.objects.create(user=account, email=account.email, verified=True, primary=True)
    return account


@pytest.fixture
def linked(issuer, ines):
    """The account of Ines, linked with her sign-in at the issuer."""
    SocialAccount.objects.create(user=ines, provider=issuer.url, uid=issuer.person["sub"])
    return ines
