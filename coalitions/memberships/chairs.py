"""Who chairs a coalition on a day: often two together, and somebody without an account too."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from coalitions.memberships.models.membership import Membership
from safety_portal.core.database.kept_queries import among


@dataclass(frozen=True)
class Chair:
    """One person who chairs. `account_id` is None where nobody can sign in as them.

    Then no mail reaches them.
    """

    person_id: int
    account_id: int | None
    name: str


def chairs_of(coalitions: Collection[int], *, on: date) -> dict[int, tuple[Chair, ...]]:
    """Who chairs each of the coalitions (ids) on the day, each person once, longest first.

    No key where nobody does. One query.
    """
    rows = (
        Membership.objects.chairs(on)
        .filter(among("coalition", coalitions))
        .order_by("starts_on", "id")
    )
    found: dict[int, dict[int, Chair]] = defaultdict(dict)
    columns = (
        "coalition_id",
        "person_id",
        "person__name",
        "person__account_id",
        "person__account__is_active",
    )
    for coalition, person, name, account, is_active in rows.values_list(*columns):
        found[coalition].setdefault(person, Chair(person, account if is_active else None, name))
    return {coalition: tuple(chairs.values()) for coalition, chairs in found.items()}


def chaired_by(accounts: Collection[int], *, on: date) -> list[int]:
    """The coalitions (ids) that any of these accounts chairs on the day, in order. One query."""
    rows = Membership.objects.chairs(on).filter(among("person__account", accounts))
    return list(rows.order_by("coalition_id").values_list("coalition_id", flat=True).distinct())
