"""A contact, and what became of its numbers."""

from datetime import date
from typing import Self

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Count, F, Q, Value
from django.db.models.functions import Coalesce, Lower, NullIf
from django.urls import reverse

from coalitions.access.filters import by_coalition
from coalitions.access.grants import access_of
from coalitions.access.roles import RESTRICTED
from coalitions.agencies.models import Agency
from coalitions.coalition.models import Coalition
from coalitions.contacts import semesters
from coalitions.contacts.numbers import KEPT
from coalitions.people.models import Person
from safety_portal.core.accounts.models import User
from safety_portal.core.constraints import known, together


class ConfirmedBy(models.TextChoices):
    """Who said that the numbers are right."""

    ITSELF = "itself", "By themselves"
    LINK = "link", "By themselves, from the link in their mail"
    ADMINISTRATOR = "administrator", "By an administrator"


class ContactQuerySet(models.QuerySet["Contact"]):
    def visible_to(self, user: User) -> Self:
        """Those whose numbers the account reads in full: kept by, or on a sheet of, coalitions in
        which it reads what is restricted; and its own.
        """
        access = access_of(user)
        direct, down, up = access.scopes_reading(RESTRICTED)
        reach = {"direct": direct, "down": down, "up": up}
        on_sheets = Contact.objects.filter(
            by_coalition("places__role__coalition", **reach), places__ended_at__isnull=True
        )
        return self.filter(
            by_coalition("coalition", **reach)
            | Q(pk__in=on_sheets.values("pk"))
            | Q(person__in=access.person_ids)
        )

    def current(self) -> Self:
        """Those that were not taken off for good."""
        return self.filter(retired_at__isnull=True)

    def unconfirmed(self, on: date) -> Self:
        """Those that nobody has confirmed in the semester of the day."""
        began = semesters.began(on)
        return self.filter(Q(confirmed_on__isnull=True) | Q(confirmed_on__lt=began))

    def listed(self) -> Self:
        """Each with the `.called` that a list is sorted by, and on how many `.sheets` it is."""
        held = Q(places__ended_at__isnull=True, places__role__closed_at__isnull=True)
        sheets = Count("places__role__coalition", filter=held, distinct=True)
        called = Coalesce(F("person__name"), NullIf(F("name"), Value("")))
        return self.annotate(called=called, sheets=sheets)

    def on_a_sheet(self) -> Self:
        """Those listed that answer for something."""
        return self.filter(Q(sheets__gt=0))


class Contact(models.Model):
    """Somebody or a desk that answers, kept by the administrators of `coalition`.

    `name` is "" where it is a person of the district. With `any_hour` there is one number, which
    answers day and night. Night number, radio and e-mail are for who reads what is restricted.
    """

    # Of listed: the name to sort by, and on how many sheets it is.
    called: str
    sheets: int
    coalition = models.ForeignKey(Coalition, on_delete=models.PROTECT, related_name="contacts")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="contacts")
    name = models.CharField(max_length=200, blank=True)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, related_name="contacts")
    title = models.CharField(max_length=120, blank=True)
    day_phone = models.CharField(max_length=40, blank=True)
    night_phone = models.CharField(max_length=40, blank=True)
    any_hour = models.BooleanField(default=False)
    radio = models.CharField(max_length=60, blank=True)
    email = models.EmailField(max_length=254, blank=True)
    leave_ends_on = models.DateField(null=True)
    # When a number was last changed: from then on it is to be confirmed again.
    changed_on = models.DateField()
    confirmed_on = models.DateField(null=True)
    confirmed_how = models.CharField(max_length=20, choices=ConfirmedBy, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    # On which days they were asked by mail since they last answered, and what they say is wrong.
    asked_on = ArrayField(models.DateField(), default=list, blank=True)
    reported_at = models.DateTimeField(null=True)
    reported = models.CharField(max_length=500, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    retired_at = models.DateTimeField(null=True)
    retired_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    # Where it stood when a form was opened: a save over a newer one is refused.
    version = models.PositiveIntegerField(default=1)

    objects = ContactQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=(Q(person__isnull=True) & ~Q(name="")) | Q(person__isnull=False, name=""),
                name="contact_is_a_person_or_a_name",
            ),
            models.CheckConstraint(
                condition=~Q(day_phone="", night_phone="") | Q(retired_at__isnull=False),
                name="contact_has_a_number",
            ),
            models.CheckConstraint(
                condition=Q(any_hour=False) | (~Q(day_phone="") & Q(night_phone="")),
                name="contact_of_any_hour_has_one_number",
            ),
            models.CheckConstraint(
                condition=(Q(day_phone="") | Q(day_phone__regex=KEPT))
                & (Q(night_phone="") | Q(night_phone__regex=KEPT)),
                name="contact_numbers_are_numbers",
            ),
            known("confirmed_how", ["", *ConfirmedBy.values], name="contact_confirmed_as_known"),
            models.CheckConstraint(
                condition=Q(confirmed_on__isnull=True, confirmed_how="", confirmed_by__isnull=True)
                | Q(
                    confirmed_on__isnull=False,
                    confirmed_how=ConfirmedBy.LINK,
                    confirmed_by__isnull=True,
                )
                | Q(
                    confirmed_on__isnull=False,
                    confirmed_how__in=(ConfirmedBy.ITSELF, ConfirmedBy.ADMINISTRATOR),
                    confirmed_by__isnull=False,
                ),
                name="contact_confirmed_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(reported_at__isnull=True, reported="")
                | (Q(reported_at__isnull=False) & ~Q(reported="")),
                name="contact_reported_with_words",
            ),
            together("retired_at", "retired_by", name="contact_retired_at_by"),
            models.UniqueConstraint(
                "coalition",
                Lower("name"),
                condition=~Q(name="") & Q(retired_at__isnull=True),
                name="one_contact_of_a_name",
            ),
            models.UniqueConstraint(
                fields=["coalition", "person"],
                condition=Q(retired_at__isnull=True),
                name="one_contact_of_a_person",
            ),
        ]
        indexes = [models.Index(fields=["agency"], name="contacts_of_an_agency")]

    def __str__(self) -> str:
        return self.person.name if self.person else self.name

    def get_absolute_url(self) -> str:
        return reverse("contact", args=[self.coalition.slug, self.pk])

    def is_confirmed(self, on: date) -> bool:
        """Whether somebody confirmed it in the semester of the day."""
        return self.confirmed_on is not None and self.confirmed_on >= semesters.began(on)

    def is_away(self, on: date) -> bool:
        """Whether it is on leave on the day."""
        return self.leave_ends_on is not None and self.leave_ends_on >= on

    def is_of(self, account: User | None) -> bool:
        """Whether it is the person of the account."""
        return bool(account and self.person and self.person.account_id == account.pk)


class ContactChange(models.Model):
    """What was changed in a contact: each field as it was and as it is now. Never rewritten."""

    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="changes")
    before = models.JSONField()
    after = models.JSONField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        indexes = [models.Index(fields=["contact", "-id"], name="changes_of_a_contact")]
        triggers = [pgtrigger.Protect(name="contact_changes_stay", operation=pgtrigger.Update)]

    def __str__(self) -> str:
        return f"Change of {self.contact}"
