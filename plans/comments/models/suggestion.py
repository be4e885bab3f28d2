"""Other words for a section or a passage of it, as somebody suggests them."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from coalitions.access.roles import Sensitivity
from plans.comments.lifecycle import SuggestionState
from plans.comments.models.annotation import Annotation
from plans.history.models import Revision
from safety_portal.core.constraints import known, together


class Suggestion(Annotation):
    """`title` and `html` are the whole section as it would read, begun from its `version`;
    `redline` is the difference.

    Open until accepted (then `revision` is what it became, null where the text said so already),
    declined with a reason, or withdrawn by who made it.
    """

    title = models.CharField(max_length=300)
    html = models.TextField(blank=True)
    redline = models.TextField(blank=True)
    why = models.TextField(blank=True)
    state = models.CharField(max_length=20, choices=SuggestionState, default=SuggestionState.OPEN)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    because = models.CharField(max_length=500, blank=True)
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            known("sensitivity", Sensitivity, name="suggestion_sensitivity_is_known"),
            known("state", SuggestionState, name="suggestion_state_is_known"),
            together("decided_at", "decided_by", name="suggestion_decided_at_by"),
            models.CheckConstraint(
                condition=(~Q(state="open") | Q(decided_at__isnull=True))
                & (
                    ~Q(state__in=["accepted", "declined", "withdrawn"])
                    | Q(decided_at__isnull=False)
                ),
                name="suggestion_open_until_decided",
            ),
            models.CheckConstraint(
                condition=~Q(state="declined") | ~Q(because=""),
                name="suggestion_declined_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(revision__isnull=True) | Q(state="accepted"),
                name="suggestion_became_text_when_accepted",
            ),
        ]
        indexes = [models.Index(fields=["section", "id"], name="suggestions_of_a_section")]

    def __str__(self) -> str:
        return f"Suggestion for {self.section}"
