"""The words of a walk as data: layers, answers, how bad and how sure. Imports nothing of ours."""

from django.db import models


class Layer(models.TextChoices):
    """The six layers of a site, from the outside in."""

    DISTRICT = "district", "District-wide"
    DIGITAL = "digital", "Digital infrastructure"
    PERIMETER = "perimeter", "Perimeter and grounds"
    BUILDING = "building", "Building"
    CLASSROOM = "classroom", "Classroom and interior"
    PEOPLE_AND_PROCEDURES = "people_and_procedures", "People and procedures"


class AnswerCode(models.TextChoices):
    """What was seen of an item."""

    YES = "yes", "Yes"
    PARTLY = "partly", "Partly"
    NO = "no", "No"
    NOT_APPLICABLE = "not_applicable", "Does not apply"


class Severity(models.IntegerChoices):
    """How bad it is while it stays so."""

    MINOR = 1, "Minor"
    MODERATE = 2, "Moderate"
    SERIOUS = 3, "Serious"
    CRITICAL = 4, "Critical"


class Sureness(models.TextChoices):
    """How sure whoever rated it is."""

    SURE = "sure", "Sure"
    LIKELY = "likely", "Likely"
    UNSURE = "unsure", "Unsure"


# Answers that become a finding.
IS_FINDING = (AnswerCode.PARTLY, AnswerCode.NO)
