"""What one reader still has to sign in an edition, as a step of its page."""

from dataclasses import dataclass

from django.urls import reverse

from coalitions.access.grants import access_of
from plans.signing.lifecycle import SignatureState
from safety_portal.core.authority import may


@dataclass(frozen=True)
class Step:
    """A button or link of the edition's life; the strong one stands first."""

    label: str
    url: str
    is_strong: bool = False


def own_signature(user, edition, where):
    """The step that signs, for who is asked to. One query."""
    access = access_of(user)
    signs = {grant.membership_id for grant in access.grants} | access.signs_for.keys()
    return step_to_sign(
        user, edition.signatures.filter(state=SignatureState.ASKED, membership_id__in=signs), where
    )


def step_to_sign(user, signatures, where):
    """The step that signs one of the signatures.

    One for a seat of the account's own first, else as designee. At most one.
    """
    access = access_of(user)
    membership_ids = {grant.membership_id for grant in access.grants}
    asked = [row for row in signatures if row.state == SignatureState.ASKED]
    rows = [row for row in asked if may(user, "signing_sign", row, posting=True)]
    rows.sort(key=lambda row: (row.membership_id not in membership_ids, row.pk))
    *_, number = where
    return [
        Step(
            f"Sign edition {number}"
            + ("" if row.membership_id in membership_ids else f" for {row.signer_name}"),
            reverse("signing_sign", args=[*where, row.pk]),
            True,
        )
        for row in rows[:1]
    ]
