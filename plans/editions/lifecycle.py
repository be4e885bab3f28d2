"""States of an edition and the moves between them, and how much a change of a section means.

Imports nothing of ours.
"""

from django.db import models


class EditionStatus(models.TextChoices):
    """The life of an edition."""

    DRAFTING = "drafting", "Drafting"
    IN_REVIEW = "in_review", "In review"
    AWAITING_SIGNATURES = "awaiting_signatures", "Awaiting signatures"
    IN_FORCE = "in_force", "In force"
    SUPERSEDED = "superseded", "Superseded"
    RETIRED = "retired", "Retired"


S = EditionStatus
EDITION_MOVES = {
    S.DRAFTING: {S.IN_REVIEW},
    S.IN_REVIEW: {S.DRAFTING, S.AWAITING_SIGNATURES},
    # Back to review is the thaw: it voids the signatures, visibly.
    S.AWAITING_SIGNATURES: {S.IN_REVIEW, S.IN_FORCE},
    S.IN_FORCE: {S.SUPERSEDED, S.RETIRED},
    S.SUPERSEDED: set(),
    S.RETIRED: set(),
}
EDITABLE = (S.DRAFTING, S.IN_REVIEW)
IN_WORK = (S.DRAFTING, S.IN_REVIEW, S.AWAITING_SIGNATURES)
FROZEN = (S.AWAITING_SIGNATURES, S.IN_FORCE, S.SUPERSEDED, S.RETIRED)


class Change(models.TextChoices):
    """How much a revision changes.

    Material asks the readers of a protocol again, editorial does not.
    """

    MATERIAL = "material", "Material"
    EDITORIAL = "editorial", "Editorial"
