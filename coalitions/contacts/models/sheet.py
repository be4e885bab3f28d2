"""The sheet of a coalition: its roles, who has which place in them, and what was printed."""

from typing import Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from coalitions.access.filters import by_coalition
from coalitions.access.grants import access_of
from coalitions.access.roles import MEMBERS, RESTRICTED
from coalitions.coalition.models import Coalition
from coalitions.contacts.models.contact import Contact
from safety_portal.core.accounts.models import User
from safety_portal.core.constraints import together

# First, backup 1, backup 2: a sheet that somebody reads while a bell rings has no fourth.
PLACES = (1, 2, 3)


class RoleQuerySet(models.QuerySet["ContactRole"]):
    def visible_to(self, user: User) -> Self:
        """Those on sheets of coalitions in which the account reads what members read."""
        direct, down, up = access_of(user).scopes_reading(MEMBERS)
        return self.filter(by_coalition("coalition", direct=direct, down=down, up=up))

    def current(self) -> Self:
        """Those that stand on the sheet."""
        return self.filter(closed_at__isnull=True)


class ContactRole(models.Model):
    """What somebody answers for on the sheet of a coalition: police, buses, utilities.

    `in_order`: the first is called first. Else each place answers for its own thing, such as gas
    and water.
    """

    coalition = models.ForeignKey(Coalition, on_delete=models.PROTECT, related_name="contact_roles")
    name = models.CharField(max_length=80)
    in_order = models.BooleanField(default=True)
    position = models.PositiveSmallIntegerField(default=0)
    made_on = models.DateField()
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    objects = RoleQuerySet.as_manager()

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="contact_role_has_a_name"),
            together("closed_at", "closed_by", name="contact_role_closed_at_by"),
            models.UniqueConstraint(
                "coalition",
                Lower("name"),
                condition=Q(closed_at__isnull=True),
                name="one_contact_role_of_a_name",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class PlaceQuerySet(models.QuerySet["ContactPlace"]):
    def visible_to(self, user: User) -> Self:
        """Those on sheets of coalitions in which the account reads what members read."""
        direct, down, up = access_of(user).scopes_reading(MEMBERS)
        return self.filter(by_coalition("role__coalition", direct=direct, down=down, up=up))

    def current(self) -> Self:
        """Those that hold."""
        return self.filter(ended_at__isnull=True)


class ContactPlace(models.Model):
    """`contact` answers for a role as first or backup, until somebody takes the place."""

    role = models.ForeignKey(ContactRole, on_delete=models.PROTECT, related_name="places")
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="places")
    position = models.PositiveSmallIntegerField()
    note = models.CharField(max_length=120, blank=True)
    placed_at = models.DateTimeField()
    placed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    objects = PlaceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(position__in=PLACES), name="contact_place_is_one_of_three"
            ),
            together("ended_at", "ended_by", name="contact_place_ended_at_by"),
            models.UniqueConstraint(
                fields=["role", "position"],
                condition=Q(ended_at__isnull=True),
                name="one_contact_per_place",
            ),
            models.UniqueConstraint(
                fields=["role", "contact"],
                condition=Q(ended_at__isnull=True),
                name="one_place_per_contact_and_role",
            ),
        ]
        indexes = [
            models.Index(
                fields=["contact"],
                condition=Q(ended_at__isnull=True),
                name="places_of_a_contact",
            )
        ]

    def __str__(self) -> str:
        return f"{self.contact}, {self.role}"

    @property
    def coalition(self) -> Coalition:
        """Whose sheet it is on."""
        return self.role.coalition


class SheetQuerySet(models.QuerySet["PrintedSheet"]):
    def visible_to(self, user: User) -> Self:
        """Those of coalitions in which the account reads what is restricted: they have it all."""
        direct, down, up = access_of(user).scopes_reading(RESTRICTED)
        return self.filter(by_coalition("coalition", direct=direct, down=down, up=up))


class PrintedSheet(models.Model):
    """A sheet as it went to paper. `lines` are PaperLines (paper_lines.py). Never rewritten."""

    coalition = models.ForeignKey(
        Coalition, on_delete=models.PROTECT, related_name="printed_sheets"
    )
    lines = models.JSONField()
    printed_at = models.DateTimeField()
    printed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    objects = SheetQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["coalition", "-id"], name="printed_sheets")]
        triggers = [pgtrigger.Protect(name="printed_sheets_stay", operation=pgtrigger.Update)]

    def __str__(self) -> str:
        return f"Sheet of {self.coalition}"
