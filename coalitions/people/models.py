"""Somebody known to a district, with or without an account, and by which number a system of the
district knows them.
"""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from coalitions.coalition.models import Coalition
from coalitions.schools.models import District
from safety_portal.core.accounts.models import User
from safety_portal.core.constraints import together


class PersonQuerySet(models.QuerySet["Person"]):
    def known(self) -> Self:
        """Those that are not another one's record by now."""
        return self.filter(merged_into__isnull=True)

    def of_account(self, user: User | None) -> Self:
        """The people behind one account: one per district it has been invited to."""
        return self.filter(account=user)


class Person(models.Model):
    """Kept per district; districts meet only in the account.

    No student record beyond a committee member's name.
    """

    # Of queries.fetch_person: the coalition whose page it is, and of fetch_pair the other record.
    coalition: Coalition
    other: "Person"
    district = models.ForeignKey(District, on_delete=models.PROTECT, related_name="people")
    name = models.CharField(max_length=200)
    email = models.EmailField(max_length=254, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="people"
    )

    # A second record of somebody: everything of it has followed into that one, and it stays as
    # history.
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="merged_from"
    )
    merged_at = models.DateTimeField(null=True)
    merged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    # When address and telephone were forgotten, because nobody needs them any more.
    forgotten_at = models.DateTimeField(null=True)

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "people"
        constraints = [
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | Q(email="", account__isnull=True),
                name="merged_person_keeps_no_address_or_account",
            ),
            together("merged_at", "merged_by", name="person_merged_at_by"),
            together("merged_into", "merged_at", name="person_merged_into_at"),
            models.UniqueConstraint(
                fields=["district", "account"], name="one_person_per_account_and_district"
            ),
            models.UniqueConstraint(
                "district",
                Lower("email"),
                condition=~Q(email=""),
                name="one_person_per_address_and_district",
            ),
            models.CheckConstraint(condition=~Q(name=""), name="person_has_a_name"),
        ]
        indexes = [models.Index(fields=["district", "name", "id"], name="people_of_a_district")]

    def __str__(self) -> str:
        return self.name


class RosterIdentity(models.Model):
    """`source` names the system, `sourced_id` its number for the person.

    Numbers, never names, decide who is who.
    """

    district = models.ForeignKey(District, on_delete=models.PROTECT, related_name="+")
    source = models.CharField(max_length=80)
    sourced_id = models.CharField(max_length=220)
    username = models.CharField(max_length=200, blank=True)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="roster_identities")

    class Meta:
        verbose_name_plural = "roster identities"
        constraints = [
            models.UniqueConstraint(
                fields=["district", "source", "sourced_id"], name="one_person_per_roster_number"
            )
        ]

    def __str__(self) -> str:
        return f"{self.sourced_id} of {self.source}"
