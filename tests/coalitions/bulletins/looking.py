"""Pages of bulletins as somebody sees them, and how often one asks the database."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

LIST = "/c/juniper/bulletins/"


def page_of(client, account, path):
    client.force_login(account)
    return client.get(path)


def text(client, account, path):
    return page_of(client, account, path).content.decode()


def one(bulletin):
    return f"{LIST}{bulletin.pk}/"


def queries(client, account, path):
    client.force_login(account)
    client.get(path).getvalue()
    with CaptureQueriesContext(connection) as asked:
        client.get(path).getvalue()
    return len(asked)
