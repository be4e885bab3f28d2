"""The starter content of WHO, read from data/ once a process."""

from functools import cache
from pathlib import Path
from typing import Any

from safety_portal.core.files.shipped import read_yaml

DATA = Path(__file__).parent / "data"


@cache
def _seats() -> tuple[dict[str, Any], ...]:
    return tuple(read_yaml(DATA / "seats.yaml")["seats"])


def seats_for(*, scope: str, state: str) -> list[dict[str, Any]]:
    """The starter seats of a `district` or `school` coalition, as keyword arguments of Seat, in
    order.

    `asked_for_by` keeps what the coalition's own state asks for and what is good practice
    everywhere.
    """
    chosen = (seat for seat in _seats() if seat["scope"] in ("both", scope))
    return [
        {
            "code": seat["code"],
            "title": seat["title"],
            "filled_by_roles": seat["filled_by_roles"],
            "recommended_minimum": seat["recommended_minimum"],
            "signs_plan": seat["signs_plan"],
            "why": " ".join(seat["why"].split()),
            "asked_for_by": [
                asker for asker in seat["asked_for_by"] if asker["state"] in (None, state)
            ],
            "position": position,
        }
        for position, seat in enumerate(chosen, start=1)
    ]
