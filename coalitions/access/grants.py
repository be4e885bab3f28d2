"""Everything one account may reach, computed from its current memberships once per request.

Down: a member of a district's coalition reads into the plans of its schools. Up: a member of a
school's coalition reads the district's plan, never what is restricted there. Somebody who left has
no membership and so no standing.
"""

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from django.apps import apps
from django.db.models import BigIntegerField, DateField
from django.utils import timezone

from coalitions.access import roles
from safety_portal.core.database.kept_queries import Among, KeptQuery, ListSlot, Slot


@dataclass(frozen=True)
class Hold:
    """One current membership, reduced to what decides: where, in which role, in which seat."""

    membership_id: int
    person_id: int
    coalition_id: int
    district_id: int
    of_school: bool
    role: str
    seat_id: int | None
    is_chair: bool

    @property
    def group(self):
        return roles.GROUP_OF[self.role]


class Standing:
    """What an account may reach. `holds` are its current memberships; none for a stranger.

    `coalitions` are those it belongs to, with district and school; the district's own first, then
    by name.
    """

    def __init__(self, holds=(), *, coalitions=(), seen_as=None):
        self.holds = tuple(holds)
        self.coalitions = sorted(
            set(coalitions), key=lambda each: (each.school_id is not None, each.name)
        )
        # The role an administrator looks through ("see as this role"), or None. Looking changes
        # nothing: it reads only.
        self.seen_as = seen_as

    @cached_property
    def coalition_ids(self):
        """Coalitions it is a member of."""
        return frozenset(hold.coalition_id for hold in self.holds)

    @cached_property
    def person_ids(self):
        """The people behind the account, where they hold a membership."""
        return frozenset(hold.person_id for hold in self.holds)

    @cached_property
    def districts_down(self):
        """Districts whose own coalition it belongs to: their schools' plans are within reach."""
        return frozenset(hold.district_id for hold in self.holds if not hold.of_school)

    @cached_property
    def districts_up(self):
        """Districts of the schools whose coalition it belongs to.

        The district's plan is within reach.
        """
        return frozenset(hold.district_id for hold in self.holds if hold.of_school)

    @property
    def reach(self):
        """What it reaches, as `reaching` and a kept query of it are told.

        Ids of coalitions, of districts.
        """
        return {
            "direct": [*self.coalition_ids],
            "down": [*self.districts_down],
            "up": [*self.districts_up],
        }

    @cached_property
    def signs_for(self):
        """The designations by which it signs today for who holds a seat, by the holder's membership
        id. One query, when asked.
        """
        held = [hold.membership_id for hold in self.holds if hold.group in roles.MAY_SIGN]
        rows = DESIGNATED.ask(on=timezone.localdate(), designees=held) if held else []
        return {row.holder_id: row for row in rows}

    @cached_property
    def _direct(self):
        return self._levels_by("coalition_id", self.holds, roles.levels)

    @cached_property
    def _down(self):
        return self._levels_by(
            "district_id", (h for h in self.holds if not h.of_school), roles.levels_down
        )

    @cached_property
    def _up(self):
        return self._levels_by(
            "district_id", (h for h in self.holds if h.of_school), roles.levels_up
        )

    @staticmethod
    def _levels_by(attribute, holds, levels):
        found = defaultdict(frozenset)
        for hold in holds:
            found[getattr(hold, attribute)] |= levels(hold.role)
        return dict(found)

    def holds_in(self, coalition):
        """Its memberships in one coalition."""
        return tuple(hold for hold in self.holds if hold.coalition_id == coalition.pk)

    def groups_in(self, coalition):
        """The groups (administrator, officers, ...) it belongs to in one coalition."""
        return frozenset(hold.group for hold in self.holds_in(coalition))

    def roles_in(self, coalition):
        """The roles it holds in one coalition."""
        return frozenset(hold.role for hold in self.holds_in(coalition))

    def levels_in(self, coalition):
        """The sensitivities it reads in the plans of `coalition`, by membership and by reach."""
        reach = self._down if coalition.school_id else self._up
        return self._direct.get(coalition.pk, frozenset()) | reach.get(
            coalition.district_id, frozenset()
        )

    def scopes_reading(self, level):
        """(coalition ids, districts whose school plans, districts whose own plan) in which it reads
        `level`. For querysets.
        """
        return tuple(
            tuple(key for key, found in table.items() if level in found)
            for table in (self._direct, self._down, self._up)
        )


NOBODY = Standing()


def standing_of(user):
    """The standing of an account, loaded in one query and kept on the request's user object."""
    # Who is not signed in is not active either. Asked for each button of a page, so in few steps.
    if not getattr(user, "is_active", False):
        return NOBODY
    if (standing := getattr(user, "_standing", None)) is None:
        standing = user._standing = load(user, on=timezone.localdate())
    return standing


def load(user, *, on):
    """Read the account's memberships that hold on the day `on`, with their coalitions.

    One query.
    """
    held = HELD.ask(on=on, account=user.pk)
    return Standing(map(_hold, held), coalitions=[membership.coalition for membership in held])


def _held():
    # Asked for by name: models stand on this module (visible_to), so it cannot import them.
    current = apps.get_model("coalitions", "Membership").objects.current(Slot("on", DateField()))
    of_account = current.filter(person__account=Slot("account", BigIntegerField()))
    return of_account.select_related("coalition__district", "coalition__school").order_by()


def _designated():
    rows = apps.get_model("coalitions", "Designation").objects.current(Slot("on", DateField()))
    rows = rows.filter(Among("designee_id", ListSlot("designees")))
    return rows.select_related(
        "holder__person", "holder__seat", "holder__coalition", "designee__person"
    )


HELD, DESIGNATED = KeptQuery(_held), KeptQuery(_designated)


def _hold(membership):
    coalition = membership.coalition
    return Hold(
        membership_id=membership.pk,
        person_id=membership.person_id,
        coalition_id=coalition.pk,
        district_id=coalition.district_id,
        of_school=coalition.school_id is not None,
        role=membership.role,
        seat_id=membership.seat_id,
        is_chair=membership.is_chair,
    )


def see_as(user, *, coalition, role):
    """Let an account look through `role` in `coalition`, for this request.

    Everything it holds elsewhere is put aside.
    """
    hold = Hold(
        0,
        0,
        coalition.pk,
        coalition.district_id,
        coalition.school_id is not None,
        role,
        None,
        False,
    )
    user._standing = Standing([hold], coalitions=[coalition], seen_as=role)
