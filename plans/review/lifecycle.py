"""What a reviewer decides. Imports nothing of ours."""

from django.db import models


class Decision(models.TextChoices):
    """What a reviewer decides."""

    APPROVES = "approves", "Approves"
    APPROVES_WITH_CONDITIONS = "approves_with_conditions", "Approves with conditions"
    ASKS_FOR_CHANGES = "asks_for_changes", "Asks for changes"
