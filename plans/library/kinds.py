"""What a section may be in the federal structure, and the section for what nobody has placed."""

from django.db import models


class Kind(models.TextChoices):
    """Which part of the federal structure a section is."""

    BASIC = "basic", "Basic plan"
    FUNCTIONAL = "functional", "Functional annex"
    THREAT_HAZARD = "threat_hazard", "Threat- or hazard-specific annex"
    OTHER = "other", "Other"


# The section for what nobody has placed, last in the outline.
UNPLACED_TITLE = "Unplaced from Word"
