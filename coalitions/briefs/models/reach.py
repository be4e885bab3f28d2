"""Who reads which versions of briefs, and who writes where, as conditions."""

from django.db.models import Q
from django.db.models.functions import Now, TruncDate

from coalitions.access.filters import any_of, by_coalition
from coalitions.access.grants import access_of
from coalitions.access.roles import MEMBERS, PUBLIC, Group
from safety_portal.core.accounts.models import User

WRITERS = frozenset({Group.ADMINISTRATOR, Group.OFFICERS})
# The day of the portal's time zone, as the database knows it.
TODAY = TruncDate(Now())


def writes_in(user: User) -> list[int]:
    """The coalitions in which the account writes briefs."""
    return [grant.coalition_id for grant in access_of(user).grants if grant.group in WRITERS]


def reads(user: User) -> Q:
    """Of published versions those that the account reads: of its coalitions and, of a school's, of
    the district's.

    Who reads what members read, all of them; parents and students what is public and names their
    role or everybody.
    """
    access = access_of(user)
    direct, _, up = access.scopes_reading(MEMBERS)
    conditions = [by_coalition("brief__coalition", direct=direct, up=up)]
    for grant in access.grants:
        if grant.group == Group.COMMUNITY:
            reach = by_coalition(
                "brief__coalition",
                direct=[grant.coalition_id],
                up=[grant.district_id] if grant.of_school else [],
            )
            named = Q(audience=[]) | Q(audience__contains=[grant.role])
            conditions.append(Q(sensitivity=PUBLIC) & named & reach)
    return any_of(*conditions)
