"""How a risk was weighed, who took part, and until when somebody lives with it. Never changed."""

from datetime import timedelta

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from coalitions.memberships.models.membership import Membership
from plans.assessments.scales import Sureness
from plans.risks.catalogue import Criterion, criteria
from plans.risks.models.risk import Risk
from plans.risks.scales import CRITERIA, LEAST, MOST, Priority, Suggestion, suggested
from safety_portal.core.constraints import known, never_emptied

LONGEST_ACCEPTED = timedelta(days=366)


def _stays(name: str) -> list[pgtrigger.Trigger]:
    """The triggers of rows that are written once."""
    return [
        pgtrigger.Protect(name=name, operation=pgtrigger.Update | pgtrigger.Delete),
        never_emptied(),
    ]


class Weighing(models.Model):
    """Four scores, what they suggested, and the priority that was decided or only proposed.

    `year` is the one in which its school year began. `detail` is restricted: what makes the place
    weak.
    """

    risk = models.ForeignKey(Risk, on_delete=models.PROTECT, related_name="weighings")
    is_decided = models.BooleanField()
    year = models.PositiveSmallIntegerField()
    probability = models.PositiveSmallIntegerField()
    magnitude = models.PositiveSmallIntegerField()
    warning = models.PositiveSmallIntegerField()
    duration = models.PositiveSmallIntegerField()
    suggested = models.CharField(max_length=10, choices=Priority)
    priority = models.CharField(max_length=10, choices=Priority)
    reason = models.CharField(max_length=1000, blank=True)
    sureness = models.CharField(max_length=10, choices=Sureness, blank=True)
    detail = models.TextField(blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            *(
                models.CheckConstraint(
                    condition=Q(**{f"{name}__range": (LEAST, MOST)}),
                    name=f"weighing_{name}_one_to_four",
                )
                for name in CRITERIA
            ),
            known("suggested", Priority, name="weighing_suggested_is_known"),
            known("priority", Priority, name="weighing_priority_is_known"),
            known("sureness", ["", *Sureness.values], name="weighing_sureness_is_known"),
            models.CheckConstraint(
                condition=Q(priority=F("suggested")) | ~Q(reason=""),
                name="weighing_unlike_the_suggestion_with_a_reason",
            ),
        ]
        indexes = [
            models.Index(
                fields=["risk", "-year", "-id"],
                condition=Q(is_decided=True),
                name="decisions_of_a_risk",
            ),
        ]
        triggers = _stays("weighings_stay")

    def __str__(self) -> str:
        return f"{self.get_priority_display()}, {self.year_label}"

    @property
    def suggestion(self) -> Suggestion:
        """What its scores suggest, with the arithmetic."""
        return suggested({name: getattr(self, name) for name in CRITERIA})

    @property
    def scores(self) -> list[tuple[Criterion, str, int]]:
        """Each criterion with the word of the scale and the number."""
        given = ((each, getattr(self, each.code)) for each in criteria())
        return [(criterion, criterion.word(value), value) for criterion, value in given]

    @property
    def year_label(self) -> str:
        """The school year, as people say it."""
        return year_words(self.year)

    @property
    def is_unlike(self) -> bool:
        """Whether the priority is another one than was suggested."""
        return self.priority != self.suggested


def year_words(year: int) -> str:
    """ "2026-27" for the school year that began in 2026."""
    return f"{year}-{(year + 1) % 100:02}"


class TookPart(models.Model):
    """Somebody took part in a weighing, as a member."""

    weighing = models.ForeignKey(Weighing, on_delete=models.PROTECT, related_name="took_part")
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["weighing", "membership"], name="took_part_once")
        ]
        triggers = _stays("who_took_part_stays")

    def __str__(self) -> str:
        return f"{self.membership} took part"


class Acceptance(models.Model):
    """`membership` lives with a risk as it was decided, through the day `ends_on`, at most a year.

    Another decision ends it; of several of one decision the last counts.
    """

    weighing = models.ForeignKey(Weighing, on_delete=models.PROTECT, related_name="acceptances")
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    because = models.CharField(max_length=500)
    accepted_on = models.DateField()
    ends_on = models.DateField()
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(because=""), name="acceptance_with_a_reason"),
            models.CheckConstraint(
                condition=Q(ends_on__gt=F("accepted_on"))
                & Q(ends_on__lte=F("accepted_on") + LONGEST_ACCEPTED),
                name="acceptance_for_a_year_at_most",
            ),
        ]
        indexes = [models.Index(fields=["weighing", "-id"], name="acceptances_of_a_decision")]
        triggers = _stays("acceptances_stay")

    def __str__(self) -> str:
        return f"{self.membership.person} until {self.ends_on.isoformat()}"
