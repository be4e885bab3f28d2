"""The pages of freezing, signing and putting in force.

Who gets them, what they say, what they refuse.
"""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from coalitions.access.roles import Role
from coalitions.memberships.models.membership import Membership
from coalitions.people.models import Person
from plans.editions.actions import starting
from plans.signing.actions import freezing, signing
from plans.signing.models import Signature
from tests import builders
from tests.builders import PASSWORD
from tests.markup import flat
from tests.plans import life
from tests.plans.signing.sign_pages import address, page, sign

pytestmark = pytest.mark.django_db


def test_the_sign_page_says_for_whom_what_and_the_fingerprint(client, frozen):
    status, text = page(
        client, frozen.fire, address(frozen, "signing_sign", life.asked(frozen, frozen.fire).pk)
    )
    groups = " ".join(frozen.edition.content_hash[at : at + 4] for at in range(0, 16, 4)).upper()

    assert status == 200
    for words in (
        "Sign the Emergency operations plan, edition 1",
        "seat: Fire chief",
        "As it stands on this plan: Tom Hesse",
        "You have not signed an earlier edition of it.",
        "0 of 3 signed",
        groups,
        f'value="{frozen.edition.content_hash}"',
    ):
        assert words in text
    assert "not shown to you" not in text
    assert "Room 4" not in text


def test_a_signer_who_reads_less_is_told_how_much(client, frozen):
    nurse = builders.make_member(
        coalition=frozen.coalition, role="health", seat=frozen.vacant, name="Joan Akers"
    )
    [row] = signing.ask_present_holder(
        signature=Signature.objects.get(seat=frozen.vacant), by=frozen.administrator
    )
    _, text = page(client, nurse, address(frozen, "signing_sign", row.pk))

    assert "1 restricted section is not shown to you" in text
    assert "Command post" not in text


def test_signing_by_the_page(client, frozen):
    response = sign(client, frozen, frozen.fire)
    row = Signature.objects.get(signer_name="Tom Hesse")

    assert "You signed edition 1." in flat(response)
    assert "Tom Hesse signed edition 1" in flat(response)
    assert (row.state, row.typed_name, row.content_hash) == (
        "signed",
        "Tom Hesse",
        frozen.edition.content_hash,
    )


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"typed_name": "Tim Hesse"}, "Type the name as it is spelled here: Tom Hesse"),
        ({"password": "not it"}, "The password is not right."),
        ({"password": ""}, "Type your password."),
    ],
)
def test_what_the_sign_page_refuses(client, frozen, changed, sentence):
    response = sign(client, frozen, frozen.fire, **changed)

    assert response.status_code == 422
    assert sentence in flat(response)
    assert Signature.objects.filter(state="signed").count() == 0


def test_a_stale_fingerprint_is_a_conflict(client, frozen):
    response = sign(client, frozen, frozen.fire, fingerprint="0" * 64)

    assert response.status_code == 409
    assert "frozen again after you opened this page" in flat(response)


def test_a_page_open_over_a_thaw_says_who_voided_it(client, frozen):
    row = life.asked(frozen, frozen.fire)
    freezing.thaw(edition=frozen.edition, because="Gate C.", by=frozen.administrator)
    client.force_login(frozen.fire)
    url = address(frozen, "signing_sign", row.pk)
    posted = client.post(
        url, {"typed_name": "Tom Hesse", "password": PASSWORD, "fingerprint": row.content_hash}
    )
    shown = flat(client.get(url))

    assert posted.status_code == 409
    assert "Dana Whitlock voided this today at" in flat(posted)
    assert "Gate C." in shown
    assert "Your signature</h2>" not in shown


def test_who_lost_the_seat_gets_403_with_the_reason(client, frozen):
    row = life.asked(frozen, frozen.fire)
    Membership.objects.filter(person__account=frozen.fire).update(seat=None)
    response = sign(client, frozen, frozen.fire)
    assert response.status_code == 403
    Membership.objects.filter(person__account=frozen.fire).update(ends_on=life.in_days(0))
    client.force_login(frozen.fire)
    assert client.get(address(frozen, "signing_sign", row.pk)).status_code == 404


def test_a_first_signature_is_told_what_changed_since_the_edition_before_and_whom_to_call(
    client, scene
):
    life.put_in_force(scene)
    Person.objects.filter(account=scene.administrator).update(phone="989-555-0142 ext. 7")
    scene.edition = starting.start_next_edition(plan=scene.edition.plan, by=scene.administrator)
    protocol = scene.edition.sections.get(title="Lockdown")
    life.save(protocol, html="<p>Lock it.</p>", change="material", by=scene.administrator)
    newcomer = life.make_signer(
        coalition=scene.coalition, role=Role.EMS, name="Ines Farrow", title="Ambulance"
    )
    life.freeze(scene)
    _, text = page(client, newcomer, address(scene, "signing_sign", life.asked(scene, newcomer).pk))

    assert (
        "You have not signed an earlier edition of it. 1 section changed since edition 1." in text
    )
    assert (
        'Ask Dana Whitlock, who froze the text: <a href="tel:989-555-0142%20ext.%207">989-555-0142 ext. 7</a>'
        in text
    )


def test_declining_and_answering_by_pages(client, frozen):
    row = life.asked(frozen, frozen.fire)
    client.force_login(frozen.fire)
    client.post(address(frozen, "signing_decline", row.pk), {"because": "Gate C is locked."})
    _, text = page(client, frozen.administrator, address(frozen, "signing_answer", row.pk))
    assert "Gate C is locked." in text
    response = client.post(
        address(frozen, "signing_answer", row.pk), {"because": "It is open now."}, follow=True
    )

    assert "Tom Hesse is asked again." in flat(response)
    assert "Dana Whitlock answered: It is open now." in flat(response)
    assert life.asked(frozen, frozen.fire).pk != row.pk


def test_waiving_by_its_page_needs_a_reason(client, frozen):
    row = Signature.objects.get(seat=frozen.vacant)
    client.force_login(frozen.administrator)
    refused = client.post(address(frozen, "signing_waive", row.pk), {"because": ""})
    client.post(address(frozen, "signing_waive", row.pk), {"because": "The search goes on."})
    row.refresh_from_db()

    assert refused.status_code == 422
    assert (row.state, row.reason) == ("waived", "The search goes on.")


def test_a_page_to_sign_by_hand_and_its_scan(client, frozen, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    row = life.asked(frozen, frozen.fire)
    _, text = page(client, frozen.administrator, address(frozen, "signing_page", row.pk))
    assert frozen.edition.content_hash in text
    given = {
        "typed_name": "Tom Hesse",
        "signed_on": life.in_days(0),
        "printed": frozen.edition.content_hash[:16].upper(),
    }
    wrong = client.post(
        address(frozen, "signing_paper", row.pk), {**given, "printed": "0" * 16, "scan": pdf()}
    )
    client.post(address(frozen, "signing_paper", row.pk), {**given, "scan": pdf()})
    row.refresh_from_db()
    scan = client.get(address(frozen, "signing_scan", row.pk))

    assert "This is not the fingerprint of the text as it is frozen now" in flat(wrong)
    assert (row.state, row.is_on_paper) == ("signed", True)
    assert (scan["Content-Type"], b"".join(scan.streaming_content)[:5]) == (
        "application/pdf",
        b"%PDF-",
    )
    client.force_login(frozen.law)
    assert client.get(address(frozen, "signing_scan", row.pk)).status_code == 403


def pdf():
    return SimpleUploadedFile("signed.pdf", b"%PDF-1.7\n%%EOF", "application/pdf")


def test_every_page_that_asks_once_more_leads_back(client, frozen):
    edition, signatures = (
        address(frozen, "workspace_edition"),
        address(frozen, "signing_signatures"),
    )
    row, vacant = life.asked(frozen, frozen.fire), Signature.objects.get(seat=frozen.vacant)
    own = address(frozen, "signing_sign", row.pk)
    ways = [
        (frozen.fire, address(frozen, "signing_decline", row.pk), own),
        (frozen.administrator, address(frozen, "signing_waive", vacant.pk), signatures),
        (frozen.administrator, address(frozen, "workspace_thaw"), signatures),
    ]
    found = [
        f'href="{back}">Back to' in page(client, account, url)[1] for account, url, back in ways
    ]
    freezing.thaw(edition=frozen.edition, because="Gate C.", by=frozen.administrator)
    found += [
        f'href="{edition}">Back to the plan'
        in page(client, frozen.administrator, address(frozen, name))[1]
        for name in ("signing_freeze", "review_back")
    ]

    assert found == [True] * 5
