"""Members to be found by how their name begins, by who sees who is in a coalition."""

from django.db.models import QuerySet
from django.utils import timezone

from coalitions.access.filters import by_coalition
from coalitions.access.grants import access_of
from coalitions.access.roles import Group, Role
from coalitions.memberships.models.membership import Membership
from safety_portal.core.accounts.models import User
from safety_portal.core.search.sources import Facts, Place, Source
from safety_portal.core.search.vectors import SIMPLE
from safety_portal.core.web.addresses import address

# Whose membership of a district shows them who is in the coalitions of its schools, as
# access/policies.can_see_people says.
SEE_DOWN = frozenset({Group.ADMINISTRATOR, Group.OFFICERS, Group.RESPONDERS})


def _members(user: User) -> QuerySet[Membership]:
    access = access_of(user)
    down = {
        grant.district_id
        for grant in access.grants
        if not grant.of_school and grant.group in SEE_DOWN
    }
    seen = by_coalition("coalition", direct=[*access.coalition_ids], down=[*down])
    return Membership.objects.current(timezone.localdate()).filter(seen)


def _placed(facts: Facts, user: object) -> Place:
    where = [facts["coalition"], Role(facts["role"]).label, facts["title"]]
    return Place(address("membership_people", facts["slug"]), " · ".join(filter(None, where)))


PEOPLE = Source(
    kind="people",
    label="People",
    rows=_members,
    title="person__name",
    facts={
        "slug": "coalition__slug",
        "coalition": "coalition__name",
        "role": "role",
        "title": "title",
    },
    config=SIMPLE,
    newest=("person__name", "pk"),
    placed=_placed,
)
