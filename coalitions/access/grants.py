"""Everything one account may reach, computed from its current memberships once per request.

Down: a member of a district's coalition reads into the plans of its schools. Up: a member of a
school's coalition reads the district's plan, never what is restricted there. Somebody who left has
no membership and so no access.
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
class Grant:
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


class Access:
    """What an account may reach. `grants` are its current memberships; none for a stranger.

    `coalitions` are those it belongs to, with district and school; the district's own first, then
    by name.
    """

    def __init__(self, grants=(), *, coalitions=(), view_as=None, on=None):
        self.grants = tuple(grants)
        # The day on which the memberships hold; None for who has none.
        self.on = on
        self.coalitions = sorted(
            set(coalitions), key=lambda coalition: (coalition.school_id is not None, coalition.name)
        )
        # The role an administrator looks through ("see as this role"), or None. Looking changes
        # nothing: it reads only.
        self.view_as = view_as

    @cached_property
    def coalition_ids(self):
        """Coalitions it is a member of."""
        return frozenset(grant.coalition_id for grant in self.grants)

    @cached_property
    def person_ids(self):
        """The people behind the account, where they hold a membership."""
        return frozenset(grant.person_id for grant in self.grants)

    @cached_property
    def districts_down(self):
        """Districts whose own coalition it belongs to: their schools' plans are within reach."""
        return frozenset(grant.district_id for grant in self.grants if not grant.of_school)

    @cached_property
    def districts_up(self):
        """Districts of the schools whose coalition it belongs to.

        The district's plan is within reach.
        """
        return frozenset(grant.district_id for grant in self.grants if grant.of_school)

    @property
    def coalition_filter(self):
        """What it reaches, as `by_coalition` and a kept query of it are told.

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
        membership_ids = [
            grant.membership_id for grant in self.grants if grant.group in roles.MAY_SIGN
        ]
        rows = (
            DESIGNATED.ask(on=timezone.localdate(), designees=membership_ids)
            if membership_ids
            else []
        )
        return {row.holder_id: row for row in rows}

    @cached_property
    def _direct(self):
        return self._levels_by("coalition_id", self.grants, roles.levels)

    @cached_property
    def _down(self):
        return self._levels_by(
            "district_id",
            (grant for grant in self.grants if not grant.of_school),
            roles.levels_down,
        )

    @cached_property
    def _up(self):
        return self._levels_by(
            "district_id", (grant for grant in self.grants if grant.of_school), roles.levels_up
        )

    @staticmethod
    def _levels_by(attribute, grants, levels):
        levels_by_key = defaultdict(frozenset)
        for grant in grants:
            levels_by_key[getattr(grant, attribute)] |= levels(grant.role)
        return dict(levels_by_key)

    # Each button of a page asks: worked out once for all coalitions.
    @cached_property
    def _by_coalition(self):
        by_coalition = defaultdict(tuple)
        for grant in self.grants:
            by_coalition[grant.coalition_id] += (grant,)
        return dict(by_coalition)

    @cached_property
    def _groups_by_coalition(self):
        return {
            coalition: frozenset(grant.group for grant in grants)
            for coalition, grants in self._by_coalition.items()
        }

    def grants_in(self, coalition):
        """Its memberships in one coalition."""
        return self._by_coalition.get(coalition.pk, ())

    def groups_in(self, coalition):
        """The groups (administrator, officers, ...) it belongs to in one coalition."""
        return self._groups_by_coalition.get(coalition.pk, frozenset())

    def roles_in(self, coalition):
        """The roles it holds in one coalition."""
        return frozenset(grant.role for grant in self.grants_in(coalition))

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
            tuple(key for key, levels in table.items() if level in levels)
            for table in (self._direct, self._down, self._up)
        )


NOBODY = Access()


def access_of(user):
    """The access of an account, loaded in one query and kept on the request's user object."""
    # Who is not signed in is not active either. Asked for each button of a page, so in few steps.
    if not getattr(user, "is_active", False):
        return NOBODY
    if (access := getattr(user, "_access", None)) is None:
        access = user._access = load(user, on=timezone.localdate())
    return access


def load(user, *, on):
    """Read the account's memberships that hold on the day `on`, with their coalitions.

    One query.
    """
    memberships = HELD.ask(on=on, account=user.pk)
    return Access(
        map(_grant_of_membership, memberships),
        coalitions=[membership.coalition for membership in memberships],
        on=on,
    )


def _held():
    # Asked for by name: models stand on this module (visible_to), so it cannot import them.
    current = apps.get_model("coalitions", "Membership").objects.current(Slot("on", DateField()))
    of_account = current.filter(person__account=Slot("account", BigIntegerField()))
    return of_account.select_related("coalition__district", "coalition__school").order_by()


def _designation_rows():
    rows = apps.get_model("coalitions", "Designation").objects.current(Slot("on", DateField()))
    rows = rows.filter(Among("designee_id", ListSlot("designees")))
    return rows.select_related(
        "holder__person", "holder__seat", "holder__coalition", "designee__person"
    )


HELD, DESIGNATED = KeptQuery(_held), KeptQuery(_designation_rows)


def _grant_of_membership(membership):
    coalition = membership.coalition
    return Grant(
        membership_id=membership.pk,
        person_id=membership.person_id,
        coalition_id=coalition.pk,
        district_id=coalition.district_id,
        of_school=coalition.school_id is not None,
        role=membership.role,
        seat_id=membership.seat_id,
        is_chair=membership.is_chair,
    )


def view_as(user, *, coalition, role):
    """Let an account look through `role` in `coalition`, for this request.

    Everything it holds elsewhere is put aside.
    """
    grant = Grant(
        0,
        0,
        coalition.pk,
        coalition.district_id,
        coalition.school_id is not None,
        role,
        None,
        False,
    )
    user._access = Access([grant], coalitions=[coalition], view_as=role)
