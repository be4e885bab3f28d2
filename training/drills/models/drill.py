"""One drill of one school."""

from datetime import date
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
from coalitions.access.roles import PUBLIC, Group
from coalitions.coalition.models import Coalition
from coalitions.memberships.models.membership import Membership
from safety_portal.core.accounts.models import User
from safety_portal.core.constraints import known, never_emptied, together
from training.drills.kinds import (
    Assured,
    DrillKind,
    Lacking,
    Observer,
    PartOfDay,
    kinds_in_words,
)
from training.drills.lifecycle import DrillState

S = DrillState
MOST_MINUTES, MOST_HEADS = 24 * 60, 20_000


def codes(choices: type[models.TextChoices]) -> "ArrayField[list[str], list[str]]":
    """Some of the choices, each once; stored by their codes (`among` constrains them)."""
    return ArrayField(models.CharField(max_length=30, choices=choices), default=list, blank=True)


def among(field: str, choices: type[models.TextChoices], *, name: str) -> models.CheckConstraint:
    """The constraint that a list of codes has those of the choices alone."""
    condition = Q(**{f"{field}__contained_by": choices.values})
    return models.CheckConstraint(condition=condition, name=name)


class DrillQuerySet(models.QuerySet["Drill"]):
    def visible_to(self, user: User) -> Self:
        """What was held, and what is announced, to everybody whose reading reaches the school; what
        is unannounced and was not held, to who runs it: administrators of the school and of its
        district, whoever leads it, whoever planned it while a member.
        """
        access = access_of(user)
        direct, down, up = access.scopes_reading(PUBLIC)
        within = by_coalition("coalition", direct=direct, down=down, up=up)
        return self.filter(within).filter(Q(is_announced=True) | Q(state=S.HELD) | run_by(user))

    def planned(self) -> Self:
        """Those that are to be held."""
        return self.filter(state=S.PLANNED)

    def held(self) -> Self:
        """Those that were."""
        return self.filter(state=S.HELD)

    def between(self, first: date, last: date) -> Self:
        """Those of the days: of the day it was held, else of the day it is planned for."""
        return self.filter(drill_on__range=(first, last))

    def with_place(self) -> Self:
        """Each with its coalition, school and leader."""
        return self.select_related(
            "coalition__district", "coalition__school", "leader__person", "logged_by", "planned_by"
        )


def run_by(user: User) -> Q:
    """The condition that the account runs a drill."""
    access = access_of(user)
    administered = [g for g in access.grants if g.group == Group.ADMINISTRATOR]
    of_administrator = by_coalition(
        "coalition",
        direct=[grant.coalition_id for grant in administered],
        down=[grant.district_id for grant in administered if not grant.of_school],
    )
    # Who only looks as a role has led and planned nothing.
    own = [] if access.view_as else [grant.membership_id for grant in access.grants]
    planned = Q(planned_by=user.pk, coalition__in=access.coalition_ids) if own else Q(pk__in=[])
    return of_administrator | Q(leader__in=own) | planned


class Drill(models.Model):
    """Of some `kinds`, at a school (its coalition), in one `building` ("" for all of them).

    `drill_on` is the day it was held, or is planned for. `is_real`: no drill, a real alarm that was
    answered as the plan says. `invited` are asked to watch, `observers` watched.
    `simulates`: props, actors, noise of shots or wounds. `lacking` is what did not go right. The
    four times say when dispatch and the alarm company were told of it, and that it is over.
    `planned_by` is null where nobody planned it. No student is named in any of it.
    """

    coalition = models.ForeignKey(Coalition, on_delete=models.PROTECT, related_name="drills")
    kinds = ArrayField(models.CharField(max_length=30, choices=DrillKind))
    is_real = models.BooleanField(default=False)
    building = models.CharField(max_length=120, blank=True)
    state = models.CharField(max_length=20, choices=S, default=S.PLANNED, editable=False)
    drill_on = models.DateField()
    starts_at = models.TimeField(null=True)
    part_of_day = models.CharField(max_length=20, choices=PartOfDay, blank=True)
    is_announced = models.BooleanField(default=True)
    leader = models.ForeignKey(
        Membership, on_delete=models.PROTECT, null=True, related_name="drills_led"
    )
    invited = codes(Observer)
    with_students = models.BooleanField(default=True)
    simulates = models.BooleanField(default=False)
    assured = codes(Assured)
    planned_at = models.DateTimeField(null=True)
    planned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    minutes = models.PositiveSmallIntegerField(null=True)
    head_count = models.PositiveIntegerField(null=True)
    observers = codes(Observer)
    lacking = codes(Lacking)
    exit_blocked = models.BooleanField(default=False)
    secondary_egress = models.BooleanField(default=False)
    exits = models.CharField(max_length=300, blank=True)
    weather = models.CharField(max_length=120, blank=True)
    worked = models.TextField(blank=True)
    note = models.TextField(blank=True)
    # The form that it came by, so that a phone which sends it again logs it once.
    sent_key = models.UUIDField(null=True, unique=True, editable=False)
    saves = models.PositiveIntegerField(default=0, editable=False)
    logged_at = models.DateTimeField(null=True)
    logged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    canceled_at = models.DateTimeField(null=True)
    canceled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    because = models.CharField(max_length=500, blank=True)
    dispatch_told_at = models.DateTimeField(null=True)
    dispatch_cleared_at = models.DateTimeField(null=True)
    alarm_told_at = models.DateTimeField(null=True)
    alarm_cleared_at = models.DateTimeField(null=True)

    objects = DrillQuerySet.as_manager()

    class Meta:
        constraints = [
            known("state", S, name="drill_state_is_known"),
            among("kinds", DrillKind, name="drill_kinds_are_known"),
            models.CheckConstraint(condition=~Q(kinds=[]), name="drill_has_a_kind"),
            known("part_of_day", [*PartOfDay.values, ""], name="drill_part_of_day_is_known"),
            among("invited", Observer, name="drill_invited_are_known"),
            among("observers", Observer, name="drill_observers_are_known"),
            among("lacking", Lacking, name="drill_lacking_is_known"),
            among("assured", Assured, name="drill_assured_is_known"),
            together("planned_at", "planned_by", name="drill_planned_at_by"),
            together("logged_at", "logged_by", name="drill_logged_at_by"),
            together("canceled_at", "canceled_by", name="drill_canceled_at_by"),
            models.CheckConstraint(
                condition=Q(state=S.HELD, logged_at__isnull=False, minutes__isnull=False)
                | (~Q(state=S.HELD) & Q(logged_at__isnull=True, minutes__isnull=True)),
                name="drill_held_is_logged",
            ),
            models.CheckConstraint(
                condition=(Q(state=S.CANCELED, canceled_at__isnull=False) & ~Q(because=""))
                | (~Q(state=S.CANCELED) & Q(canceled_at__isnull=True, because="")),
                name="drill_canceled_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(state=S.HELD) | Q(planned_at__isnull=False),
                name="drill_planned_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(state=S.HELD) | Q(is_real=False), name="real_alarm_is_not_planned"
            ),
            models.CheckConstraint(
                condition=Q(minutes__isnull=True) | Q(minutes__range=(1, MOST_MINUTES)),
                name="drill_took_minutes",
            ),
            models.CheckConstraint(
                condition=Q(head_count__isnull=True) | Q(head_count__range=(1, MOST_HEADS)),
                name="drill_heads_can_be_counted",
            ),
        ]
        indexes = [
            models.Index(fields=["coalition", "-drill_on", "-id"], name="drills_of_a_coalition"),
            models.Index(
                fields=["coalition", "drill_on"],
                condition=Q(state=S.PLANNED),
                name="drills_planned",
            ),
            GinIndex(fields=["kinds"], name="drills_by_kind"),
        ]
        triggers = [
            pgtrigger.Protect(name="drills_are_kept", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="canceled_drills_stay",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__state="canceled"),
            ),
            never_emptied(),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("drill", args=[self.coalition.slug, self.pk])

    @property
    def title(self) -> str:
        """ "Fire drill", "Real alarm: fire", "Tabletop exercise"."""
        words = kinds_in_words(self.kinds)
        if self.is_real:
            return f"Real alarm: {words[0].lower()}{words[1:]}"
        return words if words.endswith("exercise") else f"{words} drill"

    @property
    def place(self) -> str:
        """The school, with the building where it is one of several."""
        named = str(self.coalition.place)
        return f"{named}, {self.building}" if self.building else named

    @property
    def is_held(self) -> bool:
        """Whether it was held."""
        return self.state == S.HELD

    @property
    def is_planned(self) -> bool:
        """Whether it is to be held."""
        return self.state == S.PLANNED
