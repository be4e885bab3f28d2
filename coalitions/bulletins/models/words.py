"""What was said of a bulletin after it was sent: news of its keepers, and answers."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from coalitions.bulletins.models.bulletin import Bulletin


class BulletinNews(models.Model):
    """What is new, for everybody who reads it; `asks_again` where all are to read it again."""

    bulletin = models.ForeignKey(Bulletin, on_delete=models.CASCADE, related_name="news")
    text = models.TextField()
    asks_again = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="bulletin_news_is_told")]
        indexes = [models.Index(fields=["bulletin", "id"], name="news_of_a_bulletin")]
        triggers = [pgtrigger.Protect(name="bulletin_news_stay", operation=pgtrigger.Update)]

    def __str__(self) -> str:
        return f"News of {self.bulletin}"


class BulletinAnswer(models.Model):
    """What an administrator answers or asks, and what the sender answers to that."""

    bulletin = models.ForeignKey(Bulletin, on_delete=models.CASCADE, related_name="answers")
    text = models.TextField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="bulletin_answer_says_something")
        ]
        indexes = [models.Index(fields=["bulletin", "id"], name="answers_of_a_bulletin")]
        triggers = [pgtrigger.Protect(name="bulletin_answers_stay", operation=pgtrigger.Update)]

    def __str__(self) -> str:
        return f"Answer to {self.bulletin}"
