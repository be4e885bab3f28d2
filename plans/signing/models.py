"""What a seat was asked to sign, and what it answered.

Signed, it cannot change but be voided, visibly.
"""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from coalitions.memberships.models.membership import Membership
from coalitions.seats.models import Seat
from plans.editions.models.edition import Edition
from plans.signing.lifecycle import SignatureState
from safety_portal.core.constraints import never_emptied, together

# A given answer stays. A decline may still be answered; everything may be voided, once, and nothing
# else about it changes.
ONLY_VOIDED = """
    IF OLD.state = 'voided' OR NEW.state NOT IN (OLD.state, 'voided')
       OR (OLD.state <> 'declined' AND NEW.state <> 'voided')
       OR (to_jsonb(NEW) - ARRAY['state', 'voided_at', 'voided_by_id', 'voided_because',
                                 'answer', 'answered_at', 'answered_by_id'])
          IS DISTINCT FROM (to_jsonb(OLD) - ARRAY['state', 'voided_at', 'voided_by_id', 'voided_because',
                                                  'answer', 'answered_at', 'answered_by_id'])
       OR ((OLD.state <> 'declined' OR OLD.answered_at IS NOT NULL)
           AND ROW(NEW.answer, NEW.answered_at, NEW.answered_by_id)
               IS DISTINCT FROM ROW(OLD.answer, OLD.answered_at, OLD.answered_by_id))
    THEN
        RAISE EXCEPTION 'pgtrigger: signature % was given and can only be voided', OLD.id;
    END IF;
    RETURN NEW;
"""
# The lock makes signing and thawing wait for each other, whatever way the row is written.
ON_THE_FROZEN_TEXT = """
    PERFORM 1 FROM plans_edition WHERE id = NEW.edition_id FOR SHARE;
    IF NOT EXISTS (
        SELECT 1 FROM plans_edition
        WHERE id = NEW.edition_id AND status = 'awaiting_signatures' AND content_hash = NEW.content_hash
    ) THEN
        RAISE EXCEPTION 'pgtrigger: signature % is not on the text that was frozen', NEW.id;
    END IF;
    RETURN NEW;
"""


class Signature(models.Model):
    """One seat's holder (or a vacant seat) asked to sign one freezing of an edition.

    `content_hash` is the fingerprint that was put before the signer. A vacant seat has no
    membership and needs a waiver. Who signed or declined in the holder's place stands beside them
    as `designee`. A decline blocks until an administrator has answered it (`answer`), which asks
    the same holder again in a new row.
    """

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="signatures")
    seat = models.ForeignKey(Seat, on_delete=models.SET_NULL, null=True, related_name="+")
    seat_title = models.CharField(max_length=120)
    membership = models.ForeignKey(
        Membership, on_delete=models.PROTECT, null=True, related_name="signatures"
    )
    signer_name = models.CharField(max_length=200, blank=True)
    signer_role = models.CharField(max_length=30, blank=True)
    # Who signed or declined in the holder's place, with name and role as they were then.
    designee = models.ForeignKey(
        Membership, on_delete=models.PROTECT, null=True, related_name="signed_for"
    )
    designee_name = models.CharField(max_length=200, blank=True)
    designee_role = models.CharField(max_length=30, blank=True)
    content_hash = models.CharField(max_length=64)
    state = models.CharField(max_length=20, choices=SignatureState, default=SignatureState.ASKED)
    asked_at = models.DateTimeField()
    due_on = models.DateField()
    typed_name = models.CharField(max_length=200, blank=True)
    # When it was signed, declined or waived, and by whose account; for a signature on paper,
    # whoever recorded it.
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    is_on_paper = models.BooleanField(default=False)
    signed_on = models.DateField(null=True)
    scan = models.FileField(upload_to="scans/", blank=True)
    # Of the file as it was stored; "" where there is none, or where it was gone already when hashes
    # began.
    scan_sha256 = models.CharField(max_length=64, blank=True)
    reason = models.TextField(blank=True)
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    voided_at = models.DateTimeField(null=True)
    voided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    voided_because = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=SignatureState.values), name="signature_state_is_known"
            ),
            together("decided_at", "decided_by", name="signature_decided_at_by"),
            together("answered_at", "answered_by", name="signature_answered_at_by"),
            together("voided_at", "voided_by", name="signature_voided_at_by"),
            models.CheckConstraint(
                condition=~Q(state="signed") | ~Q(typed_name=""), name="signed_with_a_name"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["declined", "waived"]) | ~Q(reason=""),
                name="refused_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(designee__isnull=True, designee_name="", designee_role="")
                | (Q(designee__isnull=False) & ~Q(designee_name="") & ~Q(designee_role="")),
                name="signature_designee_by_name",
            ),
            models.CheckConstraint(
                condition=Q(designee__isnull=True)
                | (Q(membership__isnull=False, decided_at__isnull=False) & ~Q(state="waived")),
                name="signature_designee_of_a_holder_decided",
            ),
            models.UniqueConstraint(
                fields=["edition", "membership", "seat"],
                condition=Q(state__in=["asked", "signed"]),
                name="asked_once_per_holder",
            ),
        ]
        indexes = [
            models.Index(fields=["due_on"], condition=Q(state="asked"), name="signatures_asked")
        ]
        triggers = [
            pgtrigger.Trigger(
                name="signed_rows_stay",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__state__in=["signed", "declined", "waived", "voided"]),
                func=ONLY_VOIDED,
            ),
            pgtrigger.Trigger(
                name="signed_on_the_frozen_text",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__state__df="signed") & pgtrigger.Q(new__state="signed"),
                func=ON_THE_FROZEN_TEXT,
            ),
            pgtrigger.Trigger(
                name="born_on_the_frozen_text",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                condition=pgtrigger.Q(new__state="signed"),
                func=ON_THE_FROZEN_TEXT,
            ),
            pgtrigger.Protect(name="signatures_are_kept", operation=pgtrigger.Delete),
            never_emptied(),
        ]

    def __str__(self) -> str:
        return f"{self.seat_title}: {self.signer or 'vacant'}"

    @property
    def signer(self) -> str:
        """Who stands for it: the holder by name, or "Joan Akers, designee of Marian Oyelaran".

        Empty for a vacant seat.
        """
        return (
            f"{self.designee_name}, designee of {self.signer_name}"
            if self.designee_name
            else self.signer_name
        )

    @property
    def who(self) -> str:
        """The same where a verb follows: "Joan Akers, designee of Marian Oyelaran, has signed"."""
        return f"{self.signer}," if self.designee_name else self.signer
