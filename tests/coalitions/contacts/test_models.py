"""What the database holds of contacts and sheets, and who reads them."""

from datetime import date

import pytest
from django.db import IntegrityError, InternalError, connection, transaction
from django.utils import timezone

from coalitions.access.roles import GROUPS, Group, Role
from coalitions.contacts import semesters
from coalitions.contacts.models.contact import Contact, ContactChange
from coalitions.contacts.models.sheet import ContactPlace, PrintedSheet
from tests import builders
from tests.calling import confirmed, make_contact, make_line, make_printed, make_role, put
from tests.plugins.databases import as_owner

pytestmark = pytest.mark.django_db
NOW = timezone.now()
TODAY = timezone.localdate()
FULL = {
    role
    for group in (Group.ADMINISTRATOR, Group.OFFICERS, Group.RESPONDERS)
    for role in GROUPS[group]
}
MEMBERS = set(Role) - set(GROUPS[Group.COMMUNITY])


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"name": ""}, "contact_is_a_person_or_a_name"),
        ({"day_phone": ""}, "contact_has_a_number"),
        ({"any_hour": True, "night_phone": "989-555-0151"}, "contact_of_any_hour_has_one_number"),
        ({"day_phone": "555-0150"}, "contact_numbers_are_numbers"),
        ({"night_phone": "call me"}, "contact_numbers_are_numbers"),
        ({"confirmed_on": TODAY}, "contact_confirmed_by_whom"),
        ({"confirmed_on": TODAY, "confirmed_how": "itself"}, "contact_confirmed_by_whom"),
        ({"reported": "Wrong."}, "contact_reported_with_words"),
        ({"retired_at": NOW}, "contact_retired_at_by"),
    ],
)
def test_a_contact_that_cannot_be_is_refused(coalition, fields, name):
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        make_contact(coalition=coalition, **fields)


def test_one_contact_of_a_name_and_of_a_person(coalition, sibling):
    person = builders.make_person(district=coalition.district)
    make_contact(coalition=coalition, name="Front office")
    make_contact(coalition=coalition, person=person)
    make_contact(coalition=sibling, name="Front office")
    make_contact(coalition=sibling, person=person)
    with pytest.raises(IntegrityError, match="one_contact_of_a_name"), transaction.atomic():
        make_contact(coalition=coalition, name="FRONT OFFICE")
    with pytest.raises(IntegrityError, match="one_contact_of_a_person"), transaction.atomic():
        make_contact(coalition=coalition, person=person)


@pytest.mark.parametrize("position", [0, 4])
def test_there_are_three_places(coalition, role, position):
    contact = make_contact(coalition=coalition)
    with pytest.raises(IntegrityError, match="contact_place_is_one_of_three"), transaction.atomic():
        put(contact, role, position)


def test_one_contact_per_place_and_one_place_per_contact(coalition, role):
    contact, other = (make_contact(coalition=coalition) for _ in range(2))
    put(contact, role, 1)
    put(other, role, 2, ended_at=NOW, ended_by=builders.make_account())
    with pytest.raises(IntegrityError, match="one_contact_per_place"), transaction.atomic():
        put(other, role, 1)
    with (
        pytest.raises(IntegrityError, match="one_place_per_contact_and_role"),
        transaction.atomic(),
    ):
        put(contact, role, 2)
    assert put(other, role, 2)


def test_two_roles_of_one_name_are_one_too_many(coalition, role):
    with pytest.raises(IntegrityError, match="one_contact_role_of_a_name"), transaction.atomic():
        make_role(coalition=coalition, name="POLICE")


def test_what_was_printed_and_changed_is_not_rewritten(coalition):
    sheet = make_printed(coalition=coalition)
    change = ContactChange.objects.create(
        contact=make_contact(coalition=coalition),
        before={"title": "a"},
        after={"title": "b"},
        made_at=NOW,
        made_by=builders.make_account(),
    )
    for rows, changed in (
        (PrintedSheet.objects.filter(pk=sheet.pk), {"lines": [1]}),
        (ContactChange.objects.filter(pk=change.pk), {"before": {}}),
    ):
        refused = pytest.raises(InternalError, match="Cannot update")
        with as_owner(), refused, transaction.atomic():
            rows.update(**changed)


@pytest.mark.parametrize("role", list(Role))
def test_who_reads_a_contact_and_a_line_of_the_sheet(coalition, role):
    place = make_line(coalition=coalition)
    printed = make_printed(coalition=coalition)
    member = builders.make_member(coalition=coalition, role=role)
    assert Contact.objects.visible_to(member).filter(pk=place.contact_id).exists() == (role in FULL)
    assert ContactPlace.objects.visible_to(member).exists() == (role in MEMBERS)
    assert PrintedSheet.objects.visible_to(member).filter(pk=printed.pk).exists() == (role in FULL)


def test_a_contact_of_the_district_is_read_where_it_is_on_a_sheet(
    coalition, sibling, district_coalition
):
    contact = make_contact(coalition=district_coalition)
    place = put(contact, make_role(coalition=coalition))
    here, there = (
        builders.make_member(coalition=each, role=Role.SRO) for each in (coalition, sibling)
    )
    assert contact in Contact.objects.visible_to(here)
    assert contact not in Contact.objects.visible_to(there)
    ContactPlace.objects.filter(pk=place.pk).update(ended_at=NOW, ended_by=here)
    assert contact not in Contact.objects.visible_to(here)


def test_who_is_a_contact_reads_it_and_strangers_do_not(coalition, outsider):
    account = builders.make_account()
    person = builders.make_person(district=coalition.district, account=account)
    contact = make_contact(coalition=coalition, person=person)
    assert contact not in Contact.objects.visible_to(outsider)
    builders.make_member(coalition=coalition, role=Role.TEACHER, account=account)
    assert contact in Contact.objects.visible_to(account)


@pytest.mark.parametrize("on", [date(2026, 8, 1), date(2026, 12, 31), date(2027, 3, 4)])
def test_python_and_sql_say_the_same_of_a_semester(coalition, on):
    by = builders.make_account()
    days = [date(2026, 7, 31), date(2026, 8, 1), date(2026, 12, 31), date(2027, 1, 1)]
    contacts = [
        make_contact(coalition=coalition, changed_on=day, **confirmed(by=by, on=day))
        for day in days
    ]
    columns = f"id, {semesters.confirmed('c')}, {semesters.due('c')}"
    asked = f"SELECT {columns} FROM coalitions_contact c"  # noqa: S608  our own words
    with connection.cursor() as cursor:
        cursor.execute(asked, {"on": on})
        said = {key: told for key, *told in cursor.fetchall()}
    for contact in contacts:
        due_on = semesters.due_on(contact.changed_on, on=on)
        assert said[contact.pk] == [contact.is_confirmed(on), due_on]
    open_ones = set(Contact.objects.unconfirmed(on))
    assert open_ones == {each for each in contacts if not each.is_confirmed(on)}
