"""A version of a district's checklist. It never changes: a walk stays what was asked then."""

from typing import Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from coalitions.access.grants import access_of
from coalitions.access.roles import RESTRICTED, levels
from coalitions.schools.models import District
from plans.assessments.questions import Question
from safety_portal.core.accounts.models import User
from safety_portal.core.constraints import never_emptied


class ChecklistQuerySet(models.QuerySet["Checklist"]):
    def visible_to(self, user: User) -> Self:
        """Those of the districts in which the account reads what is restricted."""
        grants = access_of(user).grants
        districts = {grant.district_id for grant in grants if RESTRICTED in levels(grant.role)}
        return self.filter(district__in=districts)

    def newest(self) -> Self:
        """Of each district and code the version that is walked by next."""
        ordered = self.order_by("district", "code", "-number")
        return ordered.distinct("district", "code")


class Checklist(models.Model):
    """`content` is {"introduction", "questions": [rows of Question]}.

    Made by nobody where it is the starter checklist as it came.
    """

    district = models.ForeignKey(District, on_delete=models.PROTECT, related_name="checklists")
    code = models.SlugField(max_length=60)
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=120)
    interval_months = models.PositiveSmallIntegerField()
    minutes = models.PositiveSmallIntegerField()
    content = models.JSONField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    objects = ChecklistQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["district", "code", "number"], name="one_checklist_per_number"
            ),
            models.CheckConstraint(
                condition=Q(interval_months__range=(1, 60)), name="checklist_interval_in_range"
            ),
            models.CheckConstraint(
                condition=Q(minutes__range=(1, 1440)), name="checklist_minutes_in_range"
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="checklists_stay", operation=pgtrigger.Update | pgtrigger.Delete
            ),
            never_emptied(),
        ]

    def __str__(self) -> str:
        return f"{self.title}, version {self.number}"

    @property
    def introduction(self) -> str:
        """What is said before the walk."""
        return str(self.content.get("introduction", ""))

    @property
    def questions(self) -> list[Question]:
        """Every question, in order."""
        return [Question.of(row) for row in self.content["questions"]]

    def questions_for(self, scope: str) -> list[Question]:
        """Those asked of a `school` or a `district`."""
        return [question for question in self.questions if scope in question.asked_of]
