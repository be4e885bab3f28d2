"""Rules, calendars and facts made for a test, in as few words as it is about."""

from datetime import date, datetime
from decimal import Decimal

import yaml

from training.rules.engine.days.calendars import SchoolYear
from training.rules.engine.evaluating import evaluate
from training.rules.engine.facts import Facts, Person, Record, School
from training.rules.form.rules_file import read_rules

CITED = {"citation": "§ 1", "source": "a test", "seen": "statute", "confidence": "high"}


def day(text):
    return date.fromisoformat(text)


def spans(*pairs):
    return tuple((day(first), day(last)) for first, last in pairs)


# The fall of 2026 to the summer of 2027: 177 school days and a session.
YEAR = SchoolYear(
    first_day=day("2026-08-24"),
    last_day=day("2027-06-04"),
    semesters=spans(("2026-08-24", "2026-12-18"), ("2027-01-05", "2027-06-04")),
    quarters=spans(
        ("2026-08-24", "2026-10-23"),
        ("2026-10-26", "2026-12-18"),
        ("2027-01-05", "2027-03-19"),
        ("2027-03-29", "2027-06-04"),
    ),
    closed=spans(("2026-09-07", "2026-09-07"), ("2026-12-21", "2027-01-04")),
    sessions=spans(("2027-07-06", "2027-07-30")),
)


def text_of(subject="drill", code="TX-D1", *laws, **said):
    """A file with one rule. What is said of the rule replaces what goes without saying."""
    rule = {
        "code": code,
        "subject": subject,
        "scope": ["school"],
        "title": "A duty",
        "asks": "Do it.",
        "handled": "executed",
        **said,
        "law": [{**CITED, **law} for law in laws],
    }
    file = {
        "schema": 1,
        "state": code[:2],
        "name": "Nowhere",
        "checked_on": "2026-11-22",
        "rules": [rule],
    }
    return yaml.safe_dump(file, sort_keys=False)


def rule(*laws, subject="drill", code="TX-D1", **said):
    """A rule, read as a file is."""
    return read_rules(text_of(subject, code, *laws, **said)).rules[0]


def law(period="school_year", need=1, **said):
    return {"period": period, "need": need, **said}


def drill(on, *kinds, at=None, **attributes):
    return Record(
        "drill",
        day(on),
        kinds=frozenset(kinds or ("fire",)),
        at=datetime.fromisoformat(f"{on}T{at}") if at else None,
        attributes=attributes,
    )


def record(what, on, **said):
    attributes = said.pop("attributes", {})
    return Record(what, day(on), attributes=attributes, **said)


def training(on, hours=None, course="sro_basic", **attributes):
    return Record(
        "training",
        day(on),
        course=course,
        hours=None if hours is None else Decimal(str(hours)),
        attributes=attributes,
    )


def asked(of, on, *records, school=None, person=None, years=(YEAR,), plan=None):
    """The answer of a rule on a day."""
    facts = Facts(
        school=school or School("public", frozenset({"elementary"})),
        person=person,
        years=years,
        records=records,
        plan=plan,
    )
    return evaluate(of, facts, day(on))


def officer(appointed=None, placed=None, role="school_resource_officer", **facts):
    return Person(role, appointed and day(appointed), placed and day(placed), facts)


def statuses(answer):
    return {each.label: each.status.value for each in answer.instances}
