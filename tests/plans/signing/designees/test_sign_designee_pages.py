"""A designee signs by the pages: one seat, several in one sitting, by hand; and reads no more."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from coalitions.access.roles import Role
from plans.editions.models.section import Section
from plans.signing.actions import batch_signing, signing
from plans.signing.models import Signature
from safety_portal.core.notices.models import Message
from safety_portal.core.refusals import Refused
from tests.builders import PASSWORD
from tests.markup import flat
from tests.plans import life
from tests.plans.signing.designees.shown import SHOWN, TODAY

pytestmark = pytest.mark.django_db


def address(scene, name, *more):
    return reverse(
        name, args=[scene.coalition.slug, scene.edition.plan_id, scene.edition.number, *more]
    )


def page(client, account, url):
    client.force_login(account)
    answer = client.get(url)
    return answer.status_code, flat(answer)


def test_signing_by_the_page(client, scene):
    row = life.asked(scene, scene.fire)
    url = address(scene, "signing_sign", row.pk)
    _, listed = page(client, scene.nurse, reverse("signing_to_sign", args=["juniper"]))
    _, text = page(client, scene.nurse, url)
    _, of_holder = page(client, scene.fire, url)
    _, waiting = page(client, scene.law, address(scene, "signing_signatures"))
    client.force_login(scene.nurse)
    given = {"typed_name": "Joan Akers", "password": PASSWORD, "fingerprint": row.content_hash}
    done = flat(client.post(url, given, follow=True))

    assert "Sign Emergency operations plan, edition 1, for Tom Hesse" in listed
    assert "You sign as designee of Tom Hesse" in text
    assert "As it stands on this plan: Joan Akers" in text
    assert "Joan Akers may sign for you" in of_holder
    assert waiting.count("Or Joan Akers, their designee") == 1
    assert f"{SHOWN}, signed edition 1" in done
    for account in (scene.fire, scene.law):
        assert f"<b>{SHOWN}</b>" in page(client, account, address(scene, "signing_signatures"))[1]


def test_a_designee_reads_no_more_than_before(client, scene):
    _, text = page(
        client, scene.nurse, address(scene, "signing_sign", life.asked(scene, scene.fire).pk)
    )
    secret, _ = page(client, scene.nurse, address(scene, "workspace_section", scene.other.pk))

    assert "1 restricted section is not shown to you" in text
    assert "Command post" not in text
    assert secret == 403
    assert list(Section.objects.visible_to(scene.nurse).filter(edition=scene.edition)) == [
        scene.protocol
    ]


def test_own_and_designated_are_signed_in_one_sitting(scene, coalition):
    own = life.ask_in(coalition, scene.nurse, title="Second plan", role=Role.HEALTH)
    rows = [own, life.asked(scene, scene.fire)]
    fingerprints = {row.pk: row.content_hash for row in rows}
    with pytest.raises(Refused, match="spelled here: Joan Akers"):
        batch_signing.sign_all(
            signatures=rows, fingerprints=fingerprints, typed_name="Tom Hesse", by=scene.nurse
        )
    batch_signing.sign_all(
        signatures=rows, fingerprints=fingerprints, typed_name="Joan Akers", by=scene.nurse
    )

    assert [Signature.objects.get(pk=row.pk).signer for row in rows] == ["Joan Akers", SHOWN]
    assert Message.objects.get(kind="signature_by_designee").to_name == "Tom Hesse"


def test_a_page_signed_by_hand_may_be_the_designees(client, scene):
    row = life.asked(scene, scene.fire)
    _, printed = page(client, scene.administrator, address(scene, "signing_page", row.pk))
    given = {"signature": row, "signed_on": TODAY, "by": scene.administrator}
    with pytest.raises(Refused, match="as it is spelled here: Tom Hesse"):
        signing.sign_on_paper(**given, typed_name="Ines Farrow", scan=scan())
    signed = signing.sign_on_paper(**given, typed_name=" Joan  Akers", scan=scan())

    assert "or Joan Akers, designee of Tom Hesse" in printed
    assert (signed.signer, signed.typed_name, signed.is_on_paper) == (SHOWN, "Joan Akers", True)


def scan():
    return SimpleUploadedFile("page.pdf", b"%PDF-1.7\n%%EOF")
