"""What the engine answers of one rule and one school, by what the portal knows."""

from datetime import date

from coalitions.calendars.queries import years_of_district
from coalitions.coalition.models import Coalition
from coalitions.school_facts.queries import answers_of
from coalitions.schools.models import School
from training.duties.known import school_of, years_of
from training.rules.engine.answers import Answer
from training.rules.engine.evaluating import evaluate
from training.rules.engine.facts import Facts
from training.rules.engine.rules import Rule


def answer_for(rule: Rule, school: School, *, on: date) -> Answer:
    """Where a rule stands at a school on a day, by its answers and its district's calendar.

    For the operator, who reads everything. A school without a coalition has answered nothing.
    """
    coalition = Coalition.objects.filter(school=school).first()
    answers = answers_of(coalition) if coalition else {}
    years = years_of(years_of_district(school.district_id))
    return evaluate(rule, Facts(school=school_of(answers), years=years), on)
