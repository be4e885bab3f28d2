"""Many changes of one day: one mail in the evening, which says all of them."""

from datetime import timedelta

import pytest
from django.utils import timezone

from coalitions.access.roles import Role
from coalitions.memberships.mail import gather
from coalitions.memberships.models.membership import Membership
from safety_portal.core.notices import sending
from safety_portal.core.notices.models import Message
from tests import builders
from tests.coalitions.memberships.changes import DAY, NOON, brought_in, ended_together

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


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
