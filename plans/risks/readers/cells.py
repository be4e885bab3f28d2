"""Cells of a risk worksheet: "2.  Possible", "Possible" and "2" are the same score."""

import re
from collections.abc import Mapping
from functools import cache
from typing import TypeVar

from plans.assessments.scales import Sureness
from plans.risks.catalogue import criteria
from plans.risks.scales import CRITERIA, LEAST, MOST, Group, Priority
from safety_portal.core.files.tables import bare_name
from safety_portal.core.values import NotRead, sound

Code = TypeVar("Code")
# How the sample worksheet of the REMS TA Center words the scales, where it is not as ours.
AS_REMS = {
    "warning": {"24+ hrs": 1, "12-24 hrs": 2, "6-12 hrs": 3},
    "duration": {"< 3 hrs": 1, "3-6 hrs": 2, "6-12 hrs": 3, "12+ hrs": 4},
}
SIGNS = str.maketrans("‐‑‒–—−", "------")
NUMBERED = re.compile(r"([0-9]+)(?:\.0+)?(?:\s*[.):]\s*|\s+-\s+|\s*$)(.*)")
SPACES = re.compile(r"\s+|hours?|hrs?\.?|(?<=\d)h\b")


def score(criterion: str, cell: str) -> int:
    """A value from 1 to 4: by its number, its word, or both. Raises NotRead where they differ."""
    given = sound(cell).translate(SIGNS)
    match = NUMBERED.fullmatch(given)
    number, words = (match[1], match[2].strip()) if match else ("", given)
    by_word = _words(criterion).get(_bare(words)) if words else None
    if not number:
        if by_word is None:
            raise NotRead(f"“{cell[:40]}” is none of the four; write 1 to 4, or the word.")
        return by_word
    value = int(number) if len(number) == 1 else 0
    if not LEAST <= value <= MOST:
        raise NotRead(f"The scale goes from {LEAST} to {MOST}; correct it.")
    if by_word is not None and by_word != value:
        raise NotRead(f"It says {value}, and words that are {by_word}; correct one of them.")
    return value


def priority(cell: str) -> Priority:
    """High, medium or low. Raises NotRead."""
    known = {bare_name(each.label): each for each in Priority}
    known |= {"h": Priority.HIGH, "m": Priority.MEDIUM, "l": Priority.LOW}
    known["moderate"] = Priority.MEDIUM
    return _one_of(known, cell, "Write high, medium or low.")


def sureness(cell: str) -> str:
    """Sure, likely or unsure. Raises NotRead."""
    known = {bare_name(each.label): each for each in Sureness}
    return str(_one_of(known, cell, "Write sure, likely or unsure, or leave it empty."))


def group(cell: str) -> Group:
    """The kind of an own hazard. Raises NotRead."""
    known = {bare_name(name): each for each in Group for name in (each.value, each.label)}
    known |= {"humancaused": Group.HUMAN_CAUSED, "adversarial": Group.HUMAN_CAUSED}
    return _one_of(known, cell, "Write natural, technological, biological or human-caused.")


def _one_of(known: Mapping[str, Code], cell: str, otherwise: str) -> Code:
    found = known.get(bare_name(sound(cell)))
    if found is None:
        raise NotRead(f"“{cell[:40]}” is not known here. {otherwise}")
    return found


@cache
def _words(criterion: str) -> dict[str, int]:
    """The words of a scale, ours and those of the sample worksheet, without spaces and hours."""
    scale = criteria()[CRITERIA.index(criterion)]
    ours = {step.label: step.value for step in scale.steps}
    return {_bare(word): value for word, value in (ours | AS_REMS.get(criterion, {})).items()}


def _bare(words: str) -> str:
    return SPACES.sub("", words.casefold().replace(" to ", "-"))
