"""The tree that a file becomes once somebody has decided about its passages. Pure.

No row is read or written.

What is left out is gone, and what stood under it moves up. What nobody placed comes last, under
"Unplaced from Word", with what stands under it, except for passages that have a place of their own.
Everything else keeps its order and its place.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from coalitions.access.roles import Sensitivity
from plans.library.kinds import UNPLACED_TITLE, Kind
from plans.library.structure import targets_for
from plans.word_in.models.passage import Choice
from plans.word_in.parsed_plan import ParsedPlan, ParsedSection, parents_of

DEEPEST = 9


@dataclass
class _Node:
    """A passage with its decision. `over`: the heading it stands under in the file; `up`.

    The one in the plan.
    """

    section: ParsedSection
    choice: str
    target: str
    proposed: str
    is_restricted: bool = False
    over: "_Node | None" = None
    up: "_Node | None" = None
    is_aside: bool = False
    level: int = 1


def build_tree(
    parsed_plan: ParsedPlan, decisions: Iterable, *, scope: str
) -> tuple[ParsedSection, ...]:
    """The sections of the plan in reading order, by level. `decisions`: the Passage of each."""
    nodes = [
        _Node(section, decision.choice, decision.target, decision.proposed, decision.is_restricted)
        for section, decision in zip(parsed_plan.passages, decisions, strict=True)
    ]
    nodes = _with_text_joined(nodes)
    _hang(nodes)
    included = [node for node in nodes if node.choice != Choice.LEFT_OUT]
    parts = {part.code: part for part in targets_for(scope)}
    sections = [_section(node, parts) for node in included if not node.is_aside]
    return (*sections, *_unplaced([node for node in included if node.is_aside], parts))


def headings_above(passages: Iterable) -> dict[int, str]:
    """For the id of each Passage of a file, in its order, the title of the one it comes under in
    the plan, "" for none.
    """
    nodes = [
        _Node(passage, passage.choice, passage.target, passage.proposed) for passage in passages
    ]
    _hang(nodes)
    return {
        node.section.pk: UNPLACED_TITLE
        if node.is_aside
        else node.up.section.title
        if node.up
        else ""
        for node in nodes
    }


def _with_text_joined(nodes: list[_Node]) -> list[_Node]:
    """Headings that are none go on as text of the passage before."""
    joined: list[_Node] = []
    for node in nodes:
        if node.choice != Choice.TEXT:
            joined.append(node)
        elif last := next(
            (each for each in reversed(joined) if each.choice != Choice.LEFT_OUT), None
        ):
            last.section = replace(last.section, html=last.section.html + _as_text(node.section))
        else:
            # Text before all that is kept: nobody has placed it.
            joined.append(
                _Node(replace(node.section, html=_as_text(node.section), is_loose=True), "", "", "")
            )
    return joined


def _as_text(section: ParsedSection) -> str:
    return section.as_text + section.html


def _hang(nodes: list[_Node]) -> None:
    """Give each node its place and level in the plan."""
    headings = [node for node in nodes if not node.section.is_loose]
    top = min((node.section.level for node in headings), default=1)
    for node, at in zip(
        headings, parents_of([node.section.level for node in headings]), strict=True
    ):
        node.over = None if at is None else headings[at]
    for node in nodes:
        node.is_aside = _is_aside(node)
        node.up = _nearest(node)
        node.level = _level(node, top)


def _is_aside(node: _Node) -> bool:
    """Whether nobody placed it: by itself, or with what it stands under."""
    if node.choice:
        return False
    above = node.over
    while above and above.choice == Choice.LEFT_OUT:
        above = above.over
    return not node.proposed or bool(above and above.is_aside)


def _nearest(node: _Node) -> _Node | None:
    """The nearest heading above that goes where this one goes."""
    above = node.over
    while above and (above.choice == Choice.LEFT_OUT or above.is_aside != node.is_aside):
        above = above.over
    return above


def _level(node: _Node, top: int) -> int:
    if node.up is None:
        start = 2 if node.is_aside else top
        return start if node.is_aside or node.over or node.section.is_loose else node.section.level
    step = node.section.level - node.up.section.level if node.up is node.over else 1
    return min(node.up.level + step, DEEPEST)


def _section(node: _Node, parts: dict) -> ParsedSection:
    """What stands under a part is of its kind, and for its readers where it is restricted."""
    part = parts.get(node.target)
    above = parts.get(_target_above(node))
    title = part.title if part and node.section.is_loose else node.section.title
    return replace(
        node.section,
        title=title,
        level=node.level,
        target=part.code if part else "",
        kind=(part or above).kind if part or above else Kind.OTHER,
        sensitivity=_sensitivity(node),
    )


def _target_above(node: _Node) -> str:
    above = node.up
    while above and not above.target:
        above = above.up
    return above.target if above else ""


def _sensitivity(node: _Node) -> str:
    """Restricted where somebody said so of it, or of anything it stands under in the file or in the
    plan.
    """
    line, seen = [node], set()
    while line:
        each = line.pop()
        if each and id(each) not in seen:
            seen.add(id(each))
            if each.is_restricted:
                return Sensitivity.RESTRICTED
            line += [each.over, each.up]
    return Sensitivity.MEMBERS


def _unplaced(nodes: list[_Node], parts: dict) -> list[ParsedSection]:
    """One section for the text under no heading, and under it the headings that nobody placed."""
    if not nodes:
        return []
    loose = "".join(node.section.html for node in nodes if node.section.is_loose)
    below = [_section(node, parts) for node in nodes if not node.section.is_loose]
    return [ParsedSection(UNPLACED_TITLE, 1, loose), *below]
