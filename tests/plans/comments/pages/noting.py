"""A section whose words are spoken about, its page, and what was said."""

from django.urls import reverse

from tests.markup import flat

HTML = "<p>Each door is checked every month.</p><p>All are out of sight within two minutes.</p>"


def address(scene, name, *more):
    return reverse(
        name, args=[scene.coalition.slug, scene.edition.plan_id, scene.edition.number, *more]
    )


def shown(client, scene, account, name="workspace_section", section=None):
    client.force_login(account)
    return flat(client.get(address(scene, name, (section or scene.protocol).pk)))
