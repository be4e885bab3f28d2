"""An answer of a school to a question, given or confirmed on a day. The last one counts."""

from typing import Self

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from coalitions.access.filters import by_coalition
from coalitions.access.grants import access_of
from coalitions.access.roles import MEMBERS, RESTRICTED
from coalitions.coalition.models import Coalition
from coalitions.school_facts.questions import BY_CODE, CODES, RESTRICTED_CODES, Question
from safety_portal.core.accounts.models import User
from safety_portal.core.constraints import known, never_emptied


class FactQuerySet(models.QuerySet["SchoolFact"]):
    def visible_to(self, user: User) -> Self:
        """Those of schools whose members' text the account reads; restricted ones, of those whose
        restricted text it reads.
        """
        access = access_of(user)
        direct, down, _ = access.scopes_reading(MEMBERS)
        deep, deep_down, _ = access.scopes_reading(RESTRICTED)
        return self.filter(by_coalition("coalition", direct=direct, down=down)).filter(
            ~Q(question__in=RESTRICTED_CODES)
            | by_coalition("coalition", direct=deep, down=deep_down)
        )

    def current(self) -> Self:
        """Of each school and question the last answer."""
        return self.order_by("coalition", "question", "-id").distinct("coalition", "question")


class SchoolFact(models.Model):
    """What was answered: codes of answers, or a number; nothing where it is not known.

    Never changed: another answer, and the same one confirmed, are rows of their own.
    """

    coalition = models.ForeignKey(Coalition, on_delete=models.PROTECT, related_name="facts")
    question = models.CharField(max_length=30)
    answer = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    answered_at = models.DateTimeField()
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    objects = FactQuerySet.as_manager()

    class Meta:
        constraints = [known("question", CODES, name="fact_question_is_known")]
        indexes = [models.Index(fields=["coalition", "question", "-id"], name="facts_of_a_school")]
        triggers = [
            pgtrigger.Protect(name="facts_stay", operation=pgtrigger.Update | pgtrigger.Delete),
            never_emptied(),
        ]

    def __str__(self) -> str:
        return self.asked.short

    @property
    def asked(self) -> Question:
        """The question that it answers."""
        return BY_CODE[self.question]

    @property
    def is_known(self) -> bool:
        return bool(self.answer)

    @property
    def words(self) -> str:
        """The answer as people read it."""
        return self.asked.in_words(self.answer)
