"""The starter library, read from data/ once a process."""

from functools import cache
from pathlib import Path

from coalitions.briefs.readers.briefs_file import read_briefs
from coalitions.briefs.text.content import BriefText, CodedBrief

DATA = Path(__file__).parent.parent / "data" / "briefs.yaml"


@cache
def starters() -> tuple[CodedBrief, ...]:
    """Every starter brief, in order."""
    return read_briefs(DATA.read_text(encoding="utf-8"))


def starter_words() -> dict[str, BriefText]:
    """What each says, by its code."""
    return {starter.code: starter.text for starter in starters()}
