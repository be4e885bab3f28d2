"""What the pages are measured on."""

from dataclasses import dataclass

from coalitions.coalition.models import Coalition
from plans.editions.models.edition import Edition
from safety_portal.core.accounts.models import User


@dataclass
class Ground:
    """What the pages are measured on: the district's coalition and the accounts that look at it."""

    coalition: Coalition
    accounts: dict[str, User]
    edition: Edition
    in_work: Edition
