"""Who hears that their place in a coalition changed.

Whoever can sign in and did not do it, of every action there is.
"""

from datetime import date, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from coalitions.access.roles import GROUPS, Role
from coalitions.memberships.actions import ending, memberships
from coalitions.memberships.mail import RIGHTS, gather
from coalitions.memberships.models.membership import Membership
from coalitions.records.actions import merging
from coalitions.rosters.actions import importing
from coalitions.rosters.match_schools import Choices
from coalitions.rosters.roster import Assignment, PersonRow, Roster
from safety_portal.core.notices import sending
from safety_portal.core.notices.models import Message
from tests import builders
from tests.architecture import house

pytestmark = pytest.mark.django_db
DAY, LATER = date(2026, 11, 23), date(2027, 9, 1)
NOON = datetime(2026, 11, 23, 12, tzinfo=timezone.get_default_timezone())
# Where rows of the table of memberships are written; the letters of each are walked below.
WRITERS = {"memberships", "ending", "merging", "writing"}


@pytest.fixture(autouse=True)
def noon():
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


@pytest.fixture
def tess(coalition):
    """The membership of a teacher with an account, since long ago."""
    return (
        builders.make_member(coalition=coalition, name="Tess Odell").people.get().memberships.get()
    )


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


TOLD = {
    added: (
        "membership_added",
        "Dana Whitlock made you Staff in Juniper Elementary, from November 23, 2026 on.",
        "You read what its plan shows to members",
        "If this is wrong, ask Dana Whitlock.",
    ),
    changed: (
        "membership_changed",
        "Dana Whitlock changed your membership as Teacher in Juniper Elementary on November 23, 2026.",
        "You hold the seat Reunification lead now. Who holds it signs the plan.",
        "You chair it now",
    ),
    ended: (
        "membership_ended",
        "Dana Whitlock ended your membership as Teacher",
        "The reason given: Moved away.",
    ),
    ended_together: (
        "memberships_changed",
        "Dana Whitlock ended your membership as Teacher in Juniper Elementary; November 23, 2026 is the first day without it.",
    ),
    carried_over: (
        "memberships_changed",
        "Dana Whitlock let you stay Teacher in Juniper Elementary; September 1, 2027 is the first day without it.",
    ),
    merged: (
        "memberships_changed",
        "Dana Whitlock merged two records of you: you are Staff in Juniper Elementary with this account now.",
    ),
    brought_in: (
        "memberships_changed",
        "Dana Whitlock made you Staff in Juniper Elementary, from November 23, 2026 on.",
    ),
}


def test_every_module_that_writes_memberships_is_walked_here():
    """Joining is one's own answer to an invitation: place_member, which only that calls."""
    writing = (
        "Membership.objects.create(",
        "Membership.objects.bulk_",
        "membership.save(",
        "rows.update(",
        "row.save(",
    )
    found = {
        module.parts[-1]
        for module in house.modules().values()
        if module.app == "coalitions"
        and "actions" in module.parts
        and "Membership" in module.text
        and any(word in module.text for word in writing)
    }
    assert found == WRITERS
    assert (
        house.modules()["coalitions.invitations.actions.accepting"].text.count("place_member(") == 1
    )


def test_every_group_reads_what_it_may_do():
    assert set(RIGHTS) == set(GROUPS)


@pytest.mark.parametrize("act", TOLD)
def test_who_is_concerned_is_told_once(act, tess, administrator):
    act(tess, administrator)
    ((name, kind, text),) = told()
    assert (name, kind) == ("Tess Odell", TOLD[act][0])
    assert [words for words in TOLD[act][1:] if words not in text] == []


@pytest.mark.parametrize("act", TOLD)
@pytest.mark.parametrize("why", ["did it", "no account", "closed"])
def test_nobody_else_is_told(act, why, tess, administrator):
    """Neither who did it themselves, nor who cannot sign in, though their address is known."""
    if why == "did it":
        tess = administrator.people.get().memberships.get()
        builders.make_member(coalition=tess.coalition, role=Role.ADMINISTRATOR)
    elif why == "no account":
        tess.person.account = None
        tess.person.save()
    else:
        tess.person.account.is_active = False
        tess.person.account.save()
    act(tess, administrator)
    assert told() == []


def test_what_was_taken_is_said_too(tess, administrator):
    changed(tess, administrator)
    memberships.change_membership(
        membership=tess,
        by=administrator,
        title="Lead",
        seat=None,
        agency=None,
        is_chair=False,
        is_local_champion=True,
    )
    text = told()[1][2]
    for words in (
        "no longer hold the seat Reunification lead",
        "no longer chair",
        "title there is “Lead”",
        "local champion",
    ):
        assert words in text
    memberships.change_membership(
        membership=tess,
        by=administrator,
        title="Lead",
        seat=None,
        agency=None,
        is_chair=False,
        is_local_champion=True,
    )
    assert len(told()) == 2


def test_an_account_that_loses_by_a_merge_is_told(tess, administrator):
    other = builders.make_person(district=tess.coalition.district, name="Tess Odell")
    Membership.objects.create(
        person=other, coalition=tess.coalition, role=Role.STAFF, starts_on=DAY
    )
    merging.merge_people(
        kept=other,
        gone=tess.person,
        by=administrator,
        name="Tess Odell",
        email="",
        phone="",
        account=None,
    )
    ((_, _, text),) = told()
    assert "with this account you are no longer Teacher in Juniper Elementary." in text


def test_a_days_bulk_changes_are_one_mail_in_the_evening(tess, administrator, noon):
    brought_in(tess, administrator)
    brought_in(tess, administrator, title="Aide, grade 4")
    brought_in(tess, None, is_leaving=True)
    message = Message.objects.get()
    assert timezone.localtime(message.due_at) == NOON.replace(hour=18)
    in_order = [
        "made you Staff",
        "title there is “Aide, grade 4” now",
        "The operator of the portal ended your membership as Staff",
    ]
    assert sorted(in_order, key=message.text.index) == in_order
    assert message.text.count("Your memberships were changed") == 1
    assert message.scope == tess.coalition_id
    assert sending.send_waiting(seconds=1) == (0, False)
    noon.move_to(NOON.replace(hour=18, minute=1))
    assert sending.send_waiting(seconds=1) == (1, False)
    # After that it is tomorrow's; and so is what comes while today's is on its way.
    ended_together(tess, administrator)
    assert [
        timezone.localdate(day)
        for day in Message.objects.order_by("id").values_list("due_at", flat=True)
    ] == [
        DAY,
        DAY + timedelta(days=1),
    ]


def test_what_comes_while_a_mail_is_on_its_way_goes_a_day_later(tess, administrator):
    gather([(tess, ["First."])], by=administrator)
    Message.objects.update(lease_until=NOON + timedelta(minutes=1))
    gather([(tess, ["Second."])], by=administrator)
    first, second = Message.objects.order_by("id")
    assert ("Second." in first.text, "Second." in second.text, second.due_at - first.due_at) == (
        False,
        True,
        timedelta(days=1),
    )


def test_changes_in_two_coalitions_are_in_nobodys_ledger_but_ones_own(tess, sibling, administrator):
    other = Membership.objects.create(
        person=tess.person, coalition=sibling, role=Role.TEACHER, starts_on=DAY
    )
    gather([(tess, ["First."]), (other, ["Second."])], by=administrator)
    message = Message.objects.get()
    assert (message.scope, message.account) == (None, tess.person.account)


def test_many_cost_as_many_queries_as_one(coalition, administrator, django_assert_num_queries):
    for many in (1, 30):
        held = [
            builders.make_member(coalition=coalition)
            .people.get()
            .memberships.select_related("person__account")
            .get()
            for _ in range(many)
        ]
        with django_assert_num_queries(3):
            gather([(each, ["Moved."]) for each in held], by=administrator)
    assert Message.objects.count() == 31
