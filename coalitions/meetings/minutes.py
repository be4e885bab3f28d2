"""The minutes of a meeting as somebody reads them, for page, paper and public."""

from collections.abc import Callable
from dataclasses import dataclass

from coalitions.access.roles import MEMBERS
from coalitions.meetings.models.agenda import Decision
from coalitions.meetings.models.invitee import AttendanceSheet, Invitee
from coalitions.meetings.models.meeting import Correction, Meeting
from coalitions.meetings.queries import LineRow, Quorum, agenda_for, invitees_of, quorum_of
from coalitions.meetings.wording import day_and_hours, place_words, vote_words


@dataclass(frozen=True)
class DecisionRow:
    """A decision in words; without a quorum it is advice."""

    pk: int
    text: str
    vote: str
    is_advice: bool


@dataclass(frozen=True)
class Minutes:
    """`agenda` holds a number alone for what the reader may not read; nothing of it is elsewhere.

    `is_inside` says whether the reader sees who was there by name.
    """

    meeting: Meeting
    when: str
    where: str
    agenda: list[LineRow]
    invitees: list[Invitee]
    quorum: Quorum
    corrections: list[Correction]
    sheets: list[AttendanceSheet]
    is_inside: bool

    @property
    def present(self) -> list[Invitee]:
        """Who was there."""
        return [each for each in self.invitees if each.present_at]

    @property
    def excused(self) -> list[Invitee]:
        """Who said before that they could not come, and was not there."""
        return [each for each in self.invitees if each.answer == "cannot" and not each.present_at]

    @property
    def absent(self) -> list[Invitee]:
        """Who else was not there."""
        left = {each.pk for each in (*self.present, *self.excused)}
        return [each for each in self.invitees if each.pk not in left]

    @property
    def decisions(self) -> int:
        """How many the reader reads."""
        return sum(len(row.decisions) for row in self.agenda)

    @property
    def items(self) -> int:
        """How many action items the reader reads."""
        return sum(len(row.items) for row in self.agenda)

    @property
    def hidden(self) -> int:
        """How many lines the reader does not read."""
        return sum(not row.is_shown for row in self.agenda)

    def decided(
        self, row: LineRow, vote: Callable[[Decision], str] = vote_words
    ) -> list[DecisionRow]:
        """The decisions under a line, in words; `vote` says how each vote went."""
        is_advice = not self.quorum.is_reached
        return [DecisionRow(each.pk, each.text, vote(each), is_advice) for each in row.decisions]

    @property
    def rows(self) -> list[tuple[LineRow, list[DecisionRow]]]:
        """Each line with its decisions."""
        return [(row, self.decided(row)) for row in self.agenda]


def minutes_for(meeting: Meeting, levels: frozenset[str]) -> Minutes:
    """The minutes for a reader of these levels: seven queries."""
    invitees = invitees_of(meeting)
    corrections = meeting.corrections.filter(sensitivity__in=levels).select_related("made_by")
    return Minutes(
        meeting=meeting,
        when=day_and_hours(meeting),
        where=place_words(meeting),
        agenda=agenda_for(meeting, levels),
        invitees=invitees,
        quorum=quorum_of(meeting, invitees),
        corrections=list(corrections.order_by("made_at", "id")),
        sheets=list(meeting.sheets.order_by("id")),
        is_inside=MEMBERS in levels,
    )
