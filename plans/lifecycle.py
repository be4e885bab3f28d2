"""States of an edition, a review, a signature and a suggestion, the moves between them; decisions. Imports nothing of ours."""

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


class Decision(models.TextChoices):
    """What a reviewer decides."""

    APPROVES = "approves", "Approves"
    APPROVES_WITH_CONDITIONS = "approves_with_conditions", "Approves with conditions"
    ASKS_FOR_CHANGES = "asks_for_changes", "Asks for changes"


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


class Outcome(models.TextChoices):
    """What a board decided when it voted on an edition."""

    APPROVED = "approved", "Approved"
    NOT_APPROVED = "not_approved", "Not approved"


class SuggestionState(models.TextChoices):
    """What became of other words that somebody suggested."""

    OPEN = "open", "Open"
    TAKEN = "taken", "Taken"
    DECLINED = "declined", "Declined"
    WITHDRAWN = "withdrawn", "Withdrawn"


P = SuggestionState
SUGGESTION_MOVES = {
    P.OPEN: {P.TAKEN, P.DECLINED, P.WITHDRAWN},
    P.TAKEN: set(),
    P.DECLINED: set(),
    P.WITHDRAWN: set(),
}


class Change(models.TextChoices):
    """How much a revision changes: material asks the readers of a protocol again, editorial does not."""

    MATERIAL = "material", "Material"
    EDITORIAL = "editorial", "Editorial"
