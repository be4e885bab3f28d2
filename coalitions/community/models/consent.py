"""That somebody may be named on the page for everybody, by their own word."""

from typing import Self

from django.conf import settings
from django.db import models

from coalitions.access.grants import access_of
from coalitions.coalition.models import Coalition
from coalitions.memberships.models.membership import Membership
from safety_portal.core.accounts.models import User


class NameConsentQuerySet(models.QuerySet["NameConsent"]):
    def visible_to(self, user: User) -> Self:
        """One's own, and those of the coalitions that the account is a member of."""
        return self.filter(membership__coalition__in=access_of(user).coalition_ids)


class NameConsent(models.Model):
    """Holds while there is a row: it is deleted when taken back, and the audit row says so.

    `given_by` is the account of the person whom the membership names.
    """

    membership = models.OneToOneField(
        Membership, on_delete=models.CASCADE, related_name="name_consent"
    )
    given_at = models.DateTimeField()
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    objects = NameConsentQuerySet.as_manager()

    def __str__(self) -> str:
        return f"Consent of {self.membership}"

    @property
    def coalition(self) -> Coalition:
        """On whose page."""
        return self.membership.coalition
