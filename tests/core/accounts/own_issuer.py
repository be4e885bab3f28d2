"""Signing in with an issuer of our own: the way there and back, and what the page says."""

import re

from tests.plugins.issuer import come_back

BEGIN, BACK, OWN = "/accounts/with/own/", "/accounts/with/own/back/", "/accounts/sign-ins/"


def text_of(answer):
    return " ".join(
        re.sub(
            r"<[^>]+>",
            " ",
            answer.content.decode().partition("<main")[2].partition(">")[2].partition("</main")[0],
        ).split()
    )


def is_in(client):
    return client.session.get("_auth_user_id")


def sign_in(client, **data):
    return come_back(client, client.post(BEGIN, data))
