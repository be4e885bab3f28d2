"""What the page that places the passages of a Word file shows: its sum, its tabs, its rows.

Draws no decision itself.
"""

from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import NamedTuple

from django.db.models import Count, Q, Sum
from django.urls import reverse

from plans.library.kinds import UNPLACED_TITLE, Kind
from plans.library.structure import restricted_targets, targets_for
from plans.text.words import words
from plans.word_in.models.passage import Choice
from safety_portal.core.look.wording import counted

STATES = ("not_placed", "unsure", "placed", "left_out")
TABS = {"not_placed": "Not placed", "unsure": "Unsure", "placed": "Placed", "left_out": "Left out"}
_BEGINS_WORDS = 16
_IN_STATE = {
    "placed": Q(choice__in=[Choice.PART, Choice.OWN, Choice.TEXT]),
    "unsure": Q(choice="") & ~Q(proposed=""),
    "not_placed": Q(choice="", proposed=""),
    "left_out": Q(choice=Choice.LEFT_OUT),
}


class Row(NamedTuple):
    """A passage as the page draws it. `place`: what it stands for, `above`: where it comes in the
    plan. `options`: of its select, for whoever has to decide. `is_confidential`: the part is one
    that most readers are kept from, which is asked
    for by itself."""

    key: int
    title: str
    begins: str
    state: str
    place: str
    above: str
    is_restricted: bool
    is_confidential: bool
    why: str
    url: str
    options: tuple["OptionGroup", ...]


class Amount(NamedTuple):
    """How many passages and words are in one state."""

    passages: int
    words: int


def sums_of(file) -> dict[str, Amount]:
    """For each state how much is in it. One query."""
    asked = {f"{state}_n": Count("pk", filter=where) for state, where in _IN_STATE.items()}
    asked |= {
        f"{state}_w": Sum("words", filter=where, default=0) for state, where in _IN_STATE.items()
    }
    amounts = file.passages.aggregate(**asked)
    return {state: Amount(amounts[f"{state}_n"], amounts[f"{state}_w"]) for state in STATES}


def balance(file, sums) -> list[tuple]:
    """The sum that shows that nothing is lost: each passage and each word stands in one state."""
    parts = [
        f"{sums[state].passages:,} {TABS[state].lower()}"
        for state in STATES
        if sums[state].passages
    ]
    in_words = [
        f"{sums[state].words:,} {TABS[state].lower()}" for state in STATES if sums[state].words
    ]
    return [
        ("Passages", f"{sum(part.passages for part in sums.values()):,}", ", ".join(parts)),
        ("Words", f"{sum(part.words for part in sums.values()):,}", ", ".join(in_words)),
        ("Tables", f"{file.told.get('tables', 0):,}"),
        ("Images", f"{file.told.get('pictures', 0):,}"),
        ("Left out", f"{sums['left_out'].passages:,}", counted(sums["left_out"].words, "word")),
    ]


def heading(sums) -> str:
    """The h1: what a person has to look at, in numbers."""
    if left := sums["not_placed"].passages:
        return f"Place what could not be placed: {counted(left, 'passage')}"
    if left := sums["unsure"].passages:
        return f"{counted(left, 'passage')} unsure: look at what {'it stands' if left == 1 else 'they stand'} for"
    return f"Every passage has its place: {counted(sum(part.passages for part in sums.values()), 'passage')}"


def tabs(sums, shown: str) -> list[tuple[str, str, bool]]:
    """(address, words, whether it is the one shown) of each list of passages."""
    lists = [
        (f"?show={state}", f"{TABS[state]} {sums[state].passages:,}", state == shown)
        for state in STATES
    ]
    return [*lists, ("?show=all", "All, in order of the file", shown == "all")]


class Reading(NamedTuple):
    """A passage of which somebody has to say who reads it: `place` as in a Row."""

    key: int
    title: str
    place: str
    is_restricted: bool


def readers_of(file, passages) -> list[Reading]:
    """Passages on parts that most readers are kept from."""
    parts = {part.code: part for part in targets_for(file.coalition.scope)}
    return [
        Reading(passage.pk, passage.title, _named(parts[passage.target]), passage.is_restricted)
        for passage in passages
    ]


def rows_of(file, passages, above: dict[int, str]) -> list[Row]:
    """Passages as Rows. `above`: for each the title of the heading it comes under in the plan.

    Asks nothing.
    """
    parts = {part.code: part for part in targets_for(file.coalition.scope)}
    # One address is made by Django, the others differ in their last number only.
    address = reverse("word_in_passage", args=[file.coalition.slug, file.pk, 0]).removesuffix("0/")
    numbers, scope = file.told.get("numbers", {}), file.coalition.scope
    return [
        _row(
            passage,
            numbers.get(str(passage.position), ""),
            parts,
            above[passage.pk],
            f"{address}{passage.pk}/",
            scope,
        )
        for passage in passages
    ]


def _row(passage, number, parts, above, url, scope) -> Row:
    part = parts.get(passage.target or passage.proposed)
    return Row(
        key=passage.pk,
        title=f"{number} {passage.title}".strip(),
        begins=begins(passage),
        state=passage.state,
        place=place_of(passage, part),
        above=where_of(passage, above),
        is_restricted=passage.is_restricted,
        is_confidential=bool(part)
        and part.code in restricted_targets(scope)
        and passage.choice in {"", Choice.PART},
        why=why_of(passage),
        url=url,
        options=() if passage.choice else options_of(passage, parts, scope),
    )


def begins(passage) -> str:
    """The first words of a passage, or what it holds where it has none before them."""
    all_words = words(passage.html)
    text = " ".join(all_words[:_BEGINS_WORDS]) + ("…" if len(all_words) > _BEGINS_WORDS else "")
    if passage.html.startswith("<table>"):
        return f"Table of {counted(passage.html.count('<tr>'), 'row')}: {text}"
    return text or "Nothing but its heading."


def place_of(passage, part) -> str:
    """What it stands for, in words."""
    if passage.choice in {Choice.PART, ""}:
        return _named(part) if part else ""
    return {Choice.OWN: "Section of its own", Choice.TEXT: "Text of the passage before"}.get(
        passage.choice, ""
    )


def where_of(passage, above) -> str:
    """Where it comes in the plan, in words: "" for what becomes no section."""
    if passage.choice in {Choice.TEXT, Choice.LEFT_OUT}:
        return ""
    if above == UNPLACED_TITLE:
        return f"Comes under “{UNPLACED_TITLE}”."
    return (
        f"Comes under “{above}”, as in your file."
        if above
        else "Comes at the top level, as in your file."
    )


def why_of(passage) -> str:
    """Why it is where it is."""
    if passage.choice == Choice.LEFT_OUT:
        return passage.reason
    decided = passage.choice and (passage.target != passage.proposed or not passage.target)
    why = "" if decided or passage.is_loose else passage.why
    guess = f"Taken for a heading: {passage.guess}." if passage.guess else ""
    return " ".join(reason for reason in (why, guess) if reason)


def record_of(report, scope) -> list[tuple[str, str, str]]:
    """(title, where it went, why) of each passage of a file that was imported. `report`.

    Of its WordSource.
    """
    parts = {part.code: part for part in targets_for(scope)}
    decided = report.get("decisions") or [
        {
            "choice": Choice.PART if item.get("sure") else Choice.OWN,
            "target": item.get("target", ""),
            **item,
        }
        for item in report.get("proposals", [])
    ]
    return [(item["title"], _went(item, parts), item.get("reason", "")) for item in decided]


def _went(decision, parts) -> str:
    if decision["choice"] == Choice.PART and decision["target"] in parts:
        return _named(parts[decision["target"]])
    return {"": "Not placed", Choice.OWN: "Section of its own", Choice.TEXT: "Text of the passage before",
            Choice.LEFT_OUT: "Left out"}.get(decision["choice"], "")  # fmt: skip


# ---------------------------------------------------------------- what can be chosen


@dataclass(frozen=True)
class Option:
    """One choice of a select: the code that is sent, its words, whether it is the one chosen."""

    code: str
    label: str
    is_chosen: bool = False


@dataclass(frozen=True)
class OptionGroup:
    """Choices under one label; "" for those that stand alone."""

    label: str
    options: tuple[Option, ...]


def options_of(passage, parts, scope) -> tuple[OptionGroup, ...]:
    """The options of a passage's select, for templates/plans/word_in/_options.jinja.

    What is decided, the nearest parts, what else may become of it, all parts.
    """
    nearest = [parts[code] for code in [passage.proposed, *passage.others][:3] if code in parts]
    first = f"Proposed: {_named(nearest[0])}" if nearest else "Choose a section"
    if passage.choice:
        first = "Undecided"
    return (
        OptionGroup("", (Option("", first),)),
        *((_group("Nearest", nearest, ""),) if nearest else ()),
        OptionGroup("", _others(passage)),
        *(_tree(scope, passage.target) if passage.target else _whole_tree(scope)),
    )


def options_for(passage, scope) -> tuple[OptionGroup, ...]:
    """The options of one passage, what is decided about it chosen."""
    return options_of(passage, {part.code: part for part in targets_for(scope)}, scope)


def _others(passage) -> tuple[Option, ...]:
    others = [
        (Choice.OWN, "Section of its own"),
        (Choice.LEFT_OUT, "Leave out, for the reason below"),
    ]
    if passage.guess:
        others.insert(1, (Choice.TEXT, "No heading, but text of the passage before"))
    return tuple(Option(code, label, code == passage.choice) for code, label in others)


@cache
def _whole_tree(scope: str) -> tuple[OptionGroup, ...]:
    """The federal structure with nothing chosen: the same in every row."""
    return _tree(scope, "")


def _tree(scope: str, target: str) -> tuple[OptionGroup, ...]:
    groups = groupby(targets_for(scope), key=lambda part: part.kind)
    return tuple(_group(Kind(kind).label, parts, target) for kind, parts in groups)


def _group(label: str, parts, target: str) -> OptionGroup:
    return OptionGroup(
        label, tuple(Option(part.code, _named(part), part.code == target) for part in parts)
    )


def _named(part) -> str:
    return f"{part.number} {part.title}".strip()
