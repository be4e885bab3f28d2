"""The coalition's own words in Spanish, with the fingerprint of the English they are made from."""

from typing import Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from coalitions.access.grants import access_of
from coalitions.coalition.models import Coalition
from safety_portal.core.accounts.models import User
from safety_portal.core.constraints import never_emptied

LONGEST_KEY = 80


class PublicTranslationQuerySet(models.QuerySet["PublicTranslation"]):
    def visible_to(self, user: User) -> Self:
        """Those of the coalitions that the account is a member of."""
        return self.filter(coalition__in=access_of(user).coalition_ids)


class PublicTranslation(models.Model):
    """`key` names the text ("brief:12:title"), `of_hash` is the SHA-256 of the English that it was
    made from: where that changed, the translation is stale, and said to be.
    """

    coalition = models.ForeignKey(
        Coalition, on_delete=models.PROTECT, related_name="public_translations"
    )
    key = models.CharField(max_length=LONGEST_KEY)
    text = models.TextField()
    of_hash = models.CharField(max_length=64)
    translated_at = models.DateTimeField()
    translated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    objects = PublicTranslationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["coalition", "key"], name="one_translation_of_a_text"),
            models.CheckConstraint(
                condition=~Q(key="") & ~Q(text="") & Q(of_hash__regex=r"^[0-9a-f]{64}$"),
                name="translation_of_something",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="translations_are_kept", operation=pgtrigger.Delete),
            never_emptied(),
        ]

    def __str__(self) -> str:
        return self.key
