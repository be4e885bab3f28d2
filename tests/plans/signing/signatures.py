"""A signature in each of its states."""

from plans.signing.actions import freezing, signing
from plans.signing.lifecycle import SignatureState
from plans.signing.models import Signature
from tests.plans import life


def vacant_row(frozen):
    return Signature.objects.get(edition=frozen.edition, seat=frozen.vacant, state="asked")


def in_state(frozen, state):
    """The fire chief's row brought into a state."""
    row = life.asked(frozen, frozen.fire)
    if state == SignatureState.SIGNED:
        return life.sign(frozen, frozen.fire)
    if state == SignatureState.DECLINED:
        return signing.decline(signature=row, reason="No.", by=frozen.fire)
    if state == SignatureState.WAIVED:
        return signing.waive(
            signature=vacant_row(frozen), reason="Nobody yet.", by=frozen.administrator
        )
    if state == SignatureState.VOIDED:
        freezing.thaw(edition=frozen.edition, because="Wrong gate.", by=frozen.administrator)
        frozen.edition.refresh_from_db()
        row.refresh_from_db()
    return row
