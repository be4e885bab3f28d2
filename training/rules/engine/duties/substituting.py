"""What serves in place of a record: substitutes up to their caps, waivers, another day agreed."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from training.rules.engine.answers import Judged
from training.rules.engine.days.periods import LONG_AGO
from training.rules.engine.days.schedules import Instance
from training.rules.engine.days.windows import Frame, narrowed
from training.rules.engine.duties.counting import bucket
from training.rules.engine.facts import Facts, Record
from training.rules.engine.matching import matches
from training.rules.engine.rules import Law, Rule, Substitute
from training.rules.engine.statuses import DONE, Status

Used = dict[tuple[int, object], int]


def agreed(rule: Rule, instance: Instance, facts: Facts, on: date) -> Instance:
    """The instance, with the other day on which both sides agreed, where the text lets them."""
    if not instance.law.may_agree_date or instance.due is None:
        return instance
    days = [r.on for r in facts.of("agreement") if r.rule == rule.code and _is_of(instance, r.on)]
    if not days:
        return instance
    day = max(days)
    due = max(day, instance.due)
    return replace(
        instance, opens=min(day, instance.opens), due=due, until=max(instance.until, due)
    )


def waived(rule: Rule, instance: Instance, facts: Facts, on: date) -> bool:
    """Whether a waiver with its document is there for the instance."""
    if not instance.law.is_waivable:
        return False
    return any(
        r.rule == rule.code and r.said("document") is True and r.on <= on and _is_of(instance, r.on)
        for r in facts.of("waiver")
    )


def _is_of(instance: Instance, day: date) -> bool:
    year = instance.frame.year
    return year is None or year.records_from <= day <= max(year.records_to, instance.until)


def substituted(
    found: Sequence[tuple[Instance, Judged]], facts: Facts, on: date
) -> list[tuple[Instance, Judged]]:
    """Those not done, done where something serves in their place; in order, so that caps hold."""
    used: Used = {}
    taken: set[Record] = set()
    return [(instance, _served(instance, each, facts, on, used, taken)) for instance, each in found]


def _served(
    instance: Instance, each: Judged, facts: Facts, on: date, used: Used, taken: set[Record]
) -> Judged:
    law = instance.law
    if each.status in DONE or not law.substitutes:
        return each
    serving: list[Record] = []
    needed = int(each.need - each.have) if law.unit == "occurrences" else 1
    for number, substitute in enumerate(law.substitutes):
        for record in _candidates(substitute, instance, facts, on):
            if len(serving) < needed and record not in taken | set(serving):
                key = (number, bucket(substitute.per, record.on, instance.frame.year))
                if substitute.at_most is None or used.get(key, 0) < substitute.at_most:
                    used[key] = used.get(key, 0) + 1
                    serving.append(record)
    taken.update(serving)
    return _with(law, each, serving, is_enough=len(serving) >= needed)


def _with(law: Law, each: Judged, serving: list[Record], *, is_enough: bool) -> Judged:
    have = each.have + len(serving) if law.unit == "occurrences" else each.have
    counted = (*each.counted, *serving)
    if not is_enough:
        return replace(each, have=have, counted=counted)
    return replace(
        each, status=Status.SATISFIED, have=have, counted=counted, unmet=(), by="substitute"
    )


def _candidates(substitute: Substitute, instance: Instance, facts: Facts, on: date) -> list[Record]:
    opens, due = instance.opens, instance.due or instance.until
    if substitute.is_anytime:
        opens = LONG_AGO
    if substitute.window is not None and (year := instance.frame.year) is not None:
        whole = Frame("", year.first_day, year.last_school_day, year.records_from, year)
        since, to = narrowed(whole, substitute.window)
        opens, due = max(opens, since), min(due, to)
    subjects = substitute.match.subjects or ("drill",)
    return [
        record
        for record in facts.of(*subjects)
        if opens <= record.on <= min(due, on) and matches(substitute.match, record)
    ]
