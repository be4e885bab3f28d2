"""The facts of a table test, made into those of the engine."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from safety_portal.core import values
from safety_portal.core.refusals import Refused
from training.rules.engine.days.calendars import SchoolYear
from training.rules.engine.facts import Facts, Person, Record, School
from training.rules.engine.rules import Rule
from training.rules.table_tests.attributes import answers_of

# The lists beside drills and trainings -> the subject of a rule.
SUBJECTS = {
    "exercises": "exercise",
    "assessments": "assessment",
    "reviews": "plan_review",
    "approvals": "plan_approval",
    "meetings": "meeting",
    "notices": "notice",
    "filings": "filing",
    "incidents": "incident",
    "waivers": "waiver",
    "agreements": "agreement",
    "seats": "seat",
}
PLANS = ("plan_review", "plan_approval")
TYPES = {"private": "nonpublic"}
SUNSET, SUNRISE = 20, 6
NIGHT = ("night", "after_sunset", "between_sunset_and_sunrise")
OF_A_RECORD = frozenset(
    {"date", "sent", "kind", "kinds", "time", "course", "hours", "rule", "for_drill", "until"}
)
OF_A_PERSON = frozenset({"role", "appointed", "placed"})


def calendar_of(said: Mapping[str, Any]) -> SchoolYear:
    """A calendar of the file. Refused where its last day is before its first."""
    first, last = day(said.get("first_day")), day(said.get("last_day"))
    if last < first:
        raise Refused(f"the calendar ends on {last}, before it begins on {first}")
    sessions = tuple((day(each["first"]), day(each["last"])) for each in said.get("sessions") or ())
    return SchoolYear(
        first_day=first,
        last_day=last,
        semesters=_spans(said.get("semesters")),
        quarters=_spans(said.get("quarters")),
        closed=_spans(said.get("closed")),
        sessions=sessions,
    )


def _spans(said: Sequence[Sequence[object]] | None) -> tuple[tuple[date, date], ...]:
    return tuple((day(first), day(last)) for first, last in said or ())


def facts_of(case: Mapping[str, Any], rule: Rule, year: SchoolYear | None, today: date) -> Facts:
    """All that a case says is known."""
    other = case.get("other") or {}
    plan = other.get("planned_drill")
    return Facts(
        school=_school(case),
        person=_person(case.get("person")),
        years=(year,) if year else (),
        records=tuple(_records(case, other, rule, today)),
        plan=_record("drill", plan, rule, today) if plan else None,
    )


def _school(case: Mapping[str, Any]) -> School:
    """Where a case has a person and no school, it is a public elementary one."""
    said = case.get("school") or {"type": "public", "levels": ["elementary"]}
    grades, levels = said.get("grades"), said.get("levels")
    return School(
        type=TYPES.get(str(said.get("type")), said.get("type")),
        levels=frozenset(levels) if levels else None,
        grades=frozenset(str(grade) for grade in grades) if grades else None,
        answers=answers_of(said.get("attributes") or {}),
    )


def _person(said: Mapping[str, Any] | None) -> Person | None:
    if said is None:
        return None
    return Person(
        role=said.get("role"),
        appointed=day(said["appointed"]) if said.get("appointed") else None,
        placed=day(said["placed"]) if said.get("placed") else None,
        facts={name: value for name, value in said.items() if name not in OF_A_PERSON},
    )


def _records(
    case: Mapping[str, Any], other: Mapping[str, Any], rule: Rule, today: date
) -> Iterator[Record]:
    for said in case.get("drills") or ():
        yield _record("drill", said, rule, today)
    for said in case.get("trainings") or ():
        yield _record("training", said, rule, today)
    for name, rows in other.items():
        if name != "planned_drill":
            for said in rows or ():
                yield _record(_what(name, rule), said, rule, today)


def _what(name: str, rule: Rule) -> str:
    """The subject of a list: its own, and of a list without one that of the rule of the case."""
    what = SUBJECTS.get(name, rule.subject)
    return rule.subject if what in PLANS and rule.subject in PLANS else what


def _record(what: str, said: Mapping[str, Any], rule: Rule, today: date) -> Record:
    """One record. What has no day happened today at the latest; what names no rule, where the
    rule compares no kind, was done for the rule of the case.
    """
    kinds = said.get("kinds") or ([said["kind"]] if said.get("kind") else [])
    at = moment(said)
    return Record(
        what=what,
        on=day(said.get("date") or said.get("sent") or today),
        kinds=frozenset(str(kind) for kind in kinds),
        at=at,
        course=said.get("course"),
        hours=_hours(said),
        rule=said.get("rule") or _done_for(what, rule),
        of=day(said["for_drill"]) if said.get("for_drill") else None,
        until=day(said["until"]) if said.get("until") else None,
        attributes=_attributes(said, at),
    )


def _hours(said: Mapping[str, Any]) -> Decimal | None:
    if said.get("hours") is not None:
        return number(said["hours"])
    return number(said["minutes"]) / 60 if said.get("minutes") is not None else None


def _done_for(what: str, rule: Rule) -> str | None:
    law = rule.laws[-1]
    compares = law.counts.kinds is not None or law.counts.courses is not None
    is_of_rule = what in (law.counts.subjects or (rule.subject,))
    return rule.code if is_of_rule and not compares and what not in ("drill", "exercise") else None


def _attributes(said: Mapping[str, Any], at: datetime | None) -> dict[str, object]:
    found = {
        name: frozenset(str(each) for each in value) if isinstance(value, list) else value
        for name, value in said.items()
        if name not in OF_A_RECORD
    }
    if at is not None:
        found.setdefault("at_night", at.hour >= SUNSET or at.hour < SUNRISE)
    if any(found.get(name) is True for name in NIGHT):
        found["at_night"] = True
    return found


def moment(said: Mapping[str, Any]) -> datetime | None:
    """Day and time of a record; None where no time is said."""
    clock = said.get("time")
    if clock is None:
        return None
    try:
        # YAML takes 10:30 for a number of minutes.
        value = time(*divmod(clock, 60)) if isinstance(clock, int) else time.fromisoformat(clock)
    except (TypeError, ValueError):
        raise Refused(f"“{clock}” is no time of day") from None
    return datetime.combine(day(said.get("date") or said.get("sent")), value)


def day(value: object) -> date:
    """A day as a case writes it. Refused for what is none."""
    if isinstance(value, date):
        return value.date() if isinstance(value, datetime) else value
    try:
        return values.day(str(value))
    except values.NotRead as wrong:
        raise Refused(f"“{value}” is no day: {wrong}") from wrong


def number(value: object) -> Decimal:
    """A number of hours. Refused for what is none."""
    try:
        return values.number(str(value))
    except values.NotRead as wrong:
        raise Refused(f"“{value}” is no number: {wrong}") from wrong
