"""To whom a bulletin went, how they were told, and each time that somebody opened it."""

from datetime import date, datetime
from typing import Self

import pgtrigger
from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import (
    BooleanField,
    Case,
    CharField,
    Exists,
    F,
    Func,
    OuterRef,
    Q,
    Value,
    When,
)
from django.db.models.functions import Coalesce, NullIf

from coalitions.bulletins.models.bulletin import Bulletin, BulletinPlace, BulletinRole
from coalitions.memberships.models.membership import Membership, MembershipQuerySet
from coalitions.people.models import Person
from safety_portal.core.constraints import known
from safety_portal.core.notices.models import Message

HAS_READ = Q(read_at__isnull=False, read_at__gte=F("bulletin__asked_at"))


# What somebody is called there: their title, their seat, else the code of their role.
CALLED = Coalesce(
    NullIf("title", Value("")), NullIf("seat__title", Value("")), "role", output_field=CharField()
)


def _held() -> MembershipQuerySet:
    """The memberships by which a recipient, of the query around it, got a bulletin."""
    keys = Func(OuterRef("membership_ids"), template="(SELECT UNNEST(%(expressions)s))")
    return Membership.objects.filter(pk__in=keys).order_by("pk")


class RecipientQuerySet(models.QuerySet["BulletinRecipient"]):
    def unread(self) -> Self:
        """Those who have not said "I have read it" since they were last asked."""
        return self.exclude(HAS_READ)

    def having_read(self) -> Self:
        """Those who have."""
        return self.filter(HAS_READ)

    def standing(self, on: date) -> Self:
        """Each with `.is_read`, `.is_lost` (not reached), `.is_current` (holds a role of it) and
        `.held_roles`, the codes of those by which they got it.
        """
        read = Case(
            When(HAS_READ, then=Value(True)), default=Value(False), output_field=BooleanField()
        )
        one = BulletinRecipient.objects.filter(pk=OuterRef("pk"))
        return self.annotate(
            is_read=read,
            is_lost=Exists(one.not_reached()),
            is_current=Exists(one.current(on)),
            held_roles=ArraySubquery(_held().values("role")),
        )

    def with_receipts(self) -> Self:
        """Each with its account, when mail went (`.told_ats`) and why some failed (`.errors`), and
        by what they got it: `.held_at` which coalitions, `.held_as` a title or code of a role.
        """
        told = BulletinTelling.objects.filter(recipient=OuterRef("pk")).order_by("told_at", "pk")
        failed = told.filter(message__failed_at__isnull=False)
        held = _held().annotate(called=CALLED)
        return self.select_related("person__account").annotate(
            told_ats=ArraySubquery(told.values("told_at")),
            errors=ArraySubquery(failed.values("message__last_error")),
            held_at=ArraySubquery(held.values("coalition__name")),
            held_as=ArraySubquery(held.values("called")),
        )

    def to_tell(self) -> Self:
        """With what mail to them says."""
        return self.select_related("bulletin__sent_by", "bulletin__coalition", "person__account")

    def current(self, on: date) -> Self:
        """Those who still hold a role that the bulletin names, at a place that it names."""
        of_it = {"bulletin": OuterRef(OuterRef("bulletin"))}
        named = BulletinRole.objects.filter(**of_it, role=OuterRef("role"))
        there = BulletinPlace.objects.filter(**of_it, coalition=OuterRef("coalition"))
        held = Membership.objects.current(on).filter(
            Exists(named), Exists(there), person=OuterRef("person")
        )
        return self.filter(Exists(held))

    def not_reached(self) -> Self:
        """Those who cannot have read it: without an account, or all mail to them came back."""
        told = BulletinTelling.objects.filter(recipient=OuterRef("pk"))
        failed = told.filter(message__failed_at__isnull=False)
        arrived = told.filter(message__failed_at__isnull=True)
        closed = Q(person__account__isnull=True) | Q(person__account__is_active=False)
        return self.filter(closed | (Exists(failed) & ~Exists(arrived)))


class BulletinRecipient(models.Model):
    """A person, once, with the `membership_ids` by which they got it. `read_at` is when they last
    said that they have read it.
    """

    # Of standing: whether they have read it, cannot have, and still hold a role of it.
    is_read: bool
    is_lost: bool
    is_current: bool
    # Of with_receipts.
    told_ats: list[datetime]
    errors: list[str]
    held_at: list[str]
    held_as: list[str]
    bulletin = models.ForeignKey(Bulletin, on_delete=models.CASCADE, related_name="recipients")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="bulletins_received")
    membership_ids = ArrayField(models.BigIntegerField())
    added_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    objects = RecipientQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["bulletin", "person"], name="bulletin_to_a_person_once"
            ),
            models.CheckConstraint(
                condition=~Q(membership_ids=[]), name="bulletin_recipient_by_a_membership"
            ),
            models.CheckConstraint(
                condition=Q(read_at__isnull=True) | Q(read_at__gte=F("added_at")),
                name="bulletin_read_after_it_came",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}"


class Told(models.TextChoices):
    """Why mail went to a recipient."""

    SENT = "sent", "When it was sent"
    AGAIN = "again", "Sent again"
    NEWS = "news", "News that asks to read it again"


class BulletinTelling(models.Model):
    """A mail of the outbox to a recipient."""

    recipient = models.ForeignKey(
        BulletinRecipient, on_delete=models.CASCADE, related_name="tellings"
    )
    why = models.CharField(max_length=20, choices=Told)
    told_on = models.DateField()
    told_at = models.DateTimeField()
    message = models.OneToOneField(Message, on_delete=models.CASCADE, related_name="bulletin")

    class Meta:
        constraints = [
            known("why", Told, name="bulletin_told_for_a_known_reason"),
            models.UniqueConstraint(
                fields=["recipient", "told_on"],
                condition=Q(why=Told.AGAIN),
                name="bulletin_sent_again_once_a_day",
            ),
        ]
        indexes = [models.Index(fields=["recipient", "told_at"], name="tellings_of_a_recipient")]

    def __str__(self) -> str:
        return f"{self.recipient}, {self.get_why_display()}"


class Way(models.TextChoices):
    """How a bulletin was read, and that who read it was carried away."""

    OPENED = "opened", "Opened"
    PRINTED = "printed", "Printed"
    CONFIRMED = "confirmed", "Said “I have read it”"
    RECEIPTS = "receipts", "Took the receipts as a file"


class BulletinReading(models.Model):
    """Somebody read it, the sender too. Never changed; gone with the bulletin."""

    bulletin = models.ForeignKey(Bulletin, on_delete=models.CASCADE, related_name="readings")
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    reader_name = models.CharField(max_length=254)
    way = models.CharField(max_length=20, choices=Way)
    read_at = models.DateTimeField()

    class Meta:
        constraints = [known("way", Way, name="bulletin_read_in_a_known_way")]
        indexes = [models.Index(fields=["bulletin", "-id"], name="readings_of_a_bulletin")]
        triggers = [pgtrigger.Protect(name="bulletin_readings_stay", operation=pgtrigger.Update)]

    def __str__(self) -> str:
        return f"{self.reader_name}, {self.get_way_display()}"
