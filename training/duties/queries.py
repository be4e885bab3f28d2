"""What the engine answers of one rule and one school, by what the portal knows."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from coalitions.calendars.queries import years_of_district, years_of_districts
from coalitions.coalition.models import Coalition
from coalitions.school_facts.queries import answers_of, answers_of_all
from coalitions.schools.models import School
from training.duties.judging import rules_for
from training.duties.known import school_of, years_of
from training.rules.engine.answers import Answer
from training.rules.engine.evaluating import evaluate
from training.rules.engine.facts import Facts, Record
from training.rules.engine.rules import Rule


def answer_for(rule: Rule, school: School, *, on: date, records: Sequence[Record] = ()) -> Answer:
    """Where a rule stands at a school on a day, by its answers, calendar, and what is on record.

    For the operator, who reads everything.
    """
    return evaluate(rule, known_at(school, records), on)


def known_at(school: School, records: Sequence[Record] = ()) -> Facts:
    """What is known of a school, with what is on record there. At most four queries.

    For the operator, who reads everything. A school without a coalition has answered nothing.
    """
    coalition = Coalition.objects.filter(school=school).first()
    if coalition:
        return facts_of_school(coalition, records)
    years = years_of(years_of_district(school.district_id))
    return Facts(school=school_of({}), years=years, records=records)


def facts_of_school(coalition: Coalition, records: Sequence[Record] = ()) -> Facts:
    """What is known of the school of a coalition, with what is on record there. Three queries."""
    years = years_of(years_of_district(coalition.district_id))
    return Facts(school=school_of(answers_of(coalition)), years=years, records=records)


def facts_of_schools(
    coalitions: Sequence[Coalition], records: Mapping[int, Sequence[Record]]
) -> dict[int, Facts]:
    """What is known of several schools, by coalition, with the records given. Three queries."""
    answers = answers_of_all(coalition.pk for coalition in coalitions)
    calendars = years_of_districts(coalition.district_id for coalition in coalitions)
    years = {district: years_of(found) for district, found in calendars.items()}
    return {
        coalition.pk: Facts(
            school=school_of(answers.get(coalition.pk, {})),
            years=years.get(coalition.district_id, ()),
            records=records.get(coalition.pk, ()),
        )
        for coalition in coalitions
    }


def on_planning(coalition: Coalition, plan: Record, known: Facts | None = None) -> list[Answer]:
    """What the rules of a school's state that forbid something say of a drill that is planned.

    `known`: the facts of the school, where they were read already.
    """
    facts = replace(known or facts_of_school(coalition), plan=plan)
    rules = rules_for(coalition.district.state)
    return [evaluate(rule, facts, plan.on) for rule in rules if rule.subject == "prohibition"]
