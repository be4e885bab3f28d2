"""The pages of signing: asked for, and posted as their reader posts them."""

from django.urls import reverse

from tests.builders import PASSWORD
from tests.markup import flat
from tests.plans import life


def address(scene, name, *more):
    return reverse(
        name, args=[scene.coalition.slug, scene.edition.plan_id, scene.edition.number, *more]
    )


def page(client, account, url):
    client.force_login(account)
    response = client.get(url)
    return response.status_code, flat(response)


def sign(client, scene, account, **changed):
    row = life.asked(scene, account)
    given = {
        "typed_name": row.signer_name,
        "password": PASSWORD,
        "fingerprint": scene.edition.content_hash,
    }
    client.force_login(account)
    return client.post(address(scene, "signing_sign", row.pk), {**given, **changed}, follow=True)
