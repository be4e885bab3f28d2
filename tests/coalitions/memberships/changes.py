"""Every way a membership changes, as the actions do it."""

from datetime import date, datetime, timedelta

from django.utils import timezone

from coalitions.access.roles import Role
from coalitions.memberships.actions import ending, memberships
from coalitions.memberships.models.membership import Membership
from coalitions.records.actions import merging
from coalitions.rosters.actions import importing
from coalitions.rosters.match_schools import Choices
from coalitions.rosters.roster import Assignment, PersonRow, Roster
from safety_portal.core.notices.models import Message
from tests import builders

DAY, LATER = date(2026, 11, 23), date(2027, 9, 1)
NOON = datetime(2026, 11, 23, 12, tzinfo=timezone.get_default_timezone())


def told():
    return list(Message.objects.order_by("id").values_list("to_name", "kind", "text"))


def added(held, by):
    memberships.add_membership(coalition=held.coalition, person=held.person, role=Role.STAFF, by=by)


def changed(held, by):
    seat = builders.make_seat(
        coalition=held.coalition, title="Reunification lead", roles=[held.role]
    )
    memberships.change_membership(
        membership=held,
        by=by,
        title="",
        seat=seat,
        agency=None,
        is_chair=True,
        is_local_champion=False,
    )


def ended(held, by):
    memberships.end_membership(membership=held, by=by, because="Moved away.")


def ended_together(held, by):
    ending.end_memberships(coalition=held.coalition, memberships=[held], by=by, on=DAY)


def carried_over(held, by):
    Membership.objects.filter(pk=held.pk).update(ends_on=DAY + timedelta(days=9))
    ending.carry_over(coalition=held.coalition, memberships=[held], by=by, until=LATER)


def merged(held, by):
    other = builders.make_person(district=held.coalition.district, name="T. Odell")
    Membership.objects.create(
        person=other, coalition=held.coalition, role=Role.STAFF, starts_on=DAY
    )
    kept = {
        "name": held.person.name,
        "email": held.person.email,
        "phone": "",
        "account": held.person.account,
    }
    merging.merge_people(kept=held.person, gone=other, by=by, **kept)


def brought_in(held, by, *, title="", is_leaving=False):
    """A whole list in which the person stands, as an aide or as somebody who leaves."""
    row = {
        "number": 1,
        "ids": ("7",),
        "username": "",
        "name": held.person.name,
        "email": held.person.email,
        "phone": "",
    }
    aide = (Assignment(org="", role="aide"),)
    roster = Roster(
        title="staff.csv", source="list", is_whole=True, says_org=False, orgs={}, skipped={}, rejected=[], total=1,
        rows=[PersonRow(**row, title=title, assignments=aide, is_leaving=is_leaving)],
    )  # fmt: skip
    importing.import_people(
        roster=roster, coalition=held.coalition, choices=Choices(), by=by, name="staff.csv"
    )
