"""Who brings in schools."""

import pytest

from tests import builders


@pytest.fixture
def operator(client, db):
    account = builders.make_account(is_superuser=True, name="Olga")
    client.force_login(account)
    return account
