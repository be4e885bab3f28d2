"""Whether a record is of what a rule counts, and if not, why not in words."""

from collections.abc import Sequence
from fnmatch import fnmatchcase
from functools import lru_cache

from training.rules.engine.answers import NotCounted
from training.rules.engine.facts import Facts, Record
from training.rules.engine.rules import Match, Rule

# What an attribute is called where a record lacks it.
WORDS = {
    "with_police": "with police",
    "with_fire_department": "with the local fire department",
    "secondary_egress": "by fire escape or secondary egress",
    "in_school_hours": "in school hours",
    "delivery": "in person",
    "part_of_day": "at the part of the day that is asked for",
    "at_night": "between sunset and sunrise",
    "obstructed": "with an exit or stairway blocked",
    "rehearses_plan": "rehearsing the plan",
    "attendance": "with all staff present",
    "time_recorded": "with its time and date recorded",
}
# What serves every rule that it matches, whoever recorded it for what.
SHARED = frozenset({"drill", "exercise", "incident", "cancellation", "seat"})
Matched = tuple[list[Record], list[NotCounted]]


def matched(rule: Rule, match: Match, facts: Facts) -> Matched:
    """The records of the rule's subject: those that match, by day, and the others with the why."""
    good: list[Record] = []
    others: list[NotCounted] = []
    for record in facts.of(*(match.subjects or (rule.subject,))):
        why = why_not(match, record, rule.code)
        if why:
            others.append(NotCounted(record, why))
        else:
            good.append(record)
    return good, others


def matches(match: Match, record: Record) -> bool:
    """Whether a record is of those, whatever rule asks; its subject counts where one is named."""
    return (not match.subjects or record.what in match.subjects) and not why_not(match, record)


def why_not(match: Match, record: Record, code: str = "") -> str:
    """Why a record does not match, in a few words; "" where it does."""
    # Most records are of another kind: what is asked first is asked most.
    if match.kinds is not None and record.kinds and match.kinds.isdisjoint(record.kinds):
        return f"wrong kind: {_words(record.kinds)}"
    if record.said("cancelled") is True:
        return "canceled"
    if code and record.rule != code and (why := _not_for(match, record)):
        return why
    if match.courses is not None and not _is_of_course(match.courses, record, code):
        return f"another course: {record.course or 'none said'}"
    if match.students is not None and record.said("students") is not match.students:
        return "students were present" if record.said("students") else "without students"
    return lacking(match, record)


def _is_of_course(courses: tuple[str, ...], record: Record, code: str) -> bool:
    return bool(code and record.rule == code) or is_course(record.course, courses)


def _not_for(match: Match, record: Record) -> str:
    """Why a record that was not recorded for a rule is none of it.

    A drill counts for whatever it matches. Of other things one says what they were done for, or of
    which kind or course they were.
    """
    if record.what in SHARED:
        return "no kind said" if match.kinds is not None and not record.kinds else ""
    if match.kinds is None and match.courses is None:
        return f"recorded for {record.rule}" if record.rule else "recorded for no rule"
    return "no kind said" if match.kinds is not None and not record.kinds else ""


def lacking(match: Match, record: Record) -> str:
    """Which attribute a record lacks, in words; "" where it has all."""
    for name, values in match.where.items():
        if record.said(name) not in values:
            return f"not {words_of(name, values)}"
    return ""


def words_of(name: str, values: Sequence[object]) -> str:
    """What an attribute with one of some values is called."""
    if tuple(values) == (False,):
        return f"un{name.removeprefix('is_').replace('_', ' ')}"
    return WORDS.get(name, name.replace("_", " "))


def attribute_words(rule_match: Match) -> Sequence[str]:
    """What every record that counts has to be, in words."""
    return [words_of(name, values) for name, values in rule_match.where.items()]


def nearly(match: Match, record: Record, code: str) -> str:
    """The attribute for which alone a record does not count, in words; "" for any other why."""
    bare = Match(match.subjects, match.kinds, match.courses, match.students)
    return "" if why_not(bare, record, code) else lacking(match, record).removeprefix("not ")


@lru_cache(maxsize=4096)
def is_course(course: str | None, patterns: tuple[str, ...]) -> bool:
    """Whether a course is one of some; a pattern may have * for anything."""
    return course is not None and any(fnmatchcase(course, pattern) for pattern in patterns)


@lru_cache(maxsize=4096)
def _words(kinds: frozenset[str]) -> str:
    return " and ".join(sorted(kind.replace("_", " ") for kind in kinds))
