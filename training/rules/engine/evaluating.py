"""evaluate(rule, facts, on): where one rule stands for one school or person on one day."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from training.rules.engine import conditions
from training.rules.engine.answers import Answer, Judged, NotCounted, Satisfier
from training.rules.engine.days.periods import LOOKS_AHEAD
from training.rules.engine.days.schedules import Instance, Schedule, scheduled
from training.rules.engine.duties import standing
from training.rules.engine.duties.events import events_of, judged_events, nothing_owed
from training.rules.engine.duties.judging import judged, outside
from training.rules.engine.duties.plans import allowed
from training.rules.engine.duties.substituting import agreed, substituted, waived
from training.rules.engine.facts import Facts, Record
from training.rules.engine.matching import attribute_words, matched, nearly
from training.rules.engine.rules import Law, Rule
from training.rules.engine.statuses import DONE, Status, severity

OTHERWISE = frozenset({"rolling", "cycle", "standing", "per_event"})


def evaluate(rule: Rule, facts: Facts, on: date) -> Answer:
    """The answer of a rule on a day. What was recorded for later days is not looked at."""
    law = rule.law_on(on) or rule.laws[-1]
    outcome = conditions.applies(rule, facts)
    if outcome.applies is False:
        return Answer(rule, on, Status.NOT_APPLICABLE, law, because=outcome.because)
    if outcome.applies is None:
        return Answer(rule, on, Status.UNDETERMINED, law, needs=outcome.needs)
    if rule.part_of:
        because = f"a permission, not a duty: part of {rule.part_of}"
        return Answer(rule, on, Status.NOT_APPLICABLE, law, because=because)
    if rule.subject == "prohibition":
        return allowed(rule, law, facts, on)
    if rule.handled != "executed":
        return _shown(rule, law, facts, on)
    if law.period in OTHERWISE:
        return _otherwise(rule, law, facts, on)
    return _of_instances(rule, facts, on)


def _shown(rule: Rule, law: Law, facts: Facts, on: date) -> Answer:
    """What asks for no number, or was not converted: open, never overdue."""
    good, others = matched(rule, law.counts, facts)
    known = tuple(record for record in good if record.on <= on)
    return Answer(
        rule, on, Status.DUE, law, has_deadline=False, counted=known, not_counted=tuple(others)
    )


def _otherwise(rule: Rule, law: Law, facts: Facts, on: date) -> Answer:
    """Per event, from the previous one, in a fixed cycle, or at all times."""
    if not law.is_in_force(on):
        return Answer(rule, on, Status.NOT_APPLICABLE, law, because=f"in force from {law.since}")
    if law.period == "per_event":
        events = events_of(rule, law, facts, on)
        if not events:
            because = nothing_owed(law, facts, on)
            return Answer(rule, on, Status.NOT_APPLICABLE, law, because=because)
        return _answer(rule, on, judged_events(rule, law, facts, on, events))
    good, others = matched(rule, law.counts, facts)
    known = [record for record in good if record.on <= on]
    if law.period == "rolling":
        found = standing.renewed(law, known, facts, on)
    elif law.period == "cycle":
        found = standing.cycled(law, known, on)
    else:
        found = standing.in_force(rule, law, known, on)
    return _answer(rule, on, [found], others)


def _of_instances(rule: Rule, facts: Facts, on: date) -> Answer:
    schedule = scheduled(rule, facts, on)
    if not schedule.instances:
        return _without_instances(rule, schedule, facts, on)
    first = schedule.instances[0]
    if _is_before_season(first, on):
        season = f"season starts {_day_words(first.opens)}"
        return Answer(
            rule, on, Status.NOT_APPLICABLE, first.law, because=season, next_due=first.due
        )
    return _judged(rule, schedule.instances, facts, on)


def _without_instances(rule: Rule, schedule: Schedule, facts: Facts, on: date) -> Answer:
    last = schedule.last_year
    before = evaluate(rule, facts, last.records_to).status if last else None
    law = rule.law_on(on) or rule.laws[-1]
    if schedule.needs:
        return Answer(rule, on, Status.UNDETERMINED, law, needs=schedule.needs, last_year=before)
    return Answer(rule, on, Status.NOT_APPLICABLE, law, because=schedule.because, last_year=before)


def _is_before_season(first: Instance, on: date) -> bool:
    """A rule of months that has a season asks nothing until it begins."""
    return first.law.period == "month" and first.law.window.since is not None and on < first.opens


def _judged(rule: Rule, instances: Sequence[Instance], facts: Facts, on: date) -> Answer:
    law = instances[0].law
    good, others = matched(rule, law.counts, facts)
    known = [record for record in good if record.on <= on]
    compared = [] if law.as_often_as is None else matched(rule, law.as_often_as, facts)[0]
    lacking = _lacking(rule, law, others)
    found = []
    for instance in instances:
        moved = agreed(rule, instance, facts, on)
        each = judged(moved, known, on, others=compared, lacking=lacking)
        if moved is not instance and each.status is Status.SATISFIED:
            each = replace(each, by=_by_agreement(instance, each))
        if each.status not in DONE and waived(rule, instance, facts, on):
            each = replace(each, status=Status.SATISFIED, by="waiver", unmet=())
        found.append((moved, each))
    if any(instance.law.substitutes for instance in instances):
        found = substituted(found, facts, on)
    told = _told([each for _, each in found], on)
    instance = next(moved for moved, each in found if each is told)
    others = [*outside(instance, known), *others]
    return _answer(rule, on, [each for _, each in found], others)


def _by_agreement(instance: Instance, each: Judged) -> str:
    due = instance.due
    return "agreed date" if any(due and record.on > due for record in each.counted) else ""


def _lacking(rule: Rule, law: Law, others: Sequence[NotCounted]) -> tuple[str, ...]:
    """The attributes for which alone some record did not count."""
    if not law.counts.where:
        return ()
    found = [nearly(law.counts, each.record, rule.code) for each in others]
    return tuple(dict.fromkeys(words for words in found if words))


def _answer(
    rule: Rule, on: date, found: Sequence[Judged], others: Sequence[NotCounted] = ()
) -> Answer:
    """What its worst instance up to today says; the next one where all of those are done."""
    told = _told(found, on)
    law = told.law or rule.laws[-1]
    answer = Answer(
        rule=rule,
        on=on,
        status=told.status,
        law=law,
        due=told.due,
        has_deadline=told.due is not None,
        have=told.have,
        need=told.need,
        unmet=told.unmet,
        late=told.late,
        by=told.by,
        is_curable=told.is_curable,
        warnings=told.warnings,
        instances=tuple(found),
        parts=told.parts,
        counted=told.counted,
        not_counted=(*told.not_counted, *others),
        satisfied_by=_satisfier(rule, law, told, on),
    )
    if answer.status is Status.OVERDUE and answer.is_to_verify:
        return replace(answer, status=Status.WARNING)
    return answer


def _told(found: Sequence[Judged], on: date) -> Judged:
    begun = [each for each in found if each.starts is None or each.starts <= on]
    if not begun:
        return found[0]
    worst = max(begun, key=lambda each: severity(each.status))
    if worst.status not in DONE:
        return worst
    ahead = [each for each in found if each not in begun and each.status not in DONE]
    if ahead and (worst.law is None or worst.law.period in LOOKS_AHEAD):
        return ahead[0]
    return max(reversed(begun), key=lambda each: severity(each.status))


def _satisfier(rule: Rule, law: Law, told: Judged, on: date) -> Satisfier | None:
    """What would satisfy what is open, from which day on, and with whom."""
    if told.status in DONE:
        return None
    earliest = max(on, told.starts) if told.starts else on
    what = ", ".join([*told.unmet, *attribute_words(law.counts)]) or _plain_kinds(law, rule)
    is_lost = told.status is Status.OVERDUE and not told.is_curable
    return None if is_lost else Satisfier(earliest, what, rule.involves)


def _plain_kinds(law: Law, rule: Rule) -> str:
    kinds = sorted(law.counts.kinds or ())
    return " or ".join(kind.replace("_", " ") for kind in kinds) or rule.subject.replace("_", " ")


def _day_words(day: date) -> str:
    return f"{day.day} {day:%B}"


def counted_records(answer: Answer) -> tuple[Record, ...]:
    """Every record that counted, in any of the instances."""
    return tuple({record: None for each in answer.instances for record in each.counted})
