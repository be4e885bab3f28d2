"""The page of a protocol, and a plan that changes."""

from django.urls import reverse

from plans.editions.actions.starting import start_next_edition
from tests.markup import flat
from tests.plans import life


def address(scene, name):
    return reverse(name, args=[scene.coalition.slug, scene.edition.plan_id, scene.edition.number])


def text_of(response):
    return flat(response)


def change(scene, html, change="material", reason="The drill of October 6."):
    """The next edition in force, with the protocol saying `html`."""
    scene.first = scene.edition
    scene.edition = start_next_edition(plan=scene.edition.plan, by=scene.administrator)
    scene.protocol = scene.edition.sections.get(title="Lockdown")
    life.save(scene.protocol, html=html, change=change, reason=reason, by=scene.administrator)
    life.put_in_force_again(scene)
    scene.protocol.refresh_from_db()
