"""A meeting and what was decided in it, in plain American English."""

from django.utils import timezone

from coalitions.action_items.models import ActionItem
from coalitions.meetings.models.agenda import Decision
from coalitions.meetings.models.meeting import Meeting
from safety_portal.core.look.languages import Language, hours_said
from safety_portal.core.look.wording import WEEKDAYS_IN_FULL, clock, full_day, listed

# For, against, abstained.
VOTES = {
    Language.ENGLISH: ("for", "against", "abstained"),
    Language.SPANISH: ("a favor", "en contra", "en abstención"),
}


def day_and_hours(meeting: Meeting) -> str:
    """ "Friday, November 20, 2026, 3:30 pm to 4:45 pm"."""
    starts, ends = timezone.localtime(meeting.starts_at), timezone.localtime(meeting.ends_at)
    until = clock(ends) if starts.date() == ends.date() else f"{full_day(ends)}, {clock(ends)}"
    day = f"{WEEKDAYS_IN_FULL[starts.weekday()]}, {full_day(starts)}"
    return f"{day}, {clock(starts)} to {until}"


def place_words(meeting: Meeting) -> str:
    """Where it is: a place, an address on the web, or both."""
    return ", ".join(part for part in (meeting.place, meeting.link) if part)


def decision_words(decision: Decision, *, is_advice: bool) -> str:
    """ "Decided: Every school checks all doors. 12 for, 0 against"."""
    said = f"{'Advised' if is_advice else 'Decided'}: {decision.text}"
    return f"{said.rstrip('.')}. {vote_words(decision)}" if vote_words(decision) else said


def item_words(item: ActionItem) -> str:
    """ "Action item: Repair the gym lock. Marcus Adeyemi, by November 13, 2026: open"."""
    state = item.get_state_display().lower()
    return f"Action item: {item}. {item.owned_by}, by {full_day(item.due_on)}: {state}"


def when_said(meeting: Meeting, language: str) -> str:
    """The day and hours of a meeting on a page for everybody, in English or Spanish."""
    starts, ends = timezone.localtime(meeting.starts_at), timezone.localtime(meeting.ends_at)
    return hours_said(starts, ends, language)


def vote_words(decision: Decision) -> str:
    """ "12 for, 0 against, 1 abstained; recused: Lee Park"; "" where nobody counted or left."""
    parts = [votes_said(decision, Language.ENGLISH)]
    if recused := [str(each.person) for each in decision.recusals.all()]:
        parts.append(f"recused: {listed(recused)}")
    return "; ".join(filter(None, parts))


def votes_said(decision: Decision, language: str) -> str:
    """ "12 for, 0 against, 1 abstained", in English or Spanish: the numbers alone, and no name."""
    if decision.votes_for is None:
        return ""
    words = VOTES[Language(language)]
    counted = (decision.votes_for, decision.votes_against, decision.abstained)
    said = [f"{number} {word}" for number, word in zip(counted, words, strict=True)]
    return ", ".join(said if decision.abstained else said[:2])
