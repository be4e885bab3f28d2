"""A coalition as its champions' page shows it to a reader."""

from dataclasses import dataclass

from coalitions.coalition.models import Coalition
from coalitions.memberships.models.membership import Membership


@dataclass(frozen=True)
class CarryHere:
    """A coalition, and the membership by which its reader is its local champion, or None."""

    coalition: Coalition
    champion: Membership | None
