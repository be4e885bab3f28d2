"""Where a rule that asks something of people stands for each of them."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date

from django.db.models import Q

from coalitions.memberships.models.membership import Membership
from coalitions.schools.models import School
from training.records.evidence import Trainings, trainings_of
from training.rules.engine.answers import Answer
from training.rules.engine.evaluating import evaluate
from training.rules.engine.facts import Facts, Person
from training.rules.engine.matching import why_not
from training.rules.engine.rules import Rule
from training.rules.engine.statuses import Status

NOTHING = Trainings()
# Of several roles the one that is asked decides; then one of which nobody can say.
LAST = (Status.UNDETERMINED, Status.NOT_APPLICABLE)


def answers_of_people(
    rules: Iterable[Rule], people: Collection[int], facts: Facts, *, school: School, on: date
) -> dict[int, dict[str, Answer]]:
    """Where rules stand for some people (ids) of a school: by person, by code of the rule.

    `facts` are the school's. For whoever may read everything of them. Two queries, however many
    people and rules there are.
    """
    roles, trainings = roles_of(people, school=school, on=on), trainings_of(people)
    asked = [rule for rule in rules if rule.asks_a_person]
    return {
        person: {
            rule.code: _answer(
                rule, roles.get(person, ()), trainings.get(person, NOTHING), facts, on
            )
            for rule in asked
        }
        for person in people
    }


def roles_of(people: Iterable[int], *, school: School, on: date) -> Mapping[int, tuple[str, ...]]:
    """What each is on a day in the coalition of a school, or of its district. One query."""
    here = Q(coalition__school=school) | Q(
        coalition__school__isnull=True, coalition__district=school.district_id
    )
    current = Membership.objects.current(on).filter(here, person__in=people)
    found: defaultdict[int, list[str]] = defaultdict(list)
    for person, role in current.order_by("role").values_list("person", "role").distinct():
        found[person].append(role)
    return {person: tuple(roles) for person, roles in found.items()}


def _answer(
    rule: Rule, roles: Collection[str], trainings: Trainings, facts: Facts, on: date
) -> Answer:
    """The answer for the role that is asked; somebody without a role is asked for it."""
    known = replace(facts, records=trainings.proven)
    answers = [
        evaluate(rule, replace(known, person=Person(role=role)), on) for role in roles or (None,)
    ]
    answer = min(
        answers, key=lambda each: LAST.index(each.status) + 1 if each.status in LAST else 0
    )
    return _with_unproven(answer, trainings, on)


def _with_unproven(answer: Answer, trainings: Trainings, on: date) -> Answer:
    """The answer, with what would count if it were verified."""
    law = answer.law
    if law is None or answer.status in LAST:
        return answer
    close = [
        each
        for each in trainings.others
        if each.record.on <= on and not why_not(law.counts, each.record, answer.rule.code)
    ]
    return replace(answer, not_counted=(*answer.not_counted, *close))
