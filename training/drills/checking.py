"""What a drill has to be: words, days and numbers, and what the rules of its state forbid."""

from collections.abc import Sequence
from datetime import date, timedelta

from coalitions.calendars.queries import years_of_district
from coalitions.coalition.models import Coalition
from coalitions.memberships.models.membership import Membership
from safety_portal.core.look.wording import full_day
from safety_portal.core.names import tidy_line, tidy_text
from safety_portal.core.refusals import Refused
from training.drills.evidence import record_of
from training.drills.kinds import DrillKind
from training.drills.models.drill import MOST_HEADS, MOST_MINUTES, Drill
from training.drills.queries import leaders_of
from training.duties.known import years_of
from training.duties.queries import on_planning
from training.rules.engine.answers import Answer
from training.rules.engine.days.calendars import year_of
from training.rules.engine.facts import Facts
from training.rules.engine.statuses import Status

LONGEST_REASON, LONGEST_TEXT = 500, 2000
# Who plans, plans this school year and the next; who logs, logs this one and the one before.
FURTHEST, LONGEST_AGO = timedelta(days=2 * 366), timedelta(days=2 * 366)
# A drill that took longer, or had more heads than the school has people, is asked about.
LONG_MINUTES = 240
SATURDAY = 5


def checked_kinds(kinds: Sequence[str]) -> list[str]:
    """The kinds in their order, each once. Raises Refused for none, and for one that is none."""
    if not kinds:
        raise Refused("Choose what is drilled.", field="kinds")
    if unknown := set(kinds) - set(DrillKind.values):
        raise Refused(f"“{tidy_line(min(unknown))[:40]}” is no kind of drill.", field="kinds")
    return [kind.value for kind in DrillKind if kind in set(kinds)]


def checked_reason(words: str) -> str:
    """One line that says why. Raises Refused."""
    if not (said := tidy_line(words)):
        raise Refused("Say why, in a few words.", field="because")
    if len(said) > LONGEST_REASON:
        raise Refused(f"A reason has at most {LONGEST_REASON} letters.", field="because")
    return said


def checked_text(words: str, field: str, *, most: int = LONGEST_TEXT) -> str:
    """Some lines, or none. Raises Refused for too many letters."""
    said = tidy_text(words)
    if len(said) > most:
        raise Refused(f"This has {len(said):,} letters; {most:,} is the most.", field=field)
    return said


def check_planned_day(day: date, *, today: date) -> None:
    """Raise Refused for a day that is over, or that nobody plans for yet."""
    if day < today:
        raise Refused(
            f"{full_day(day)} is over. Log the drill if it was held, or choose a day to come.",
            field="drill_on",
        )
    if day > today + FURTHEST:
        raise Refused("Plan drills of this school year and the next.", field="drill_on")


def check_held_day(day: date, *, today: date) -> None:
    """Raise Refused for a day that has not come, or was long ago."""
    if day > today:
        raise Refused(
            f"{full_day(day)} has not come yet. Plan the drill, and log it when it was held.",
            field="drill_on",
        )
    if day < today - LONGEST_AGO:
        raise Refused("Log drills of this school year and the one before.", field="drill_on")


def check_numbers(minutes: int, head_count: int | None) -> None:
    """Raise Refused for what no drill has."""
    if not 1 <= minutes <= MOST_MINUTES:
        raise Refused(
            "Write the minutes from the call to the all-clear, 1 at least. What took less is 1.",
            field="minutes",
        )
    if head_count is not None and not 1 <= head_count <= MOST_HEADS:
        raise Refused(
            f"Write how many people were counted, from 1 to {MOST_HEADS:,}, or leave it empty.",
            field="head_count",
        )


def check_leader(leader: Membership | None, coalition: Coalition, *, on: date) -> None:
    """Raise Refused for a leader who is no member there on the day."""
    if leader and not leaders_of(coalition, on=on).filter(pk=leader.pk).exists():
        raise Refused("Choose somebody of the school’s or the district’s team.", field="leader")


def unlikely(
    coalition: Coalition, *, on: date, minutes: int, head_count: int | None, is_real: bool
) -> str:
    """What has to be asked about before a drill is logged, as a sentence; "" for nothing."""
    asked = [] if is_real else [_no_school_day(coalition, on)]
    if minutes > LONG_MINUTES:
        asked.append(f"{minutes} minutes are {minutes // 60} hours.")
    people = _people_of(coalition)
    if head_count and people and head_count > people * 3 // 2:
        asked.append(
            f"{head_count:,} heads are more than the {people:,} students and teachers that the"
            " directory has for this school."
        )
    return " ".join(filter(None, asked))


def _no_school_day(coalition: Coalition, day: date) -> str:
    """ "December 6, 2026 is a Sunday."; "" for a school day, and where no calendar is known."""
    if day.weekday() >= SATURDAY:
        return f"{full_day(day)} is a {day:%A}."
    years = years_of(years_of_district(coalition.district_id))
    year = year_of(years, day)
    if year and day not in year.all_days:
        return f"{full_day(day)} is no school day in the calendar."
    return ""


def _people_of(coalition: Coalition) -> int:
    school = coalition.school
    return (school.students or 0) + int(school.teachers or 0) if school else 0


def check_rules(drill: Drill, known: Facts | None = None) -> list[str]:
    """Raise Refused, with the citation, where a rule forbids a planned drill; returns what is to be
    looked at: what a recommendation is against, what nobody said. `known`: facts read already.
    """
    answers = on_planning(drill.coalition, record_of(drill), known)
    against = [each for each in answers if each.status is Status.FORBIDDEN]
    for each in against:
        if not each.is_to_verify:
            raise Refused(f"Not allowed here: {each.because} ({each.citation}).")
    return [
        *(f"Recommended against: {each.because} ({each.citation})." for each in against),
        *(_warning(each, words) for each in answers for words in each.warnings),
    ]


def _warning(answer: Answer, words: str) -> str:
    return f"{words[0].upper()}{words[1:]} ({answer.citation})."
