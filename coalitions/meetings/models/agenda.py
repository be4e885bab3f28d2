"""Lines of an agenda, what was written under each, and what was decided."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from coalitions.access.roles import Sensitivity
from coalitions.action_items.models import ActionItem
from coalitions.meetings.lifecycle import Wanted
from coalitions.meetings.models.approved import approved_stay
from coalitions.meetings.models.meeting import Meeting
from coalitions.people.models import Person
from safety_portal.core.constraints import known, never_emptied, together
from safety_portal.core.search.vectors import searchable

# The meeting of a decision, by its line.
OF_LINE = "(SELECT line.meeting_id FROM coalitions_agendaline line WHERE line.id = {}.line_id)"


class AgendaLine(models.Model):
    """One thing that a meeting is to decide, hear or talk about, and what was written under it.

    `origin_key` names what it was made of (offers.py), `origin_path` and `origin_words` lead there
    and say why; empty for what somebody typed. `carried_from` is the line of the meeting before
    that was not reached. `version` counts saves of `text`, so that one does not write over another.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="lines")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    wanted = models.CharField(max_length=10, choices=Wanted, default=Wanted.DISCUSS)
    sensitivity = models.CharField(max_length=20, choices=Sensitivity, default=Sensitivity.MEMBERS)
    brought_by = models.CharField(max_length=200, blank=True)
    minutes = models.PositiveSmallIntegerField(null=True)
    origin_key = models.CharField(max_length=120, blank=True)
    origin_path = models.CharField(max_length=500, blank=True)
    origin_words = models.CharField(max_length=300, blank=True)
    carried_from = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, related_name="carried_to"
    )
    text = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=0)
    written_at = models.DateTimeField(null=True)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    removed_at = models.DateTimeField(null=True)
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            known("wanted", Wanted, name="agenda_line_wanted_is_known"),
            known("sensitivity", Sensitivity, name="agenda_line_sensitivity_is_known"),
            models.CheckConstraint(condition=~Q(title=""), name="agenda_line_has_a_title"),
            models.CheckConstraint(
                condition=Q(minutes__isnull=True) | Q(minutes__range=(1, 600)),
                name="agenda_line_takes_some_minutes",
            ),
            together("written_at", "written_by", name="agenda_line_written_at_by"),
            together("removed_at", "removed_by", name="agenda_line_removed_at_by"),
            models.UniqueConstraint(
                fields=["meeting", "origin_key"],
                condition=Q(removed_at__isnull=True) & ~Q(origin_key=""),
                name="one_agenda_line_per_origin",
            ),
        ]
        indexes = [searchable("title", "text", name="agenda_lines_searched")]
        triggers = [approved_stay("NEW.meeting_id", "OLD.meeting_id"), never_emptied()]

    def __str__(self) -> str:
        return self.title


class Decision(models.Model):
    """What was decided under a line of the agenda, and the vote; no numbers where nobody voted."""

    line = models.ForeignKey(AgendaLine, on_delete=models.PROTECT, related_name="decisions")
    text = models.CharField(max_length=1000)
    votes_for = models.PositiveSmallIntegerField(null=True)
    votes_against = models.PositiveSmallIntegerField(null=True)
    abstained = models.PositiveSmallIntegerField(null=True)
    version = models.PositiveIntegerField(default=1)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    removed_at = models.DateTimeField(null=True)
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="decision_says_something"),
            models.CheckConstraint(
                condition=Q(
                    votes_for__isnull=True, votes_against__isnull=True, abstained__isnull=True
                )
                | Q(votes_for__isnull=False, votes_against__isnull=False, abstained__isnull=False),
                name="decision_counts_all_votes_or_none",
            ),
            together("removed_at", "removed_by", name="decision_removed_at_by"),
        ]
        triggers = [
            approved_stay(OF_LINE.format("NEW"), OF_LINE.format("OLD")),
            never_emptied(),
        ]

    def __str__(self) -> str:
        return self.text


class Recusal(models.Model):
    """Somebody took no part in a decision."""

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="recusals")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="recusals")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["decision", "person"], name="recused_once"),
        ]

    def __str__(self) -> str:
        return str(self.person)


class LineItem(models.Model):
    """That an action item was opened out of a line of the minutes."""

    line = models.ForeignKey(AgendaLine, on_delete=models.PROTECT, related_name="line_items")
    item = models.OneToOneField(ActionItem, on_delete=models.PROTECT, related_name="of_line")

    class Meta:
        triggers = [approved_stay(OF_LINE.format("NEW"), OF_LINE.format("OLD")), never_emptied()]

    def __str__(self) -> str:
        return str(self.item)
