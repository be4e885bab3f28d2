"""Invitations when two people are quick: one account, one membership, one mail."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connections

from coalitions.access.roles import Role
from coalitions.invitations.actions import accepting, inviting
from coalitions.memberships.actions import memberships
from coalitions.memberships.models.membership import Membership
from coalitions.people.models import Person
from safety_portal.core.accounts.models import User
from safety_portal.core.notices.models import Message
from safety_portal.core.refusals import Refused
from safety_portal.core.states import WrongState
from tests import builders
from tests.coalitions.invitations.links import token_of


def at_once(*doings):
    """Do all of them in threads that start together; what each returned or raised, in order."""
    barrier = Barrier(len(doings))

    def run(doing):
        try:
            barrier.wait(10)
            return doing()
        except (Refused, PermissionDenied) as refused:
            return refused
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(doings)) as pool:
        return list(pool.map(run, doings))


@pytest.mark.django_db(transaction=True)
def test_two_answers_at_once_make_one_account_and_one_membership(coalition, administrator):
    _, link = inviting.invite(
        coalition=coalition, email="ines@example.org", role=Role.PARENT, by=administrator
    )

    def answer():
        return accepting.accept(token=token_of(link), name="Ines", password=builders.PASSWORD)

    results = at_once(answer, answer)
    assert sorted(type(result).__name__ for result in results) == ["Membership", "WrongState"]
    assert User.objects.filter(email="ines@example.org").count() == 1
    assert Membership.objects.filter(role=Role.PARENT).count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_invitations_of_one_district_answered_at_once_make_one_person(
    coalition, sibling, foreign
):
    account = builders.make_member(coalition=foreign, role=Role.SRO, name="Sam Reyes")
    links = [
        inviting.invite(
            coalition=place,
            email=account.email,
            role=Role.SRO,
            by=builders.make_member(coalition=place, role=Role.ADMINISTRATOR),
        )[1]
        for place in (coalition, sibling)
    ]
    results = at_once(
        *(
            lambda link=link: accepting.accept(token=token_of(link), account=account)
            for link in links
        )
    )
    assert [type(result).__name__ for result in results] == ["Membership", "Membership"]
    assert Person.objects.filter(district=coalition.district, account=account).count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_administrators_who_end_each_other_at_once_leave_one(coalition, administrator):
    other = builders.make_member(coalition=coalition, role=Role.ADMINISTRATOR)
    first, second = (
        Membership.objects.get(person__account=account) for account in (administrator, other)
    )
    results = at_once(
        lambda: memberships.end_membership(membership=second, by=administrator),
        lambda: memberships.end_membership(membership=first, by=other),
    )
    # Whoever asks when the other is through already, administers no more.
    ended, refused = sorted(results, key=lambda result: isinstance(result, Exception))
    assert isinstance(ended, Membership)
    assert isinstance(refused, WrongState | PermissionDenied)
    assert Membership.objects.filter(coalition=coalition, ends_on__isnull=True).count() == 1


@pytest.mark.django_db(transaction=True)
def test_the_same_invitation_twice_at_once_is_sent_once(coalition, administrator):
    def invite():
        return inviting.invite(
            coalition=coalition, email="ines@example.org", role=Role.PARENT, by=administrator
        )

    results = at_once(invite, invite)
    assert sorted(type(result).__name__ for result in results) == ["Refused", "tuple"]
    assert Message.objects.count() == 1
