"""What a rule forbids, asked of a drill that is planned and was not held."""

from datetime import date

from training.rules.engine.answers import Answer
from training.rules.engine.days.calendars import year_of
from training.rules.engine.days.windows import Frame, narrowed
from training.rules.engine.facts import Facts, Record
from training.rules.engine.matching import matches
from training.rules.engine.rules import Forbids, Law, Rule
from training.rules.engine.statuses import Status


def allowed(rule: Rule, law: Law, facts: Facts, on: date) -> Answer:
    """FORBIDDEN with the words of what is against it, else ALLOWED; warns of what nobody said."""
    plan = facts.plan
    if plan is None:
        return Answer(rule, on, Status.NOT_APPLICABLE, law, because="no drill is planned")
    words = [each.words for each in law.forbids if _is_against(each, plan, facts)]
    if words:
        return Answer(rule, on, Status.FORBIDDEN, law, because="; ".join(words))
    unsaid = [
        name
        for each in law.forbids
        if _is_of(each, plan, facts)
        for name in each.unless
        if plan.said(name) is None
    ]
    warnings = tuple(f"say whether it is {_plain(name)}" for name in dict.fromkeys(unsaid))
    return Answer(rule, on, Status.ALLOWED, law, warnings=warnings)


def _is_against(forbids: Forbids, plan: Record, facts: Facts) -> bool:
    if not _is_of(forbids, plan, facts):
        return False
    if any(plan.said(name) is True for name in forbids.marks):
        return True
    if any(plan.said(name) is False for name in forbids.unless):
        return True
    return not forbids.marks and not forbids.unless


def _is_of(forbids: Forbids, plan: Record, facts: Facts) -> bool:
    """Whether it speaks of such a drill, of these grades, on that day."""
    if not matches(forbids.match, plan):
        return False
    if forbids.grades is not None and not forbids.grades & _grades(plan, facts):
        return False
    return forbids.window is None or _is_inside(forbids, plan, facts)


def _grades(plan: Record, facts: Facts) -> frozenset[str]:
    said = plan.attributes.get("grades")
    if isinstance(said, frozenset):
        return said
    return facts.school.grades or frozenset()


def _is_inside(forbids: Forbids, plan: Record, facts: Facts) -> bool:
    year = year_of(facts.years, plan.on)
    if year is None or forbids.window is None:
        return False
    whole = Frame("", year.first_day, year.last_school_day, year.records_from, year)
    opens, ends = narrowed(whole, forbids.window)
    return opens <= plan.on <= ends


def _plain(name: str) -> str:
    return name.removeprefix("is_").replace("_", " ")
