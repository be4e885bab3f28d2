"""The roles that a sheet begins with, read from data/ once a process."""

from functools import cache
from pathlib import Path
from typing import TypedDict

import yaml

DATA = Path(__file__).parent / "data" / "roles.yaml"


class UsualRole(TypedDict):
    """A role as a sheet begins with it."""

    name: str
    in_order: bool


@cache
def usual_roles() -> tuple[UsualRole, ...]:
    """In the order of the sheet."""
    return tuple(yaml.safe_load(DATA.read_text(encoding="utf-8"))["roles"])
