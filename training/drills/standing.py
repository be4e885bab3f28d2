"""Where each drill rule stands at schools on a day: counted, never ticked off."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from coalitions.coalition.models import Coalition
from safety_portal.core.look.wording import listed
from training.drills.evidence import record_of, records_of
from training.drills.models.drill import Drill
from training.duties.judging import rules_for
from training.duties.queries import facts_of_schools
from training.rules.engine.answers import Answer
from training.rules.engine.evaluating import counted_records, evaluate
from training.rules.engine.facts import Facts
from training.rules.engine.rules import Rule
from training.rules.engine.statuses import DONE, Status

SUBJECTS = ("drill", "exercise")
SOON = timedelta(days=30)
# How a page calls a status that no plan changes.
CALLED = {
    Status.SATISFIED: "held",
    Status.SATISFIED_LATE: "held_late",
    Status.NOT_APPLICABLE: "not_asked",
    Status.UNDETERMINED: "undetermined",
    Status.OVERDUE: "out_of_compliance",
    Status.WARNING: "to_verify_rule",
}


def drill_rules(state: str) -> list[Rule]:
    """The rules of a state, and of the country, that ask for drills or exercises of a school."""
    return [
        rule
        for rule in rules_for(state)
        if rule.subject in SUBJECTS and not rule.asks_a_person and not rule.is_recommended
    ]


@dataclass(frozen=True)
class RuleStanding:
    """A rule at a school: the engine's answer, and the planned drill that meets it in time."""

    rule: Rule
    answer: Answer
    planned: Drill | None

    @property
    def word(self) -> str:
        """The vocabulary's code."""
        status = self.answer.status
        if status in CALLED:
            return CALLED[status]
        if self.planned:
            return "scheduled"
        if self.answer.due is None:
            return "no_day_named"
        return "to_schedule" if self.answer.due <= self.answer.on + SOON else "not_scheduled"

    @property
    def is_asked(self) -> bool:
        """Whether it asks something of the school, or may."""
        return self.answer.status is not Status.NOT_APPLICABLE

    @property
    def is_undetermined(self) -> bool:
        """Whether a fact about the school has to be known first."""
        return self.answer.status is Status.UNDETERMINED

    @property
    def counts(self) -> str:
        """ "2 of 5", "" where nothing is counted."""
        answer = self.answer
        if answer.status in (Status.NOT_APPLICABLE, Status.UNDETERMINED) or not answer.need:
            return ""
        return f"{answer.have.normalize():f} of {answer.need.normalize():f}"

    @property
    def lacks(self) -> str:
        """What is missing, in words; "" for nothing."""
        answer = self.answer
        if answer.status in DONE:
            return ""
        words = listed(answer.unmet) or (by.what if (by := answer.satisfied_by) else "")
        more = answer.need - answer.have
        return f"{more.normalize():f} more: {words}" if words and more > 1 else words


def standings_of(
    coalitions: Sequence[Coalition], planned: Iterable[Drill], *, on: date
) -> Mapping[int, list[RuleStanding]]:
    """Each drill rule at each school, by coalition. `planned`: the drills to come that are known to
    who asks. Four queries, however many schools there are.
    """
    facts = facts_of_schools(coalitions, records_of([each.pk for each in coalitions]))
    coming: defaultdict[int, list[Drill]] = defaultdict(list)
    for drill in planned:
        if drill.drill_on >= on:
            coming[drill.coalition_id].append(drill)
    return {
        each.pk: [
            _standing(rule, facts[each.pk], coming[each.pk], on)
            for rule in drill_rules(each.district.state)
        ]
        for each in coalitions
    }


def statuses_on(
    coalitions: Sequence[Coalition], days: Sequence[date]
) -> Mapping[tuple[int, date], list[Status]]:
    """Where each drill rule stood at each school on each of the days, by what was held until then
    and the facts of today. Four queries, however many schools and days there are.
    """
    facts = facts_of_schools(coalitions, records_of([each.pk for each in coalitions]))
    return {
        (each.pk, day): [
            evaluate(rule, facts[each.pk], day).status for rule in drill_rules(each.district.state)
        ]
        for each in coalitions
        for day in days
    }


def _standing(rule: Rule, facts: Facts, coming: Sequence[Drill], on: date) -> RuleStanding:
    answer = evaluate(rule, facts, on)
    if answer.status in CALLED or not coming or answer.due is None:
        return RuleStanding(rule, answer, None)
    in_time = [drill for drill in coming if drill.drill_on <= answer.due]
    as_held = [record_of(drill) for drill in in_time]
    then = evaluate(rule, replace(facts, records=(*facts.records, *as_held)), answer.due)
    if then.status not in DONE:
        return RuleStanding(rule, answer, None)
    counted = set(counted_records(then))
    pairs = zip(in_time, as_held, strict=True)
    first = next((drill for drill, record in pairs if record in counted), None)
    return RuleStanding(rule, answer, first)
