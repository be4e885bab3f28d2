"""The pages on which signatures are read: by whom, what they say, what they cost."""

import pgtrigger
import pytest
from django.urls import reverse

from coalitions.access.roles import Role
from plans.editions.models.distribution import RestrictedRead
from plans.editions.models.section import Section
from plans.signing.actions import freezing
from tests import builders
from tests.plans import life
from tests.plans.signing.sign_pages import address, page
from tests.plugins.databases import as_owner

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", Role)
def test_who_opens_the_signature_page_of_another(client, frozen, role):
    row = life.asked(frozen, frozen.fire)
    status, _ = page(
        client,
        builders.make_member(coalition=frozen.coalition, role=role),
        address(frozen, "signing_sign", row.pk),
    )

    assert status == (200 if role == "administrator" else 403)


@pytest.mark.parametrize("role", Role)
def test_who_sees_all_signatures(client, frozen, role):
    status, text = page(
        client,
        builders.make_member(coalition=frozen.coalition, role=role),
        address(frozen, "signing_signatures"),
    )

    assert status == (403 if role in ("parent", "student") else 200)
    assert ("Tom Hesse" in text) == (status == 200)
    assert ("Waive the seat" in text) == (role == "administrator")


def test_the_list_of_what_is_to_sign(client, frozen, sibling):
    builders.make_member(coalition=sibling, role="fire", account=frozen.fire)
    _, text = page(client, frozen.fire, reverse("signing_to_sign", args=[frozen.coalition.slug]))
    _, elsewhere = page(client, frozen.fire, reverse("signing_to_sign", args=[sibling.slug]))
    _, nothing = page(
        client, frozen.administrator, reverse("signing_to_sign", args=[frozen.coalition.slug])
    )

    assert "1 plan to sign" in text
    assert address(frozen, "signing_sign", life.asked(frozen, frozen.fire).pk) in elsewhere
    assert "Nothing to sign" in nothing


def test_tampering_is_said_on_the_page_of_signatures(client, frozen):
    _, before = page(client, frozen.fire, address(frozen, "signing_signatures"))
    with as_owner(), pgtrigger.ignore("plans.Section:frozen_text_stays"):
        Section.objects.filter(pk=frozen.other.pk).update(html="<p>Room 5.</p>")
    _, meanwhile = page(client, frozen.fire, address(frozen, "signing_signatures"))
    _, after = page(client, frozen.fire, address(frozen, "signing_signatures") + "?again")
    _, for_administrators = page(
        client, frozen.administrator, address(frozen, "signing_signatures")
    )

    assert "Text and signatures agree" in before
    # Kept for minutes, which the page says.
    assert "Text and signatures agree" in meanwhile
    assert "Checked" in meanwhile
    assert "Text and signatures do not agree" in after
    assert ["Command post" in shown for shown in (after, for_administrators)] == [False, True]


@pytest.mark.parametrize(
    ("name", "who", "queries"),
    [
        ("signatures", "fire", 14),
        ("signatures", "administrator", 14),
        ("sign", "fire", 16),
        ("to_sign", "fire", 7),
    ],
)
def test_pages_cost_the_same_for_few_seats_and_for_many(
    client, scene, django_assert_num_queries, name, who, queries
):
    life.freeze(scene)
    row = life.asked(scene, scene.fire)
    urls = {
        "signatures": address(scene, "signing_signatures"),
        "sign": address(scene, "signing_sign", row.pk),
        "to_sign": reverse("signing_to_sign", args=[scene.coalition.slug]),
    }
    client.force_login(getattr(scene, who))
    client.get(urls[name])
    for more in (0, 20):
        for number in range(more):
            life.make_signer(
                coalition=scene.coalition, name=f"Signer {number}", title=f"Seat {number}"
            )
        if more:
            freezing.thaw(edition=scene.edition, because="More seats.", by=scene.administrator)
            life.freeze(scene)
            urls["sign"] = address(scene, "signing_sign", life.asked(scene, scene.fire).pk)
            client.get(urls[name])
        with django_assert_num_queries(queries):
            client.get(urls[name])


def test_reading_the_signatures_is_no_reading_of_restricted_text(client, frozen):
    page(client, frozen.fire, address(frozen, "signing_signatures"))

    assert RestrictedRead.objects.count() == 0
