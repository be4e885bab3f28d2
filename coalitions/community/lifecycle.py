"""Whether a page is public, and what may stand on it, as data. Imports nothing of ours."""

from django.db import models


class PageState(models.TextChoices):
    """Who sees the page; stored."""

    HIDDEN = "hidden", "Not public"
    PUBLISHED = "published", "Public"


S = PageState
PAGE_MOVES: dict[str, set[PageState]] = {
    S.HIDDEN: {S.PUBLISHED},
    # Taken back, and gone at once.
    S.PUBLISHED: {S.HIDDEN},
}


class PagePart(models.TextChoices):
    """A part of the page that an administrator may leave out; stored. In the order of the page."""

    ACTIONS = "actions", "What you will hear, and what families do"
    REUNIFICATION = "reunification", "Meeting your child afterwards"
    PLAN = "plan", "The plan, community edition"
    DRILLS = "drills", "Drills held this year"
    TRAINING = "training", "People trained this school year"
    AGREEMENTS = "agreements", "Agreements in force"
    SEATS = "seats", "Who works on it"
    MEETINGS = "meetings", "Next public meeting and minutes"
    BRIEFS = "briefs", "Public briefs"
    PROGRAMS = "programs", "Programs"
    CONCERNS = "concerns", "How to raise a concern"
    LETTERS = "letters", "Letters on file"
