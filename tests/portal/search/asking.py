"""Ask the search, and read what it answered."""

import re

from django.urls import reverse


def answered(client, account, words, **query):
    """The page of the search, as an account."""
    client.force_login(account)
    return client.get(reverse("search"), {"q": words, **query})


def text(response):
    """What a page says, without its tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def kinds(client, account, words, **query):
    """kind -> the titles found of it."""
    results = answered(client, account, words, **query).context["results"]
    return {
        kind.source.kind: ["".join(piece.text for piece in found.title) for found in kind.rows]
        for kind in results.kinds
    }
