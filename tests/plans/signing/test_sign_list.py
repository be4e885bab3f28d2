"""The page of all signatures: what its reader can do there, each thing once."""

import pytest

from coalitions.memberships.models.membership import Membership
from plans.signing.actions import signing
from plans.signing.models import Signature
from tests import builders
from tests.plans import life
from tests.plans.signing.sign_pages import address, page

pytestmark = pytest.mark.django_db


def test_who_is_asked_signs_from_the_page_of_signatures(client, frozen):
    """Also an administrator who holds a seat.

    The own signature comes before everything else there.
    """
    Membership.objects.filter(person__account=frozen.administrator).update(seat=frozen.vacant)
    [row] = signing.ask_present_holder(
        signature=Signature.objects.get(seat=frozen.vacant), by=frozen.administrator
    )
    for account, own in (
        (frozen.fire, life.asked(frozen, frozen.fire)),
        (frozen.administrator, row),
    ):
        _, text = page(client, account, address(frozen, "signing_signatures"))
        assert (
            f'<a class="btn btn-primary" href="{address(frozen, "signing_sign", own.pk)}">Sign edition 1</a>'
            in text
        )
        assert text.count("btn btn-primary") == 1
    life.sign(frozen, frozen.fire)
    assert (
        "Sign edition 1</a>"
        not in page(client, frozen.fire, address(frozen, "signing_signatures"))[1]
    )


def test_paper_has_one_place_on_the_page_of_signatures_and_nothing_is_said_twice(client, frozen):
    builders.make_member(
        coalition=frozen.coalition, role="ems", name="Ines Farrow",
        seat=builders.make_seat(coalition=frozen.coalition, title="Ambulance", roles=["ems"]),
    )  # fmt: skip
    _, text = page(client, frozen.administrator, address(frozen, "signing_signatures"))
    listed, paper = text.split("<summary>Sign on paper</summary>")
    for account in (frozen.fire, frozen.law):
        for name in ("signing_page", "signing_paper"):
            url = address(frozen, name, life.asked(frozen, account).pk)
            assert url not in listed
            assert url in paper
    assert "has not signed for the seat" not in text
    # Only whom no row names.
    assert text.count("Ines Farrow holds the seat Ambulance now and was not asked to sign.") == 1
    assert (
        "Sign on paper" not in page(client, frozen.fire, address(frozen, "signing_signatures"))[1]
    )
