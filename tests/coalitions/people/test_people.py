"""Somebody's record: who may look it up, and what follows when they are called otherwise."""

import pytest
from django.db import IntegrityError, transaction
from django.http import Http404

from coalitions.access.roles import Role
from coalitions.people import actions
from coalitions.people.models import Person, RosterIdentity
from coalitions.people.queries import fetch_pair, fetch_person, people_of
from safety_portal.core.audit.models import AuditRow
from tests import builders

pytestmark = pytest.mark.django_db


@pytest.fixture
def ines(coalition):
    account = builders.make_member(coalition=coalition, role=Role.TEACHER, name="Ines Marsh")
    return Person.objects.get(account=account)


def test_a_school_sees_its_members_and_a_district_everybody(
    coalition, sibling, district_coalition, ines
):
    theirs = builders.make_member(coalition=sibling, role=Role.TEACHER)
    nobodys = builders.make_person(district=coalition.district, name="Nobody Yet")
    assert list(people_of(coalition)) == [ines]
    assert set(people_of(district_coalition)) == {ines, nobodys, *theirs.people.all()}


def test_who_was_a_member_twice_is_one_record(coalition, ines):
    ines.memberships.update(ends_on="2026-01-31")
    builders.make_member(coalition=coalition, role=Role.SRO, account=ines.account)
    assert list(people_of(coalition)) == [ines]


def test_a_record_of_elsewhere_is_none(coalition, sibling, administrator, outsider, ines):
    theirs = Person.objects.get(account=builders.make_member(coalition=sibling))
    assert fetch_person(administrator, coalition=coalition.slug, person=ines.pk).person == ines
    for user, person in ((administrator, theirs), (outsider, ines)):
        with pytest.raises(Http404):
            fetch_person(user, coalition=coalition.slug, person=person.pk)
    with pytest.raises(Http404):
        fetch_pair(administrator, coalition=coalition.slug, person=ines.pk, other=theirs.pk)


def test_a_pair_is_two_records_of_one_place(coalition, administrator, ines):
    other = Person.objects.get(account=builders.make_member(coalition=coalition))
    pair = fetch_pair(administrator, coalition=coalition.slug, person=ines.pk, other=other.pk)
    assert (pair.person, pair.other, pair.coalition) == (ines, other, coalition)


def test_a_new_name_goes_to_every_district_and_leaves_a_row_for_each(coalition, foreign, ines):
    account = builders.make_member(coalition=foreign, account=ines.account)
    stranger = builders.make_person(district=coalition.district, name="Ines Marsh")
    actions.rename(account=account, name="Ines Whitlock", by=account)
    assert set(account.people.values_list("name", flat=True)) == {"Ines Whitlock"}
    stranger.refresh_from_db()
    assert stranger.name == "Ines Marsh", "somebody else who is called the same"
    rows = AuditRow.objects.order_by("id").values_list("action", flat=True)
    assert sorted(rows) == ["account.renamed", "person.renamed", "person.renamed"]
    actions.rename(account=account, name="Ines Whitlock", by=account)
    assert AuditRow.objects.count() == 3, "the same name again is no change"


def test_a_number_of_a_roster_is_one_persons(coalition, ines):
    number = {"district": coalition.district, "source": "SIS", "sourced_id": "17"}
    RosterIdentity.objects.create(person=ines, **number)
    other = builders.make_person(district=coalition.district)
    with pytest.raises(IntegrityError), transaction.atomic():
        RosterIdentity.objects.create(person=other, **number)


@pytest.mark.parametrize("fields", [{"name": ""}, {"email": "INES@example.org"}])
def test_the_database_refuses_no_name_and_an_address_of_two(coalition, fields):
    builders.make_person(district=coalition.district, name="Ines", email="ines@example.org")
    row = {"district": coalition.district, "name": "Other"} | fields
    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.create(**row)
