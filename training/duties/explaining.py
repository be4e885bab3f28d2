"""Why a rule asks something of a school: the engine's answer for a person and a script."""

from collections.abc import Sequence
from datetime import date

from coalitions.school_facts.questions import BY_CODE
from safety_portal.core.look.wording import full_day, listed
from training.rules.engine.answers import Answer, NotCounted
from training.rules.engine.facts import Record

NO_RECORDS = "Nothing is on record that would count."
WORDS = {
    "not_applicable": "does not apply",
    "undetermined": "cannot be told yet",
    "due": "is due",
    "overdue": "is overdue",
    "satisfied": "is met",
    "satisfied_late": "was met late",
    "forbidden": "is forbidden",
    "allowed": "is allowed",
    "warning": "is to be looked at",
}


def as_json(answer: Answer, *, school: str, person: str | None = None) -> dict[str, object]:
    """The answer as the contract has it; `person`: of whom it is, where it is of one."""
    by = answer.satisfied_by
    return {
        "code": answer.rule.code,
        "school": school,
        "person": person,
        "on": str(answer.on),
        "status": answer.status.value,
        "due": _day(answer.due),
        "have": float(answer.have),
        "need": float(answer.need),
        "unmet": [*answer.unmet],
        "because": answer.because,
        "needs": [*answer.needs],
        "counted": [record.name for record in answer.counted],
        "not_counted": [_not_counted(each) for each in answer.not_counted],
        "satisfied_by": by
        and {"earliest": _day(by.earliest), "what": by.what, "with": [*by.involving]},
        "sentence": answer.sentence,
        "citation": answer.citation,
        "confidence": answer.confidence,
        "law_from": _day(answer.law.since if answer.law else None),
        "recommended": answer.rule.is_recommended,
        "handled": answer.rule.handled,
    }


def _day(day: date | None) -> str | None:
    return str(day) if day else None


def _not_counted(each: NotCounted) -> dict[str, str]:
    return {"record": each.record.name, "why": each.why}


def as_lines(answer: Answer, *, school: str, person: str | None = None) -> list[str]:
    """The answer in words: how it stands, why, until when, and by which law."""
    rule, of = answer.rule, f" for {person}" if person else ""
    return [
        f"{rule.code}, {rule.title}: {WORDS[answer.status.value]}{of} at {school}"
        f" on {full_day(answer.on)}.",
        rule.asks,
        *_why(answer),
        *_numbers(answer),
        *_records(answer.counted, answer.not_counted),
        *_law(answer),
    ]


def _why(answer: Answer) -> list[str]:
    lines = [f"Because: {answer.because}."] if answer.because else []
    questions = [BY_CODE[code].question for code in answer.needs if code in BY_CODE]
    other = [code for code in answer.needs if code not in BY_CODE]
    lines += [f"Answer first: {question}" for question in questions]
    return [*lines, *([f"Enter first: {listed(other)}."] if other else [])]


def _numbers(answer: Answer) -> list[str]:
    """How many, until when, what lacks, what would satisfy it."""
    if answer.status.value in ("not_applicable", "undetermined"):
        return []
    lines = [f"Have {answer.have.normalize():f} of {answer.need.normalize():f}."]
    if answer.due:
        lines.append(f"In time until {full_day(answer.due)}.")
    elif not answer.has_deadline:
        lines.append("The text names no last day.")
    if answer.unmet:
        lines.append(f"Lacks: {listed(answer.unmet)}.")
    if by := answer.satisfied_by:
        earliest = f" from {full_day(by.earliest)} on" if by.earliest else ""
        involving = [each.replace("_", " ") for each in by.involving]
        company = f", with {listed(involving)}" if involving else ""
        lines.append(f"Would satisfy it: {by.what}{earliest}{company}.")
    return [*lines, *answer.warnings]


def _records(counted: Sequence[Record], others: Sequence[NotCounted]) -> list[str]:
    if not counted and not others:
        return [NO_RECORDS]
    lines = [f"Counted: {record.name}." for record in counted]
    return [*lines, *(f"Not counted: {each.record.name}: {each.why}." for each in others)]


def _law(answer: Answer) -> list[str]:
    """The citation, how sure it is, and since when it is the law."""
    law, rule = answer.law, answer.rule
    if law is None:
        return []
    kind = "Recommended" if rule.is_recommended else "Law"
    since = f", in force from {full_day(law.since)}" if law.since else ""
    checked = f", checked on {full_day(rule.checked_on)}" if rule.checked_on else ""
    verify = " Verify it before you rely on it." if answer.is_to_verify else ""
    reason = [f"Shown, never overdue: {rule.reason}"] if rule.handled != "executed" else []
    return [
        f"{kind}: {law.citation} ({answer.confidence} confidence){since}{checked}.{verify}",
        *reason,
    ]
