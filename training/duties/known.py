"""What the portal knows of a school, as the engine takes it."""

from collections.abc import Iterable, Mapping

from coalitions.calendars.models import SchoolYear as CalendarYear
from coalitions.calendars.models import SpanKind
from coalitions.school_facts.questions import BY_CODE, Answer
from training.rules.engine.days.calendars import SchoolYear
from training.rules.engine.facts import Answered, School

# How the kind of a school is called where a rule says whom it asks; others are asked by none.
TYPES = {
    **dict.fromkeys(["public_district", "vocational_center"], "public"),
    "charter": "charter",
    **dict.fromkeys(["nonpublic_nonprofit", "nonpublic_for_profit"], "nonpublic"),
    "receiving_school": "nonpublic",
    **dict.fromkeys(["child_care", "college_site"], "other"),
}


def school_of(answers: Mapping[str, Answer]) -> School:
    """A school by its answers; a question without one is unknown."""
    known = {code: _answered(code, answer) for code, answer in answers.items() if answer}
    grades, kind = answers.get("grades"), answers.get("kind")
    return School(
        type=TYPES[kind[0]] if kind else None,
        grades=frozenset(grades) if grades else None,
        answers=known,
    )


def _answered(code: str, answer: Answer) -> Answered:
    return int(answer[0]) if BY_CODE[code].kind == "number" else frozenset(answer)


def years_of(years: Iterable[CalendarYear]) -> tuple[SchoolYear, ...]:
    """The school years of a calendar, which have their spans, by day."""
    return tuple(_year(year) for year in sorted(years, key=lambda each: each.first_day))


def _year(year: CalendarYear) -> SchoolYear:
    by_kind = {
        kind: tuple(
            (span.first_day, span.last_day)
            for span in sorted(year.spans.all(), key=lambda each: each.first_day)
            if span.kind == kind
        )
        for kind in SpanKind.values
    }
    return SchoolYear(
        first_day=year.first_day,
        last_day=year.last_day,
        closed=by_kind[SpanKind.CLOSED],
        semesters=by_kind[SpanKind.SEMESTER],
        quarters=by_kind[SpanKind.QUARTER],
        sessions=by_kind[SpanKind.SESSION],
    )
