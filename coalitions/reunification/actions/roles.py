"""A role at the site gets its first and its alternates."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from django.db import transaction
from django.utils import timezone

from coalitions.access.policies import can_administer
from coalitions.coalition.locks import lock_coalition
from coalitions.coalition.models import Coalition
from coalitions.people.models import Person
from coalitions.reunification.content import role_of
from coalitions.reunification.models.role_holder import RANKS, RoleHolder
from coalitions.reunification.queries import people_for_roles
from safety_portal.core.accounts.models import User
from safety_portal.core.audit.record import record
from safety_portal.core.authority import require
from safety_portal.core.refusals import Refused


class Named(NamedTuple):
    """Who fills one rank of a role, None for nobody, and whether they work in another building."""

    person: Person | None
    is_from_elsewhere: bool = False


FIELDS = [f"person_{rank}" for rank in RANKS]


@transaction.atomic
def name_role(
    *, coalition: Coalition, by: User, role: str, holders: Sequence[Named]
) -> list[RoleHolder]:
    """Say who fills a role (content.ROLES, by code): first, first alternate, second alternate.

    Returns those who fill it now. Raises Refused for a role that is none, for one person twice, for
    somebody who is in no coalition of the district, a parent or a student, and where nothing
    differs. The audit row keeps who filled it before.
    """
    require(can_administer(by, coalition))
    coalition = lock_coalition(coalition)
    known = role_of(role)
    if known is None or coalition.school_id is None:
        raise Refused("There is no such role here.")
    _check(coalition, holders)
    before = list(RoleHolder.objects.filter(coalition=coalition, role=role).select_related())
    told = {
        rank: (each.person, each.is_from_elsewhere)
        for rank, each in zip(RANKS, holders, strict=False)
        if each.person
    }
    if told == {each.rank: (each.person, each.is_from_elsewhere) for each in before}:
        raise Refused("Nothing differs from who fills this role now.")
    RoleHolder.objects.filter(pk__in=[each.pk for each in before]).delete()
    made = RoleHolder.objects.bulk_create(
        RoleHolder(
            coalition=coalition,
            role=role,
            rank=rank,
            person=person,
            is_from_elsewhere=is_from_elsewhere,
            named_at=timezone.now(),
            named_by=by,
        )
        for rank, (person, is_from_elsewhere) in told.items()
    )
    said: dict[str, Any] = {"role": known.title, "people": [each.person.name for each in made]}
    said["before"] = [each.person.name for each in before]
    record(by=by, action="reunification_role.named", subject=coalition, scope=coalition, **said)
    return made


def _check(coalition: Coalition, holders: Sequence[Named]) -> None:
    people = [each.person for each in holders if each.person]
    known = people_for_roles(coalition, on=timezone.localdate())
    keys = set(known.filter(pk__in=[each.pk for each in people]).values_list("pk", flat=True))
    for field, each in zip(FIELDS, holders, strict=False):
        if each.person and each.person.pk not in keys:
            raise Refused(
                f"{each.person} is in no coalition of the district today. Choose somebody who is.",
                field=field,
            )
        if each.person and people.count(each.person) > 1:
            raise Refused(
                f"{each.person} stands here twice. An alternate is somebody else.", field=field
            )
