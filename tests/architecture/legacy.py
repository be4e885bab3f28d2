"""What breaks a rule from before it was one: how often, by module and rule, and at most by rule.

It only gets shorter.
"""

import tomllib
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

LIST = Path(__file__).with_name("legacy.toml")
COMMAND = "python -m tests.architecture"
# Rules that ask where a module lies, and could not be asked in the old layout. What leaves it may
# bring as many of these.
OF_THE_NEW_LAYOUT = ("mirrors", "order", "tiers")
HEAD = f"""\
# What breaks the rules of the house still. Written by `{COMMAND}`, which lets nothing be added.
# [most]: how often a rule may be broken in all. [still]: by which module, folder or file, and how often.
"""


@dataclass(frozen=True)
class Legacy:
    """`most`: rule -> how often at most. `still`: (module, folder or file; rule) -> how often."""

    most: dict
    still: Counter


def read(path=None):
    """The Legacy of a file, legacy.toml where none is named."""
    told = tomllib.loads((path or LIST).read_text(encoding="utf-8"))
    still = {
        (at, rule): times for at, rules in told["still"].items() for rule, times in rules.items()
    }
    return Legacy(told["most"], Counter(still))


def as_text(legacy):
    """A Legacy as TOML, sorted, a line for each module."""
    most = [f"{rule} = {times}" for rule, times in sorted(legacy.most.items()) if times]
    by_place = {}
    for (at, rule), times in sorted(legacy.still.items()):
        by_place.setdefault(at, []).append(f"{rule} = {times}")
    still = [f'"{at}" = {{ {", ".join(rules)} }}' for at, rules in by_place.items()]
    return "\n".join([HEAD, "[most]", *most, "", "[still]", *still, ""])


def counted(broken):
    """(module, folder or file; rule) -> how often it breaks it, of rule -> findings."""
    return Counter((finding.at, rule) for rule, findings in broken.items() for finding in findings)


def of(broken):
    """The Legacy that lists what is broken now, and nothing else."""
    return Legacy({rule: len(findings) for rule, findings in broken.items()}, counted(broken))


def complaints(rule, findings, legacy):
    """What is wrong with one rule, a sentence each.

    What breaks it and is not listed, and what is listed and breaks it no more.
    """
    now = Counter(finding.at for finding in findings)
    listed = {at: times for (at, of_rule), times in legacy.still.items() if of_rule == rule}
    told = [
        _sentence(finding, listed)
        for finding in findings
        if now[finding.at] > listed.get(finding.at, 0)
    ]
    told += [
        _eased(at, rule, times, now[at]) for at, times in sorted(listed.items()) if now[at] < times
    ]
    return told + _miscounted(rule, sum(listed.values()), legacy.most.get(rule, 0))


def _sentence(finding, listed):
    known = listed.get(finding.at, 0)
    return (
        f"{finding.sentence} ({known} of these may stay: legacy.toml)"
        if known
        else finding.sentence
    )


def _eased(at, rule, times, now):
    what = f"write {now} in the place of {times}" if now else "take it out of its line"
    return f"{at} no longer needs {rule} = {times} in legacy.toml: {what}, or run `{COMMAND}`."


def _miscounted(rule, listed, most):
    if listed > most:
        return [
            f"legacy.toml lists {rule} {listed} times, {most} at most: mend one instead of listing it."
        ]
    if listed < most:
        return [
            f"legacy.toml lists {rule} {listed} times and allows {most}: write {rule} = {listed} under [most]."
        ]
    return []


def refusals(broken, legacy, *, may_grow=()):
    """What keeps the list from being written again.

    Each rule that is broken more often than before, with what is new.
    """
    now, told = of(broken), []
    grown = {
        rule: more for rule in broken if (more := now.most[rule] - legacy.most.get(rule, 0)) > 0
    }
    room = max(0, legacy.most.get("layout", 0) - now.most.get("layout", 0))
    if sum(more for rule, more in grown.items() if rule in OF_THE_NEW_LAYOUT) <= room:
        grown = {rule: more for rule, more in grown.items() if rule not in OF_THE_NEW_LAYOUT}
    for rule in sorted(grown.keys() - set(may_grow)):
        told.append(f"{rule}: {now.most[rule]} now, {legacy.most.get(rule, 0)} at most:")
        told += [f"    {sentence}" for sentence in added(rule, broken, legacy)]
    return told


def added(rule, broken, legacy):
    """The sentences of what breaks a rule where the list does not have it, or not so often."""
    now = counted({rule: broken[rule]})
    return [
        finding.sentence
        for finding in broken[rule]
        if now[finding.at, rule] > legacy.still[finding.at, rule]
    ]
