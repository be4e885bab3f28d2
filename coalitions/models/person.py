"""Somebody known to a district. A person is not an account: rosters make people, an invitation accepted makes an account."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from coalitions.models.district import District


class PersonQuerySet(models.QuerySet):
    def of_account(self, user):
        """The people behind one account: one per district it has been invited to."""
        return self.filter(account=user)


class Person(models.Model):
    """Kept per district; districts meet only in the account. No student record beyond a committee member's name."""

    district = models.ForeignKey(District, on_delete=models.PROTECT, related_name="people")
    name = models.CharField(max_length=200)
    email = models.EmailField(max_length=254, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="people")

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "people"
        constraints = [
            models.UniqueConstraint(fields=["district", "account"], name="one_person_per_account_and_district"),
            models.UniqueConstraint(
                "district", Lower("email"), condition=~Q(email=""), name="one_person_per_address_and_district"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="person_has_a_name"),
        ]
        indexes = [models.Index(fields=["district", "name", "id"], name="people_of_a_district")]

    def __str__(self):
        return self.name
