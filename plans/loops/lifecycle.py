"""The seven steps of a loop and where each may stand, as data. Imports nothing of ours."""

from django.db import models


class Step(models.TextChoices):
    """In their order. The plan may change before somebody verified; nothing else runs ahead."""

    FOUND = "found", "Found"
    ACTION_ITEM = "action_item", "Action item"
    EVIDENCE = "evidence", "Evidence"
    VERIFIED = "verified", "Verified by a second person"
    CHANGED = "section_changed", "Section of the plan changed"
    SIGNED = "signed_again", "Signed again"
    READ = "read_again", "Read again by those it concerns"


class StepState(models.TextChoices):
    """Where a step stands."""

    DONE = "done", "Done"
    NOT_NEEDED = "not_needed", "Not needed"
    WAITS = "waits", "Not yet"


# What somebody may call not needed. A mark covers its step and all behind it: a text that was right
# needs no signature either. What is mended is verified by a second person, or its risk accepted.
MAY_BE_LEFT_OUT = (Step.CHANGED, Step.SIGNED, Step.READ)
# Where a loop is that waits for nothing any more.
CLOSED = "closed"
