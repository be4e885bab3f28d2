"""A bulletin on the pages of one coalition: its own, or one that it names."""

from dataclasses import dataclass

from coalitions.access.grants import access_of
from coalitions.access.roles import GROUP_OF, Group
from coalitions.bulletins.models.bulletin import Bulletin
from coalitions.coalition.models import Coalition
from safety_portal.core.accounts.models import User


@dataclass(frozen=True)
class BulletinHere:
    """`bulletin`, described,, read by a member of `coalition`."""

    bulletin: Bulletin
    coalition: Coalition

    def __str__(self) -> str:
        return str(self.bulletin)

    @property
    def arguments(self) -> tuple[str, int]:
        """What stands in its addresses."""
        return self.coalition.slug, self.bulletin.pk


def roles_named(user: User, bulletin: Bulletin) -> frozenset[str]:
    """The roles by which the bulletin is for the account now; none while it looks as another."""
    access = access_of(user)
    if access.view_as:
        return frozenset()
    return frozenset(
        grant.role
        for grant in access.grants
        if grant.role in bulletin.role_codes and grant.coalition_id in bulletin.place_ids
    )


def groups_named(user: User, bulletin: Bulletin) -> frozenset[Group]:
    """The groups of those roles."""
    return frozenset(GROUP_OF[role] for role in roles_named(user, bulletin))
