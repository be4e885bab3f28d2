"""What comments and suggestions have in common.

Who said it on which section, and about which words of it.
"""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from coalitions.access.filters import any_of, by_coalition
from coalitions.access.grants import access_of
from coalitions.access.roles import Sensitivity
from coalitions.memberships.models.membership import Membership
from plans.editions.models.section import Section
from plans.text.anchors import LETTERS_AROUND, Anchor
from safety_portal.core.accounts.models import User


class AnnotationQuerySet(models.QuerySet["Annotation"]):
    def visible_to(self, user: User) -> Self:
        """What was said on sections the account may read, and on a text of a level that it reads.

        What was said while the section was for fewer people stays theirs: it quotes what the others
        never read.
        """
        access = access_of(user)
        by_level = [
            Q(sensitivity=level)
            & by_coalition("section__edition__plan__coalition", direct=direct, down=down, up=up)
            for level in Sensitivity.values
            for direct, down, up in [access.scopes_reading(level)]
        ]
        same = Q(sensitivity=F("section__sensitivity"))
        return self.filter(
            any_of(same, *by_level), section__in=Section.objects.visible_to(user).values("pk")
        )


class Annotation(models.Model):
    """`sensitivity` and `version` are the section's when it was said.

    Without a quote it is about the whole section.

    `before` and `after` are the letters around the quoted words, `block` the number of their
    paragraph: by these they are found again in a text that has changed since
    (plans/text/anchors.py). Nothing of it is part of what is signed.
    """

    section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="%(class)ss")
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    sensitivity = models.CharField(max_length=20, choices=Sensitivity)
    version = models.PositiveIntegerField()
    quote = models.TextField(blank=True)
    before = models.CharField(max_length=LETTERS_AROUND, blank=True)
    after = models.CharField(max_length=LETTERS_AROUND, blank=True)
    block = models.PositiveIntegerField(default=0)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    objects = AnnotationQuerySet.as_manager()

    class Meta:
        abstract = True

    @property
    def anchor(self) -> Anchor:
        """The words it is about."""
        return Anchor(self.quote, self.before, self.after, self.block)
