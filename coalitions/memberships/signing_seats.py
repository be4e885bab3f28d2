"""The seats that sign a coalition's plan, and who holds them on a day."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date

from django.db.models import BigIntegerField, DateField, QuerySet

from coalitions.access import roles
from coalitions.coalition.models import Coalition
from coalitions.memberships.models.membership import Membership
from coalitions.seats.models import Seat
from safety_portal.core.database.kept_queries import KeptQuery, Slot

ROLES_THAT_SIGN = [role for role, group in roles.GROUP_OF.items() if group in roles.MAY_SIGN]


def signing_seats(coalition: Coalition) -> list[Seat]:
    """Seats of the coalition that sign its plan, in order."""
    return list(
        Seat.objects.filter(coalition=coalition, signs_plan=True).order_by("position", "id")
    )


def _holders() -> QuerySet[Membership]:
    current, coalition = (
        Membership.objects.current(Slot("on", DateField())),
        Slot("coalition", BigIntegerField()),
    )
    rows = current.filter(coalition=coalition, seat__signs_plan=True, role__in=ROLES_THAT_SIGN)
    # A seat is of the same coalition: said so that PostgreSQL begins at its few seats, and not at
    # its members.
    rows = rows.filter(seat__coalition=coalition)
    return rows.select_related("person__account", "agency", "seat").order_by("id")


HOLDERS = KeptQuery(_holders)


def holders_by_seat(coalition: Coalition, *, on: date) -> Mapping[int, list[Membership]]:
    """Current members who sign for a seat, by seat id.

    Parents and students never sign, whatever seat they have.
    """
    holders: defaultdict[int, list[Membership]] = defaultdict(list)
    for membership in HOLDERS.ask(on=on, coalition=coalition.pk):
        if membership.seat_id is not None:
            holders[membership.seat_id].append(membership)
    return holders
