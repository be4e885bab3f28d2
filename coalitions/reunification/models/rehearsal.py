"""A rehearsal: planned for a day, then written down, or called off."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from coalitions.coalition.models import Coalition
from coalitions.reunification.content import REHEARSAL_CODES, rehearsal_of
from coalitions.reunification.lifecycle import RehearsalState
from coalitions.reunification.models.site import OfSchool
from safety_portal.core.constraints import known, never_emptied, together


class RehearsalQuerySet(OfSchool["Rehearsal"]):
    """Of a school's coalition."""


class Rehearsal(models.Model):
    """What was practised and learned, how many took part and how fast it went; never who.

    `minutes_to_first_release` are from the decision to the first release, where a clock ran.
    """

    coalition = models.ForeignKey(Coalition, on_delete=models.PROTECT, related_name="rehearsals")
    kind = models.CharField(max_length=20)
    takes_place_on = models.DateField()
    practised = models.CharField(max_length=500)
    planned_at = models.DateTimeField()
    planned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    learned = models.CharField(max_length=2000, blank=True)
    people = models.PositiveIntegerField(null=True)
    minutes_to_first_release = models.PositiveIntegerField(null=True)
    written_at = models.DateTimeField(null=True)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    called_off_at = models.DateTimeField(null=True)
    called_off_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    called_off_because = models.CharField(max_length=500, blank=True)

    objects = RehearsalQuerySet.as_manager()

    class Meta:
        constraints = [
            known("kind", REHEARSAL_CODES, name="rehearsal_kind_is_known"),
            models.CheckConstraint(
                condition=~Q(practised=""), name="rehearsal_says_what_is_practised"
            ),
            together("written_at", "written_by", name="rehearsal_written_at_by"),
            together("called_off_at", "called_off_by", name="rehearsal_called_off_at_by"),
            models.CheckConstraint(
                condition=Q(written_at__isnull=True, learned="")
                | (Q(written_at__isnull=False) & ~Q(learned="")),
                name="rehearsal_held_says_what_was_learned",
            ),
            models.CheckConstraint(
                condition=Q(written_at__isnull=False)
                | Q(people__isnull=True, minutes_to_first_release__isnull=True),
                name="rehearsal_is_counted_when_held",
            ),
            models.CheckConstraint(
                condition=Q(called_off_at__isnull=True, called_off_because="")
                | (
                    Q(called_off_at__isnull=False, written_at__isnull=True)
                    & ~Q(called_off_because="")
                ),
                name="rehearsal_called_off_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(people__isnull=True) | Q(people__lte=100_000),
                name="rehearsal_of_so_many_people",
            ),
            models.CheckConstraint(
                condition=Q(minutes_to_first_release__isnull=True)
                | Q(minutes_to_first_release__lte=1440),
                name="rehearsal_of_one_day",
            ),
            models.UniqueConstraint(
                fields=["coalition", "kind", "takes_place_on"],
                condition=Q(called_off_at__isnull=True),
                name="one_rehearsal_of_a_kind_and_day",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="rehearsals_are_kept", operation=pgtrigger.Delete),
            never_emptied(),
        ]

    def __str__(self) -> str:
        kind = rehearsal_of(self.kind)
        return kind.title if kind else self.kind

    def get_absolute_url(self) -> str:
        return reverse("reunification_rehearsal", args=[self.coalition.slug, self.pk])

    @property
    def state(self) -> RehearsalState:
        """Planned, held or called off."""
        if self.called_off_at:
            return RehearsalState.CALLED_OFF
        return RehearsalState.HELD if self.written_at else RehearsalState.PLANNED
