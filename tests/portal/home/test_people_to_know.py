"""Whom a home page names to know: the chair, champions, officers, nurse, counselor."""

import pytest
from django.utils import timezone

from coalitions.access.roles import Role
from coalitions.memberships.models.membership import Membership
from coalitions.people.models import Person
from safety_portal.portal.home import parts
from safety_portal.portal.home.parts import SHOWN
from tests import builders
from tests.markup import flat

pytestmark = pytest.mark.django_db


def test_people_to_know_are_others_with_what_they_are_and_how_to_call_them(client, cast, coalition):
    Membership.objects.filter(person__account=cast.health).update(title="School nurse")
    Person.objects.filter(account=cast.health).update(phone="555-0142")
    client.force_login(cast.mental_health)
    shown = flat(client.get("/")).partition("People to know")[2]
    assert "School nurse" in shown
    assert 'href="tel:555-0142"' in shown
    assert cast.mental_health.name not in shown
    client.force_login(cast.health)
    assert "555-0142" not in flat(client.get("/")).partition("People to know")[2]


def test_of_many_champions_no_more_are_read_than_are_shown(client, cast, coalition):
    for number in range(SHOWN + 3):
        account = builders.make_member(coalition=coalition, role=Role.PARENT, name=f"Ada {number}")
        Membership.objects.filter(person__account=account).update(is_local_champion=True)
    Membership.objects.filter(person__account=cast.official).update(is_chair=True)
    client.force_login(cast.teacher)
    known = client.get("/").context["people_to_know"]
    assert known[0].person.account_id == cast.official.pk
    assert len(known) == SHOWN
    on = timezone.localdate()
    assert len(parts.NAMED_MEMBERS.ask(coalition=coalition.pk, on=on)) == SHOWN + 1
