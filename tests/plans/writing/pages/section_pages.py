"""The pages of a section: their addresses, what is sent from them, what they say."""

from django.urls import reverse

from plans.text.words import plain_text
from plans.writing.actions import editing
from tests.markup import flat

LOCKED = "<p>Lock the door.</p>"


def at(name, section, *more):
    edition = section.edition
    return reverse(
        name, args=[edition.plan.coalition.slug, edition.plan_id, edition.number, section.pk, *more]
    )


def sent(client, section, html, *, base=1, **more):
    given = {
        "title": section.title,
        "html": html,
        "base_version": base,
        "writer": client.account.pk,
    }
    return client.post(
        at("writing_edit", section), given | {"change": "material", "reason": ""} | more
    )


def said(response):
    """The text of a page as a reader sees it."""
    return " ".join(plain_text(flat(response).split("<main", 1)[-1]).split())


def save_as(account, section, html, *, base, title="Lockdown"):
    editing.save_section(
        section=section, title=title, html=html, base_version=base, change="material", by=account
    )
