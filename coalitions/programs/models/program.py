"""A program of a coalition, from its recommendation to its end."""

from typing import Self

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.urls import reverse

from coalitions.access.filters import by_coalition
from coalitions.access.grants import access_of
from coalitions.access.roles import MEMBERS, Role
from coalitions.coalition.models import Coalition
from coalitions.meetings.models.agenda import Decision
from coalitions.people.models import Person
from coalitions.programs.catalogue import LONGEST_LINE, LONGEST_TITLE, MOST_MEASURES
from coalitions.programs.lifecycle import OPEN, WAS_ADOPTED, Cadence, ProgramState
from coalitions.programs.models.entry import (
    ProgramEntry,
    cells_field,
    led_by_roles,
    lines_field,
    on_the_matrix,
)
from safety_portal.core.accounts.models import User
from safety_portal.core.constraints import known, never_emptied, together

S = ProgramState


class ProgramQuerySet(models.QuerySet["Program"]):
    def visible_to(self, user: User) -> Self:
        """Those of the coalitions in which the account reads what members read.

        Its own, down to the schools of its district, up to the district of its school.
        """
        direct, down, up = access_of(user).scopes_reading(MEMBERS)
        return self.filter(by_coalition("coalition", direct=direct, down=down, up=up))

    def of_place(self, coalition: Coalition) -> Self:
        """Those on the page of a coalition: a district's with its schools', a school's with the
        district's.
        """
        if coalition.school_id is None:
            return self.filter(coalition__district=coalition.district_id)
        up = by_coalition("coalition", up=[coalition.district_id])
        return self.filter(Q(coalition=coalition.pk) | up)

    def open(self) -> Self:
        """Those that wait, or run."""
        return self.filter(state__in=OPEN)


class Program(models.Model):
    """What a coalition does, or somebody says it should do, for whom and why.

    Its words are its own from the recommendation on; `library_code` or `entry` name the kind of the
    catalogue that it is. `adoption` is the decision of the meeting. It began on `started_on`,
    `leader` leads it, and it is reviewed by `review_due_on`.
    """

    coalition = models.ForeignKey(Coalition, on_delete=models.PROTECT, related_name="programs")
    library_code = models.CharField(max_length=60, blank=True)
    entry = models.ForeignKey(
        ProgramEntry, on_delete=models.PROTECT, null=True, related_name="programs"
    )
    state = models.CharField(max_length=20, choices=S, default=S.RECOMMENDED, editable=False)
    title = models.CharField(max_length=LONGEST_TITLE)
    cells = cells_field()
    led_by = ArrayField(models.CharField(max_length=30, choices=Role))
    for_whom = models.CharField(max_length=LONGEST_LINE)
    description = models.TextField()
    caution = models.TextField(blank=True)
    measure_names = lines_field()
    reasons = models.TextField()
    recommended_at = models.DateTimeField()
    recommended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    declined_at = models.DateTimeField(null=True)
    declined_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    declined_because = models.CharField(max_length=500, blank=True)
    adoption = models.ForeignKey(
        Decision, on_delete=models.PROTECT, null=True, related_name="adopted_programs"
    )
    adopted_at = models.DateTimeField(null=True)
    adopted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    started_on = models.DateField(null=True)
    leader = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, related_name="led_programs"
    )
    costs = models.CharField(max_length=LONGEST_LINE, blank=True)
    review_every = models.CharField(max_length=20, choices=Cadence, default=Cadence.YEARLY)
    review_due_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    # Counts changes, so that one does not write over another.
    saves = models.PositiveIntegerField(default=1)

    objects = ProgramQuerySet.as_manager()

    class Meta:
        constraints = [
            known("state", S, name="program_state_is_known"),
            known("review_every", Cadence, name="program_review_is_known"),
            on_the_matrix("program_marks_cells"),
            led_by_roles("program_led_by_roles"),
            models.CheckConstraint(
                condition=~Q(title="") & ~Q(for_whom="") & ~Q(description="") & ~Q(reasons=""),
                name="program_says_what_and_why",
            ),
            models.CheckConstraint(
                condition=Q(measure_names__len__range=(1, MOST_MEASURES)),
                name="program_names_its_measures",
            ),
            models.CheckConstraint(
                condition=Q(library_code="") | Q(entry__isnull=True), name="program_of_one_kind"
            ),
            together("adopted_at", "adopted_by", name="program_adopted_at_by"),
            together("adopted_at", "adoption", name="program_adopted_by_a_decision"),
            together("declined_at", "declined_by", name="program_declined_at_by"),
            models.CheckConstraint(
                condition=Q(state__in=WAS_ADOPTED, adopted_at__isnull=False)
                | (~Q(state__in=WAS_ADOPTED) & Q(adopted_at__isnull=True)),
                name="program_adopted_before_it_runs",
            ),
            models.CheckConstraint(
                condition=(Q(state=S.DECLINED, declined_at__isnull=False) & ~Q(declined_because=""))
                | (~Q(state=S.DECLINED) & Q(declined_at__isnull=True, declined_because="")),
                name="program_declined_with_a_reason",
            ),
            models.CheckConstraint(
                condition=~Q(state=S.RUNNING)
                | Q(started_on__isnull=False, leader__isnull=False, review_due_on__isnull=False),
                name="program_runs_with_leader_and_review",
            ),
            models.CheckConstraint(
                condition=Q(state=S.RUNNING) | Q(review_due_on__isnull=True),
                name="program_reviewed_while_it_runs",
            ),
            models.CheckConstraint(
                condition=Q(state=S.ENDED, ended_on__isnull=False)
                | (~Q(state=S.ENDED) & Q(ended_on__isnull=True)),
                name="program_ended_on_a_day",
            ),
            models.UniqueConstraint(
                fields=["coalition", "title"],
                condition=Q(state__in=OPEN),
                name="one_open_program_of_a_title",
            ),
        ]
        indexes = [
            models.Index(fields=["coalition", "title", "id"], name="programs_of_a_coalition"),
            models.Index(
                fields=["coalition", "review_due_on"],
                condition=Q(review_due_on__isnull=False),
                name="programs_to_review",
            ),
            models.Index(
                fields=["coalition"],
                condition=Q(state=S.RECOMMENDED),
                name="programs_to_decide",
            ),
            models.Index(fields=["leader"], name="programs_of_a_leader"),
            GinIndex(fields=["cells"], name="programs_by_cell"),
        ]
        triggers = [
            pgtrigger.Protect(name="programs_are_kept", operation=pgtrigger.Delete),
            never_emptied(),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("program", args=[self.coalition.slug, self.pk])
