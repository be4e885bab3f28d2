"""What is owed of action items, by whom, by when."""

from datetime import timedelta

import pytest
from django.utils import timezone

from coalitions.access.roles import Role
from safety_portal.portal.reminders.obligations import behind, owed
from tests import action_items, builders

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def told(account=None):
    """(kind, whose account, title) of everything owed."""
    found = owed(accounts=[account] if account else None, on=TODAY)
    return [(each.kind, each.account_id, each.title) for each in found]


def test_its_owner_finishes_it_by_its_day(coalition, cast):
    item = action_items.make_item(
        coalition=coalition, owner=cast.staff.people.get(), what="Mend the bell"
    )
    (found,) = owed(on=TODAY)
    assert (found.kind, found.account_id, found.due_on, found.title) == (
        "action_item",
        cast.staff.pk,
        item.due_on,
        "Finish “Mend the bell”",
    )
    assert found.path == f"/c/juniper/action-items/{item.pk}/"


def test_whoever_holds_the_seat_owns_it(coalition, cast):
    seat = builders.make_seat(coalition=coalition)
    item = action_items.make_item(coalition=coalition, owner_seat=seat)
    assert [kind for kind, _, _ in told()] == ["action_item_owner"]
    holder = builders.make_member(coalition=coalition, seat=seat)
    assert told() == [("action_item", holder.pk, f"Finish “{item}”")]


def test_a_person_of_two_roles_owes_it_once(coalition, cast):
    builders.make_member(coalition=coalition, role=Role.FIRE, account=cast.staff)
    action_items.make_item(coalition=coalition, owner=cast.staff.people.get())
    assert len(told()) == 1


def test_where_its_owner_left_administrators_name_another(coalition, cast):
    gone = builders.make_member(coalition=coalition)
    action_items.make_item(coalition=coalition, owner=gone.people.get(), what="Mend the bell")
    gone.people.get().memberships.update(ends_on=TODAY)
    assert told() == [
        ("action_item_owner", cast.administrator.pk, "Name a new owner of “Mend the bell”")
    ]


def test_nothing_restricted_stands_in_what_is_owed(coalition, cast):
    action_items.make_item(
        coalition=coalition, owner=cast.sro.people.get(), what="zq-secret", is_restricted=True
    )
    assert told() == [("action_item", cast.sro.pk, "Finish a restricted action item")]


def test_who_may_not_read_it_any_more_does_not_own_it(coalition, cast):
    action_items.make_item(coalition=coalition, owner=cast.staff.people.get(), is_restricted=True)
    assert [kind for kind, _, _ in told()] == ["action_item_owner"]
    assert told(cast.staff) == []


class TestVerification:
    def test_each_administrator_within_seven_days(self, coalition, cast):
        action_items.make_item(
            coalition=coalition, what="Mend", **action_items.done(by=cast.staff, days_ago=3)
        )
        (found,) = owed(on=TODAY)
        assert (found.kind, found.account_id, found.title, found.due_on) == (
            "action_item_verification",
            cast.administrator.pk,
            "Verify “Mend”",
            TODAY + timedelta(days=4),
        )

    def test_who_was_named_instead(self, coalition, cast):
        action_items.make_item(
            coalition=coalition, verifier=cast.teacher.people.get(), **action_items.done()
        )
        assert [account for _, account, _ in told()] == [cast.teacher.pk]

    def test_administrators_where_the_named_one_left(self, coalition, cast):
        gone = builders.make_member(coalition=coalition)
        action_items.make_item(
            coalition=coalition, verifier=gone.people.get(), **action_items.done()
        )
        gone.people.get().memberships.update(ends_on=TODAY)
        assert [account for _, account, _ in told()] == [cast.administrator.pk]

    def test_never_its_owner_nor_who_said_it(self, coalition, cast):
        second = builders.make_member(coalition=coalition, role=Role.ADMINISTRATOR)
        action_items.make_item(
            coalition=coalition,
            owner=cast.administrator.people.get(),
            **action_items.done(by=second),
        )
        assert told() == []

    def test_never_who_holds_its_seat_in_another_role(self, coalition, cast):
        seat = builders.make_seat(coalition=coalition)
        builders.make_member(
            coalition=coalition, role=Role.STAFF, account=cast.administrator, seat=seat
        )
        action_items.make_item(coalition=coalition, owner_seat=seat, **action_items.done())
        assert told() == []

    def test_none_of_another_coalition(self, coalition, sibling, cast):
        builders.make_member(coalition=sibling, role=Role.ADMINISTRATOR)
        action_items.make_item(coalition=coalition, **action_items.done())
        assert [account for _, account, _ in told()] == [cast.administrator.pk]


def test_a_risk_is_looked_at_before_its_day(coalition, cast):
    accepter = cast.sro.people.get()
    for days in (30, 90):
        action_items.make_item(
            coalition=coalition,
            what=f"In {days}",
            **action_items.accepted(accepter=accepter, days=days),
        )
    (found,) = owed(on=TODAY)
    assert (found.kind, found.account_id, found.due_on, found.runs_out) == (
        "accepted_risk",
        cast.administrator.pk,
        TODAY + timedelta(days=30),
        True,
    )
    assert found.title == "Look again at the risk of “In 30”"


def test_who_let_it_pass_is_behind(coalition, cast):
    action_items.make_item(coalition=coalition, owner=cast.staff.people.get(), days=-4)
    count, late = behind(coalition.pk, on=TODAY, most=5)
    assert count == 1
    assert late[0][0].account_id == cast.staff.pk


def test_what_is_closed_is_owed_by_nobody(coalition, cast):
    action_items.make_item(coalition=coalition, **action_items.verified())
    assert told() == []
