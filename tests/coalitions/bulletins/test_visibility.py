"""Who sees a bulletin: whoever holds a role that it names now; after that, almost nobody."""

from datetime import timedelta

import pytest
from django.utils import timezone

from coalitions.access import grants
from coalitions.access.roles import Role
from coalitions.bulletins.models.bulletin import Bulletin
from coalitions.memberships.models.membership import Membership
from tests import builders, bulletins

pytestmark = pytest.mark.django_db
TITLES = [bulletins.TITLE]


def over(bulletin, days=1):
    """The bulletin ended so many days ago."""
    today = timezone.localdate()
    Bulletin.objects.filter(pk=bulletin.pk).update(
        sent_on=today - timedelta(days=30), expires_on=today - timedelta(days=days)
    )


@pytest.mark.parametrize("role", ["administrator", "fire", "sro"])
def test_those_it_names_and_its_sender_see_it(bulletin, cast, role):
    assert bulletins.visible(getattr(cast, role)) == TITLES


@pytest.mark.parametrize(
    "role",
    [
        *("security_officer", "law_enforcement", "ems", "emergency_manager", "health"),
        *("mental_health", "teacher", "staff", "official", "parent", "student"),
    ],
)
def test_nobody_else_of_the_coalition_sees_it(bulletin, cast, role):
    assert bulletins.visible(getattr(cast, role)) == []


@pytest.mark.parametrize("role", list(Role))
def test_nobody_of_the_districts_coalition_sees_it(bulletin, district_coalition, role):
    account = builders.make_member(coalition=district_coalition, role=role)
    assert bulletins.visible(account) == []


def test_neither_the_operator_nor_another_school_sees_it(bulletin, sibling, foreign):
    for there in (sibling, foreign):
        other = builders.make_member(coalition=there, role=Role.ADMINISTRATOR)
        assert bulletins.visible(other) == []
    assert bulletins.visible(builders.make_account(is_superuser=True, is_staff=True)) == []


def test_who_takes_a_role_sees_it_at_once(bulletin, coalition):
    new = builders.make_member(coalition=coalition, role=Role.FIRE)
    assert bulletins.visible(new) == TITLES
    assert not bulletin.recipients.filter(person__account=new).exists()


def test_who_leaves_does_not_from_then_on(bulletin, cast):
    held = Membership.objects.filter(person__account=cast.fire)
    held.update(ends_on=timezone.localdate())
    assert bulletins.visible(cast.fire) == []


def test_who_changes_to_another_role_does_not_either(bulletin, cast):
    held = Membership.objects.filter(person__account=cast.fire)
    held.update(role=Role.EMS)
    assert bulletins.visible(cast.fire) == []


def test_a_role_held_elsewhere_counts_for_nothing(bulletin, cast, sibling):
    builders.make_member(coalition=sibling, role=Role.ADMINISTRATOR, account=cast.teacher)
    assert bulletins.visible(cast.teacher) == []


def test_a_sender_who_is_no_officer_any_more_does_not_see_it(bulletin, cast):
    Membership.objects.filter(person__account=cast.sro).update(role=Role.TEACHER)
    assert bulletins.visible(cast.sro) == []


def test_who_looks_as_another_role_sees_none(bulletin, cast, coalition):
    administrator = bulletins.fresh(cast.administrator)
    grants.view_as(administrator, coalition=coalition, role=Role.FIRE)
    assert not Bulletin.objects.visible_to(administrator).exists()


@pytest.mark.parametrize(("role", "sees"), [("sro", 1), ("administrator", 1), ("fire", 0)])
def test_over_its_sender_and_administrators_keep_it(bulletin, cast, role, sees):
    over(bulletin)
    assert len(bulletins.visible(getattr(cast, role))) == sees


@pytest.mark.parametrize(("role", "sees"), [("sro", 1), ("administrator", 1), ("fire", 0)])
def test_taken_back_they_keep_it_too(bulletin, cast, role, sees):
    Bulletin.objects.filter(pk=bulletin.pk).update(
        withdrawn_at=timezone.now(), withdrawn_by=cast.sro, withdrawn_because="It was wrong."
    )
    assert len(bulletins.visible(getattr(cast, role))) == sees


def test_through_its_last_day_it_is_in_force(bulletin, cast):
    over(bulletin, days=0)
    assert bulletins.visible(cast.fire) == TITLES


def test_an_administrator_who_comes_when_it_is_over_does_not_see_it(bulletin, coalition):
    over(bulletin)
    assert bulletins.visible(builders.make_member(coalition=coalition, role="administrator")) == []


def test_an_administrator_whom_it_never_named_does_not_see_it(coalition, cast):
    bulletin = bulletins.send(coalition=coalition, by=cast.sro, roles=["fire"])
    assert bulletins.visible(cast.administrator) == []
    over(bulletin)
    assert bulletins.visible(cast.administrator) == []


def test_of_two_roles_only_that_of_the_place_counts(coalition, cast, sibling):
    """Named are administrators there; they teach here."""
    other = builders.make_member(coalition=sibling, role=Role.TEACHER)
    builders.make_member(coalition=coalition, role=Role.TEACHER, account=other)
    builders.make_member(coalition=sibling, role=Role.SRO, account=cast.sro)
    bulletins.send(coalition=coalition, by=cast.sro, places=[coalition, sibling])
    assert bulletins.visible(other) == []


def test_it_is_seen_once_by_who_holds_two_of_its_roles(coalition, cast, bulletin):
    builders.make_member(coalition=coalition, role=Role.FIRE, account=cast.administrator)
    assert bulletins.visible(cast.administrator) == TITLES


def test_who_is_signed_out_sees_none(bulletin, client):
    assert client.get(f"/c/juniper/bulletins/{bulletin.pk}/").status_code == 302
