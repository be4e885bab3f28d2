"""One dated value of a rule: its citation, its number, when, what counts, what else is asked."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import yaml

from safety_portal.core.files.strict_yaml import Field, anything, mapping, one_of, refused, text
from training.rules.engine.rules import Cap, Forbids, Law, Match, Part, Substitute, Window
from training.rules.form.values import (
    LONGEST,
    amount,
    attributes,
    day_of_year,
    full_date,
    list_of,
    share,
    span,
    truth,
    words,
)
from training.rules.form.vocabulary import (
    ANCHORS,
    CONFIDENCES,
    EVENTS,
    PERIODS,
    SEEN,
    SUBJECTS,
    UNITS,
    VARIED,
)

KIND = "file of rules"
STUDENTS = {"required": True, "absent": False, "any": None}
LAW_FIELDS = {
    "from": Field(full_date),
    "to": Field(full_date),
    "citation": Field(text(300, least=1), is_needed=True),
    "source": Field(text(400, least=1), is_needed=True),
    "seen": Field(one_of(*SEEN), is_needed=True),
    "confidence": Field(one_of(*CONFIDENCES), is_needed=True),
    "due_confidence": Field(one_of(*CONFIDENCES)),
    "need": Field(amount),
    "unit": Field(one_of(*UNITS)),
    "period": Field(one_of(*PERIODS)),
    "every": Field(span),
    "starts": Field(full_date),
    "summer": Field(truth),
    "window": Field(anything),
    "counts": Field(anything),
    "parts": Field(anything),
    "each_of": Field(list_of(words)),
    "each": Field(amount),
    "whole": Field(text(80)),
    "is_sum": Field(truth),
    "as_often_as": Field(anything),
    "at_most": Field(anything),
    "vary": Field(list_of(one_of(*VARIED))),
    "alternate": Field(list_of(words)),
    "instead": Field(anything),
    "event": Field(anything),
    "forbids": Field(anything),
    "waiver": Field(truth),
    "agreed_date": Field(truth),
    "late": Field(one_of("counts", "lost")),
    "note": Field(text(LONGEST)),
}
MATCH_FIELDS = {
    "subjects": Field(list_of(one_of(*SUBJECTS, *EVENTS))),
    "kinds": Field(list_of(words)),
    "courses": Field(list_of(words)),
    "students": Field(one_of(*STUDENTS)),
    "where": Field(attributes),
}
WINDOW_FIELDS = {
    "anchor": Field(one_of(*ANCHORS)),
    "from": Field(day_of_year),
    "to": Field(day_of_year),
    "first": Field(span),
    "within": Field(span),
    "opens_after": Field(span),
    "before": Field(truth),
    "lead_at_least": Field(span),
    "lead_at_most": Field(span),
}
PART_FIELDS = {
    **MATCH_FIELDS,
    "label": Field(text(120, least=1), is_needed=True),
    "need": Field(amount),
    "share": Field(share),
    "window": Field(anything),
}
CAP_FIELDS = {
    **MATCH_FIELDS,
    "most": Field(amount, is_needed=True),
    "per": Field(one_of("month", "semester", "school_year")),
}
INSTEAD_FIELDS = {
    **MATCH_FIELDS,
    "at_most": Field(amount),
    "per": Field(one_of("semester", "quarter", "school_year")),
    "window": Field(anything),
    "anytime": Field(truth),
}
FORBIDS_FIELDS = {
    **MATCH_FIELDS,
    "words": Field(text(300, least=1), is_needed=True),
    "marks": Field(list_of(words)),
    "unless": Field(list_of(words)),
    "grades": Field(list_of(words)),
    "window": Field(anything),
}
ONE = Decimal(1)


def read_law(node: yaml.Node, subject: str, is_executed: bool) -> Law:
    """One dated value. Refused, with the line."""
    said = mapping(node, LAW_FIELDS, what="a dated value", kind=KIND)
    _check(said, node, subject, is_executed)
    parts = (*_parts(said.get("parts")), *_kinds_each(said))
    return Law(
        citation=said["citation"],
        source=said["source"],
        seen=said["seen"],
        confidence=said["confidence"],
        due_confidence=said.get("due_confidence", said["confidence"]),
        since=said.get("from"),
        to=said.get("to"),
        need=said.get("need"),
        unit=said.get("unit", "occurrences"),
        period=said.get("period", ""),
        every=said.get("every"),
        cycle_from=said.get("starts"),
        has_summer=said.get("summer", False),
        window=_window(said.get("window")),
        counts=_counts(said.get("counts"), subject),
        parts=parts,
        is_sum_of_parts=said.get("is_sum", False) or "each_of" in said,
        total_label=said.get("whole", ""),
        as_often_as=_match(said["as_often_as"]) if "as_often_as" in said else None,
        caps=tuple(_cap(row) for row in _rows(said.get("at_most"), CAP_FIELDS)),
        vary=said.get("vary", ()),
        alternates=frozenset(said["alternate"]) if "alternate" in said else None,
        substitutes=tuple(_instead(row) for row in _rows(said.get("instead"), INSTEAD_FIELDS)),
        trigger=_match(said["event"]) if "event" in said else None,
        forbids=tuple(_forbids(row) for row in _rows(said.get("forbids"), FORBIDS_FIELDS)),
        is_waivable=said.get("waiver", False),
        may_agree_date=said.get("agreed_date", False),
        late_counts=said.get("late", "counts") == "counts",
        note=said.get("note", ""),
    )


def _check(said: Mapping[str, Any], node: yaml.Node, subject: str, is_executed: bool) -> None:
    """Refuse what contradicts itself."""
    if said.get("from") and said.get("to") and said["from"] > said["to"]:
        raise refused(node, "“from” is after “to”")
    if not is_executed:
        return
    if subject == "prohibition":
        if "forbids" not in said:
            raise refused(node, "a prohibition that is executed has “forbids”")
    elif "period" not in said:
        raise refused(node, "what is executed has a “period”")
    if said.get("period") in ("rolling", "school_days", "cycle") and "every" not in said:
        raise refused(node, f"a “period” of {said['period']} has “every”")
    if said.get("period") == "cycle" and "starts" not in said:
        raise refused(node, "a “period” of cycle has “starts”")


def _rows(node: object, fields: Mapping[str, Field]) -> list[dict[str, Any]]:
    if node is None:
        return []
    if not isinstance(node, yaml.SequenceNode):
        raise refused(node, "this has to be a list")  # type: ignore[arg-type]
    return [mapping(each, fields, what="this", kind=KIND) for each in node.value]


def _match(node: yaml.Node) -> Match:
    return match_of(mapping(node, MATCH_FIELDS, what="this", kind=KIND))


def match_of(said: Mapping[str, Any]) -> Match:
    """The Match of the fields that say one."""
    return Match(
        subjects=said.get("subjects", ()),
        kinds=frozenset(said["kinds"]) if said.get("kinds") else None,
        courses=said.get("courses"),
        students=STUDENTS[said["students"]] if "students" in said else None,
        where=said.get("where", {}),
    )


def _counts(node: object, subject: str) -> Match:
    """What counts. A drill is held with students, unless the text says otherwise."""
    said = (
        mapping(node, MATCH_FIELDS, what="“counts”", kind=KIND)
        if isinstance(node, yaml.Node)
        else {}
    )
    if subject == "drill":
        said = {"students": "required", **said}
    return match_of(said)


def _window(node: object) -> Window:
    if not isinstance(node, yaml.Node):
        return Window()
    said = mapping(node, WINDOW_FIELDS, what="a window", kind=KIND)
    if "first" in said and "within" in said:
        raise refused(node, "a window says “first” (day 1 is the first day) or “within” (after it)")
    return Window(
        anchor=said.get("anchor", ""),
        since=said.get("from"),
        to=said.get("to"),
        within=said.get("first") or said.get("within"),
        is_first_n="first" in said,
        after=said.get("opens_after"),
        is_before=said.get("before", False),
        lead_at_least=said.get("lead_at_least"),
        lead_at_most=said.get("lead_at_most"),
    )


def _parts(node: object) -> tuple[Part, ...]:
    return tuple(
        Part(
            label=row["label"],
            need=row.get("need", ONE),
            match=match_of(row),
            window=_window(row["window"]) if "window" in row else None,
            share=row.get("share"),
        )
        for row in _rows(node, PART_FIELDS)
    )


def _kinds_each(said: Mapping[str, Any]) -> tuple[Part, ...]:
    """“each_of” kinds so many: one part a kind."""
    return tuple(
        Part(kind.replace("_", " "), said.get("each", ONE), Match(kinds=frozenset({kind})))
        for kind in said.get("each_of", ())
    )


def _cap(row: Mapping[str, Any]) -> Cap:
    return Cap(int(row["most"]), match_of(row), row.get("per", "").replace("school_year", ""))


def _instead(row: Mapping[str, Any]) -> Substitute:
    return Substitute(
        match=match_of(row),
        at_most=int(row["at_most"]) if "at_most" in row else None,
        per=row.get("per", "school_year"),
        window=_window(row["window"]) if "window" in row else None,
        is_anytime=row.get("anytime", False),
    )


def _forbids(row: Mapping[str, Any]) -> Forbids:
    return Forbids(
        words=row["words"],
        match=match_of(row),
        marks=row.get("marks", ()),
        unless=row.get("unless", ()),
        grades=frozenset(row["grades"]) if "grades" in row else None,
        window=_window(row["window"]) if "window" in row else None,
    )
