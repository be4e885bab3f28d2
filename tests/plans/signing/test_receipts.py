"""The receipt of a freeze and of coming into force: on the pages, on paper, in the letters.

And it is found again.
"""

import io
import re

import pytest
from django.core.management import call_command
from django.urls import reverse

from plans.book.generated import draw_blocks
from plans.signing.actions import freezing, signing
from plans.signing.receipts import receipts_given
from safety_portal.core.audit.models import Link
from safety_portal.core.notices.models import Message
from tests.plans import life

pytestmark = pytest.mark.django_db
RECEIPT = re.compile(r"\b\d+-\d+(?:-[0-9A-F]{4}){5}\b")


def address(scene, name, *more):
    return reverse(
        name, args=[scene.coalition.slug, scene.edition.plan_id, scene.edition.number, *more]
    )


def on_page(client, account, url):
    client.force_login(account)
    return RECEIPT.findall(client.get(url).content.decode())


def is_held(receipt):
    try:
        call_command("verify_audit", "--receipt", receipt, stdout=io.StringIO())
    except SystemExit:
        return False
    return True


def test_signers_get_the_receipt_of_the_freeze_which_covers_all_of_it(scene):
    life.freeze(scene)
    [given] = receipts_given(scene.edition)
    letters = Message.objects.filter(kind="signature_asked")

    assert {text for letter in letters for text in RECEIPT.findall(letter.text)} == {
        str(given.receipt)
    }
    assert letters.count() == 2
    assert given.receipt.place == Link.objects.filter(scope=scene.coalition.pk).count()
    assert is_held(str(given.receipt))


def test_both_receipts_stand_on_the_page_of_signatures_in_the_letters_and_on_paper(client, scene):
    life.put_in_force(scene)
    frozen, in_force = (str(given.receipt) for given in receipts_given(scene.edition))
    letters = Message.objects.filter(kind="in_force")

    assert {text for letter in letters for text in RECEIPT.findall(letter.text)} == {in_force}
    assert on_page(client, scene.fire, address(scene, "signing_signatures")) == [frozen, in_force]
    assert is_held(frozen)
    assert is_held(in_force)


def test_the_signature_page_of_the_book_prints_them(scene):
    life.put_in_force(scene)
    printed = draw_blocks(["signatures"], scene.edition)["signatures"]

    assert RECEIPT.findall(printed) == [
        str(given.receipt) for given in receipts_given(scene.edition)
    ]


def test_the_page_to_sign_by_hand_and_the_question_before_it_comes_into_force_show_it(
    client, scene
):
    life.freeze(scene)
    [given] = receipts_given(scene.edition)
    row = life.asked(scene, scene.fire)

    assert on_page(client, scene.administrator, address(scene, "signing_page", row.pk)) == [
        str(given.receipt)
    ]
    for account in (scene.fire, scene.law):
        life.sign(scene, account)
    url = address(scene, "workspace_put_in_force")
    assert on_page(client, scene.administrator, url) == [str(given.receipt)]
    answer = client.post(url, follow=True).content.decode()
    assert RECEIPT.findall(answer) == [str(receipts_given(scene.edition)[1].receipt)]


def test_a_freeze_that_was_taken_back_is_another_one_when_it_is_frozen_again(scene):
    life.freeze(scene)
    [first] = receipts_given(scene.edition)
    freezing.thaw(edition=scene.edition, because="A word.", by=scene.administrator)
    scene.edition.refresh_from_db()
    assert receipts_given(scene.edition) == []
    life.freeze(scene)
    [second] = receipts_given(scene.edition)

    assert first.receipt.place < second.receipt.place
    assert is_held(str(first.receipt))


def test_who_is_asked_later_gets_the_receipt_of_the_freeze(scene):
    life.freeze(scene)
    row = life.asked(scene, scene.fire)
    signing.decline(signature=row, reason="No.", by=scene.fire)
    signing.answer_decline(signature=row, answer="Yes.", by=scene.administrator)
    texts = Message.objects.filter(kind="signature_asked", to_address=scene.fire.email).values_list(
        "text", flat=True
    )

    assert len(texts) == 2
    assert len({found for text in texts for found in RECEIPT.findall(text)}) == 1
