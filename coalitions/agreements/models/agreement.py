"""An agreement, who signed it for each party, and how it was amended and reviewed."""

from collections.abc import Collection
from datetime import date
from typing import Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from coalitions.access.filters import by_coalition
from coalitions.access.grants import access_of
from coalitions.access.roles import MEMBERS
from coalitions.agencies.models import Agency
from coalitions.agreements.models.standing import asked, last_day, standing
from coalitions.coalition.models import Coalition
from coalitions.schools.models import School
from safety_portal.core.accounts.models import User
from safety_portal.core.constraints import known, never_emptied, together


class AgreementKind(models.TextChoices):
    """What is promised."""

    LAW_ENFORCEMENT = "law_enforcement", "Law enforcement or SRO program"
    REUNIFICATION_SITE = "reunification_site", "Reunification site"
    SHELTER = "shelter", "Shelter"
    MUTUAL_AID = "mutual_aid", "Mutual aid"
    MENTAL_HEALTH = "mental_health", "Mental health"
    MEDICAL = "medical", "Medical"
    TRANSPORT = "transport", "Transport"
    MEDIA = "media", "Media"
    OTHER = "other", "Other"


class AgreementQuerySet(models.QuerySet["Agreement"]):
    def visible_to(self, user: User) -> Self:
        """Those of the coalitions in which the account reads what members read.

        Its own, down to the schools of its district, up to the district of its school.
        """
        direct, down, up = access_of(user).scopes_reading(MEMBERS)
        return self.filter(by_coalition("coalition", direct=direct, down=down, up=up))

    def with_standing(self, on: date) -> Self:
        """Each with its `.standing` on the day, and the `.last_on` that it holds or held."""
        table = "coalitions_agreement"
        return self.annotate(
            standing=asked(standing(table), models.CharField(), on=on),
            last_on=asked(last_day(table), models.DateField()),
        )

    def standing_in(self, codes: Collection[str]) -> Self:
        """Those with_standing that stand as one of the codes."""
        return self.filter(Q(standing__in=codes))

    def not_withdrawn(self) -> Self:
        """Those that were not taken back before they held."""
        return self.filter(Q(closed_at__isnull=True) | Q(ended_early_on__isnull=False))


class Agreement(models.Model):
    """What `coalition` has in writing for `schools`, from `starts_on` through `ends_on`.

    Both days count. Without `signed_on` it is a draft; without `ends_on` it has no end, and then a
    day by which it is read again. `first` is the first of its chain, null for that one itself.
    """

    # Of with_standing.
    standing: str
    last_on: date | None
    # Of with_schools.
    school_names: list[str]
    every_school: int
    coalition = models.ForeignKey(Coalition, on_delete=models.PROTECT, related_name="agreements")
    kind = models.CharField(max_length=30, choices=AgreementKind)
    title = models.CharField(max_length=200)
    terms = models.TextField()
    schools = models.ManyToManyField(School, related_name="agreements")
    signed_on = models.DateField(null=True)
    starts_on = models.DateField()
    review_due_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    replaces = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="replaced_by"
    )
    first = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="later")
    # Why somebody took it back before it held (ended_early_on is null then), ended it, or left it
    # ended without a new one.
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    closed_because = models.CharField(max_length=500, blank=True)
    ended_early_on = models.DateField(null=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    # Where the agreement stood when a form was opened: a save over a newer one is refused.
    version = models.PositiveIntegerField(default=1)

    objects = AgreementQuerySet.as_manager()

    class Meta:
        constraints = [
            known("kind", AgreementKind, name="agreement_kind_is_known"),
            models.CheckConstraint(condition=~Q(title=""), name="agreement_has_a_title"),
            models.CheckConstraint(condition=~Q(terms=""), name="agreement_says_something"),
            models.CheckConstraint(
                condition=Q(starts_on__gte=date(1950, 1, 1)), name="agreement_of_our_time"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="agreement_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=False) | Q(review_due_on__isnull=False),
                name="agreement_comes_up_again",
            ),
            together("closed_at", "closed_by", name="agreement_closed_at_by"),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, closed_because="", ended_early_on__isnull=True)
                | (Q(closed_at__isnull=False) & ~Q(closed_because="")),
                name="agreement_closed_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(ended_early_on__isnull=True) | Q(ended_early_on__gte=F("starts_on")),
                name="agreement_ended_early_after_start",
            ),
            together("replaces", "first", name="agreement_chained_whole"),
            models.CheckConstraint(
                condition=Q(replaces__isnull=True) | ~Q(replaces=F("id")),
                name="agreement_replaces_another",
            ),
            models.UniqueConstraint(
                fields=["replaces"],
                condition=Q(closed_at__isnull=True) | Q(ended_early_on__isnull=False),
                name="one_renewal_of_an_agreement",
            ),
            # The same paper, typed twice.
            models.UniqueConstraint(
                fields=["coalition", "kind", "title", "starts_on"],
                condition=Q(closed_at__isnull=True) | Q(ended_early_on__isnull=False),
                name="one_agreement_of_a_title_and_day",
            ),
        ]
        indexes = [models.Index(fields=["coalition", "title", "id"], name="agreements_by_title")]
        triggers = [
            pgtrigger.Protect(name="agreements_are_kept", operation=pgtrigger.Delete),
            never_emptied(),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("agreement", args=[self.coalition.slug, self.pk])

    def is_for(self, coalition: Coalition) -> bool:
        """Whether what a coalition does may stand on it: it is its own, or its district's."""
        of_district = self.coalition.school_id is None
        in_district = self.coalition.district_id == coalition.district_id
        return self.coalition_id == coalition.pk or (of_district and in_district)


class AgreementParty(models.Model):
    """Who is bound by it, under the name that stands in the paper, and who signed for them."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="parties")
    agency = models.ForeignKey(
        Agency, on_delete=models.PROTECT, null=True, related_name="agreement_parties"
    )
    name = models.CharField(max_length=200)
    signed_by = models.CharField(max_length=200, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name_plural = "agreement parties"
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="party_has_a_name"),
            models.UniqueConstraint(
                fields=["agreement", "name"], name="one_party_per_name_and_agreement"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Amendment(models.Model):
    """What was put right in an agreement in force: each field as it was and as it is now, from
    which day, and why. Never changed.
    """

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="amendments")
    amended_on = models.DateField()
    because = models.CharField(max_length=500)
    before = models.JSONField()
    after = models.JSONField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(because=""), name="amendment_with_a_reason")
        ]
        triggers = [
            pgtrigger.Protect(
                name="amendments_stay", operation=pgtrigger.Update | pgtrigger.Delete
            ),
            never_emptied(),
        ]

    def __str__(self) -> str:
        return f"Amendment of {self.amended_on}"


class AgreementReview(models.Model):
    """The parties read it together: what they found, and by when they read it again."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="reviews")
    reviewed_on = models.DateField()
    outcome = models.CharField(max_length=500)
    next_review_on = models.DateField(null=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(outcome=""), name="agreement_review_says_what_came_of_it"
            ),
            models.UniqueConstraint(
                fields=["agreement", "reviewed_on"], name="one_agreement_review_a_day"
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="agreement_reviews_stay", operation=pgtrigger.Update | pgtrigger.Delete
            ),
            never_emptied(),
        ]

    def __str__(self) -> str:
        return f"Review of {self.reviewed_on}"
