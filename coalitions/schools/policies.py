"""Who sees a district’s schools, and who brings them in."""

from typing import Any

from coalitions.access.grants import access_of
from coalitions.access.policies import LOOKING_ONLY, is_member
from coalitions.access.roles import Group
from safety_portal.core.accounts.models import User
from safety_portal.core.authority import Allowed, Denied


def can_see_schools(user: User, coalition: Any) -> Allowed | Denied:
    """The schools of a district and their coalitions: members of the district's own coalition."""
    if coalition.school_id:
        return Denied(
            f"{coalition} is the coalition of one school; the list of schools is the district’s."
        )
    return is_member(user, coalition)


def can_import_schools(user: User, subject: object = None) -> Allowed | Denied:
    """The operator imports any file.

    An administrator of a district's coalition only rows of that district.
    """
    if access_of(user).view_as:
        return LOOKING_ONLY
    if user.is_superuser or administered_districts(user):
        return Allowed()
    return Denied(
        "Only the operator, or an administrator of a district's coalition, imports schools."
    )


def administered_districts(user: User) -> frozenset[int]:
    """Ids of the districts whose own coalition the account administers."""
    grants = access_of(user).grants
    return frozenset(
        grant.district_id
        for grant in grants
        if grant.group == Group.ADMINISTRATOR and not grant.of_school
    )
