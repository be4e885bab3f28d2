"""How a board may vote. Imports nothing of ours."""

from django.db import models


class Outcome(models.TextChoices):
    """What a board decided when it voted on an edition."""

    APPROVED = "approved", "Approved"
    NOT_APPROVED = "not_approved", "Not approved"
