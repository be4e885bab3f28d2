"""The roles that a sheet begins with, read from data/ once a process."""

from functools import cache
from pathlib import Path
from typing import TypedDict

from safety_portal.core.files.shipped import read_yaml

DATA = Path(__file__).parent / "data" / "roles.yaml"


class UsualRole(TypedDict):
    """A role as a sheet begins with it."""

    name: str
    in_order: bool


@cache
def usual_roles() -> tuple[UsualRole, ...]:
    """In the order of the sheet."""
    return tuple(read_yaml(DATA)["roles"])
