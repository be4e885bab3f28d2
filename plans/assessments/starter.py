"""The starter checklists, read from data/ once a process."""

from functools import cache
from pathlib import Path

from plans.assessments.checklist_text import ChecklistText, read_text

DATA = Path(__file__).parent / "data"


@cache
def starters() -> tuple[ChecklistText, ...]:
    """Every starter checklist, in order."""
    return tuple(
        read_text(path.read_text(encoding="utf-8")) for path in sorted(DATA.glob("*.yaml"))
    )


def starter(code: str) -> ChecklistText | None:
    """The starter of a code, None where there is none."""
    return next((each for each in starters() if each.code == code), None)
