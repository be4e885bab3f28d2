"""Who forms a school’s coalition."""

from coalitions.access.grants import access_of
from coalitions.access.policies import LOOKING_ONLY
from coalitions.coalition.queries import SchoolHere
from coalitions.schools.models import School
from coalitions.schools.policies import administered_districts
from safety_portal.core.accounts.models import User
from safety_portal.core.authority import Allowed, Denied


def can_form_coalition(user: User, school: School) -> Allowed | Denied:
    """Form a school's coalition: administrators of its district's coalition, and the operator."""
    if access_of(user).view_as:
        return LOOKING_ONLY
    if user.is_superuser or school.district_id in administered_districts(user):
        return Allowed()
    return Denied(
        f"Only an administrator of the coalition of {school.district} forms one for its schools."
    )


def can_form_coalition_here(user: User, here: SchoolHere) -> Allowed | Denied:
    """The same on the pages of a district's coalition: of a SchoolHere."""
    return can_form_coalition(user, here.school)
