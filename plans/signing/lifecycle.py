"""States of a signature and the moves between them. Imports nothing of ours."""

from django.db import models


class SignatureState(models.TextChoices):
    """What became of asking one seat to sign."""

    ASKED = "asked", "Not signed yet"
    SIGNED = "signed", "Signed"
    DECLINED = "declined", "Declined"
    WAIVED = "waived", "Waived"
    VOIDED = "voided", "Voided"


G = SignatureState
SIGNATURE_MOVES = {
    G.ASKED: {G.SIGNED, G.DECLINED, G.WAIVED, G.VOIDED},
    G.SIGNED: {G.VOIDED},
    G.DECLINED: {G.VOIDED},
    G.WAIVED: {G.VOIDED},
    G.VOIDED: set(),
}
