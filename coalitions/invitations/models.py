"""A membership that has been offered and not yet accepted."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from coalitions.access.roles import Role
from coalitions.agencies.models import Agency
from coalitions.coalition.models import Coalition
from coalitions.invitations.lifecycle import InvitationState
from coalitions.seats.models import Seat
from safety_portal.core.constraints import together


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def open(self) -> Self:
        """Neither accepted, declined nor revoked; may have expired."""
        return self.filter(
            accepted_at__isnull=True, declined_at__isnull=True, revoked_at__isnull=True
        )


class Invitation(models.Model):
    """Sent by mail with a secret of which only the hash is kept; good until `expires_at`.

    Accepted once.
    """

    coalition = models.ForeignKey(Coalition, on_delete=models.CASCADE, related_name="invitations")
    email = models.EmailField(max_length=254)
    name = models.CharField(max_length=200)
    role = models.CharField(max_length=30, choices=Role)
    title = models.CharField(max_length=120, blank=True)
    seat = models.ForeignKey(Seat, on_delete=models.SET_NULL, null=True)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True)
    is_local_champion = models.BooleanField(default=False)
    token_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    declined_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    objects = InvitationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(role__in=Role.values), name="invitation_role_is_known"
            ),
            together("accepted_at", "accepted_by", name="invitation_accepted_at_by"),
            together("revoked_at", "revoked_by", name="invitation_revoked_at_by"),
            models.UniqueConstraint(
                "coalition",
                Lower("email"),
                "role",
                condition=Q(
                    accepted_at__isnull=True, declined_at__isnull=True, revoked_at__isnull=True
                ),
                name="one_open_invitation_per_address_and_role",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} <{self.email}>" if self.name else self.email

    def state(self, now: datetime) -> InvitationState:
        """Where it stands at the moment `now`: an InvitationState."""
        if self.accepted_at:
            return InvitationState.ACCEPTED
        if self.declined_at:
            return InvitationState.DECLINED
        if self.revoked_at:
            return InvitationState.REVOKED
        return InvitationState.EXPIRED if now >= self.expires_at else InvitationState.OPEN
