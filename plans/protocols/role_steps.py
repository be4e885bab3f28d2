"""What a protocol asks of one role, found in its text as it stands. The portal writes none of it.

Plans say who does what in tables. The rows that name the role are its steps; what has no such table
may have a numbered list, which is everybody's. A text with neither has no steps, and is read whole.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from coalitions.access.roles import GROUP_OF, Group, Role
from plans.text.blocks import Block, leaves
from plans.text.characters import one_line
from plans.text.parsing import parse

WHAT = {"what", "action", "actions", "task", "step", "course of action"}
WHO = {"who", "by whom", "role", "position", "responsible", "responsibility", "person responsible"}
WHEN = {"when", "time", "timing"}
_LEVELS = ("h3", "h4", "h5", "h6")
_PHASE = re.compile(r"\b(?:goal )?(before|during|after)\b", re.IGNORECASE)
# What is done in the emergency comes first, what is done about it on other days last.
_FIRST = {"during": 0, "": 1, "after": 2, "before": 3}
# An objective says what is to be reached, and not what to do.
_NO_STEPS = re.compile(r"\b(?:objectives?|goals?)\b", re.IGNORECASE)
_EVERYBODY = r"every(?:one|body)|any(?:one|body)|all (?:staff|adults|personnel|employees)"
_OF_THE_SCHOOL = {Group.ADMINISTRATOR, Group.OFFICERS, Group.CARE, Group.SCHOOL}
# How plans call the roles, beside the portal's own word for each.
_NAMES = {
    Role.ADMINISTRATOR: r"administrators?|principals?",
    Role.SRO: r"school resource officers?|SROs?",
    Role.SECURITY_OFFICER: r"security (?:officers?|staff)",
    Role.LAW_ENFORCEMENT: r"law enforcement|police|sheriff",
    Role.FIRE: r"fire (?:service|department|chief)",
    Role.EMS: r"emergency medical services|EMS|ambulance|paramedics?",
    Role.EMERGENCY_MANAGER: r"emergency managers?",
    Role.HEALTH: r"(?<!mental )health|nurses?",
    Role.MENTAL_HEALTH: r"mental health|counsel(?:l)?ors?|psychologists?|social workers?",
    Role.TEACHER: r"teachers?|teaching staff",
    Role.STAFF: r"(?<!teaching )(?<!security )staff",
    Role.OFFICIAL: r"elected officials?|board members?",
    Role.PARENT: r"parents?",
    Role.STUDENT: r"students?",
}


@dataclass(frozen=True)
class Step:
    """One thing to do, in the plan's words; `phase`.

    Before, during, after, or "" where the plan tells them not apart.
    """

    what: str
    when: str = ""
    phase: str = ""


def steps_for(html: str, roles: Collection[str]) -> tuple[Step, ...]:
    """The steps of any of the roles in a section's canonical HTML.

    Those of the emergency first, else in the plan's order.
    """
    return _steps_for(html, frozenset(roles))


# A protocol in force is one text for everybody of a role: found once a process.
@lru_cache(maxsize=128)
def _steps_for(html: str, roles: frozenset[str]) -> tuple[Step, ...]:
    blocks = list(_with_headings(parse(html)))
    tables = [
        (block, columns, above)
        for block, above in blocks
        if block.tag == "table" and (columns := _columns(block))
    ]
    if tables:
        named = _naming(roles)
        steps = [
            step for table, columns, above in tables for step in _rows(table, columns, above, named)
        ]
        return tuple(sorted(steps, key=lambda step: _FIRST[step.phase]))
    lists = (
        block
        for block, above in blocks
        if block.tag == "ol" and not _NO_STEPS.search(" ".join(above))
    )
    return next(map(_items, lists), ())


def in_phases(steps: Sequence[Step]) -> list[tuple[str, list[Step]]]:
    """The steps as (phase, steps), for a page that tells the phases apart."""
    return [(phase, list(group)) for phase, group in groupby(steps, key=lambda step: step.phase)]


def _with_headings(blocks: tuple[Block, ...]) -> Iterator[tuple[Block, tuple[str, ...]]]:
    """Each block that is no heading, with the headings it stands under."""
    open_headings: list[tuple[int, str]] = []
    for block in blocks:
        if block.tag in _LEVELS:
            level = _LEVELS.index(block.tag)
            open_headings = [
                *(heading for heading in open_headings if heading[0] < level),
                (level, block.text),
            ]
        else:
            yield block, tuple(text for _, text in open_headings)


def _columns(table: Block) -> tuple[int, int, int | None] | None:
    """Where a table says what, who and when; None where it is no table of who does what."""
    names = (
        [_text(cell).casefold() for cell in table.children[0].children] if table.children else []
    )
    what, who, when = (
        next((at for at, name in enumerate(names) if name in known), None)
        for known in (WHAT, WHO, WHEN)
    )
    return None if what is None or who is None else (what, who, when)


def _rows(
    table: Block,
    columns: tuple[int, int, int | None],
    above: tuple[str, ...],
    named: re.Pattern[str],
) -> Iterator[Step]:
    what, who, when = columns
    phases = [match[1].lower() for text in above if (match := _PHASE.search(text))]
    for row in table.children[1:]:
        # In a row with merged cells the columns are not where the head says.
        if len(row.children) == len(table.children[0].children) and named.search(
            _text(row.children[who])
        ):
            phase = phases[-1] if phases else ""
            yield Step(
                _text(row.children[what]), "" if when is None else _text(row.children[when]), phase
            )


def _items(numbered: Block) -> tuple[Step, ...]:
    return tuple(Step(text) for item in numbered.children if (text := _text(item)))


def _naming(roles: Collection[str]) -> re.Pattern[str]:
    names = [_NAMES[Role(role)] for role in roles]
    if any(GROUP_OF[role] in _OF_THE_SCHOOL for role in roles):
        names.append(_EVERYBODY)
    return re.compile(rf"\b(?:{'|'.join(names)})\b", re.IGNORECASE)


def _text(block: Block) -> str:
    return one_line(" ".join(leaf.text for leaf in leaves(block.children)))
