"""The safety team of one district or one school, and the ladder of reminders that it starts with."""

from collections.abc import Collection
from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from coalitions.access.filters import by_coalition
from coalitions.access.grants import access_of
from coalitions.schools.models import District, School
from safety_portal.core.accounts.models import User
from safety_portal.core.database.kept_queries import ListSlot
from safety_portal.core.notices.ladder import DEFAULT_LADDER


def default_ladder() -> list[int]:
    """A fresh copy of the ladder a coalition starts with."""
    return list(DEFAULT_LADDER)


class CoalitionQuerySet(models.QuerySet["Coalition"]):
    def visible_to(self, user: User) -> Self:
        """Coalitions the account belongs to, and those its reading reaches.

        Down to schools, up to the district.
        """
        return self.within(**access_of(user).coalition_filter)

    def within(self, **coalition_filter: ListSlot | Collection[int]) -> Self:
        """Coalitions within the `reach` of a Standing.

        Of a query that is kept, within what will be given.
        """
        return self.filter(by_coalition("", **coalition_filter))

    def of_member(self, user: User) -> Self:
        """Only the coalitions the account is a current member of."""
        return self.filter(id__in=access_of(user).coalition_ids)


DISTANT = "9999-12-31"


class Coalition(models.Model):
    """Belongs to a district, or to one of its schools; at most one each."""

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=200)
    district = models.ForeignKey(District, on_delete=models.PROTECT, related_name="coalitions")
    school = models.OneToOneField(
        School, on_delete=models.PROTECT, null=True, related_name="coalition"
    )
    formed_on = models.DateField()
    # Settable: months from "in force" to the next review, and the ladder of reminders (what its
    # numbers mean: ladder.py).
    review_months = models.PositiveSmallIntegerField(default=12)
    ladder = models.JSONField(default=default_ladder)
    # The first day on which one of its plans in force is to be reviewed; null where none is in
    # force, DISTANT where that one has no day. The database writes it whenever an edition comes
    # into force or ends (plans/editions), so that the schools of a district to look at first are
    # found without looking at every plan of every school.
    review_due_on = models.DateField(null=True, editable=False)
    # The board without whose vote no plan comes into force; "" where none is asked.
    approving_board = models.CharField(max_length=200, blank=True, default="")

    # For how many days after its last one a bulletin is kept, with who read it.
    bulletin_days = models.PositiveSmallIntegerField(default=365)

    objects = CoalitionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["district"],
                condition=Q(school__isnull=True),
                name="one_coalition_per_district",
            ),
            models.CheckConstraint(
                condition=Q(review_months__range=(1, 60)), name="review_months_within_five_years"
            ),
            models.CheckConstraint(
                condition=Q(bulletin_days__range=(30, 3650)), name="bulletin_days_within_ten_years"
            ),
        ]
        indexes = [
            models.Index(
                "district",
                F("review_due_on").asc(nulls_first=True),
                "name",
                "id",
                condition=Q(school__isnull=False),
                name="schools_by_need",
            ),
            models.Index(
                "district", "name", "id", condition=Q(school__isnull=False), name="schools_by_name"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("coalition", args=[self.slug])

    @property
    def next_review_on(self) -> date | None:
        """The first day on which a plan in force is to be reviewed.

        None where none is in force, or it has no day.
        """
        return None if str(self.review_due_on) == DISTANT else self.review_due_on

    @property
    def place(self) -> School | District:
        """The school or district it belongs to."""
        return self.school or self.district

    @property
    def scope(self) -> str:
        """`school` or `district`: which seats, plans and reach it has."""
        return "school" if self.school_id else "district"
