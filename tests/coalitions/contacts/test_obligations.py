"""What contacts ask of whom: confirm one's own, confirm the others, fill an empty role."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from coalitions.access.roles import Role
from coalitions.contacts import semesters
from safety_portal.portal.reminders import obligations
from tests import builders
from tests.calling import confirmed, make_contact, make_line, make_role, put

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
DAY = timedelta(days=1)
OURS = {"contact_confirm_own", "contacts_to_confirm", "contact_roles_empty"}


def owed(account, *, on=TODAY):
    found = obligations.owed(accounts=[account], on=on)
    return [(each.kind, each.due_on) for each in found if each.kind in OURS]


def worded(account):
    return [each for each in obligations.owed(accounts=[account], on=TODAY) if each.kind in OURS]


def due(on=TODAY):
    return semesters.began(on) + semesters.WITHIN


def test_administrators_confirm_what_stands_on_a_sheet(coalition, administrator):
    make_line(coalition=coalition)
    make_line(coalition=coalition)
    make_contact(coalition=coalition)
    assert owed(administrator) == [("contacts_to_confirm", due())]
    (one,) = worded(administrator)
    assert one.title == "Confirm 2 contacts for this semester"
    assert one.path == f"/c/{coalition.slug}/contacts/kept/"


def test_confirmed_is_owed_again_in_the_next_semester(coalition, administrator):
    make_line(coalition=coalition, **confirmed(by=administrator))
    assert owed(administrator) == []
    spring = semesters.next_begins(TODAY)
    assert owed(administrator, on=spring) == [("contacts_to_confirm", due(spring))]


def test_a_changed_number_has_two_weeks(coalition, administrator):
    on = date(2026, 11, 20)
    make_line(coalition=coalition, changed_on=on - 4 * DAY)
    assert owed(administrator, on=on) == [("contacts_to_confirm", date(2026, 11, 30))]


def test_what_somebody_says_is_wrong_is_told_without_the_words(coalition, administrator):
    said = {"reported": "It is 989-555-0199.", "reported_at": timezone.now()}
    make_line(coalition=coalition, **said)
    (one,) = worded(administrator)
    assert "1 says that theirs are wrong." in one.why
    assert "989-555" not in str(one)


def test_who_keeps_it_owes_it(coalition, district_coalition, administrator):
    contact = make_contact(coalition=district_coalition)
    put(contact, make_role(coalition=coalition))
    coordinator = builders.make_member(coalition=district_coalition, role=Role.ADMINISTRATOR)
    assert owed(administrator) == []
    assert owed(coordinator) == [("contacts_to_confirm", due())]


def test_they_confirm_their_own_once_whatever_roles_they_hold(coalition):
    account = builders.make_member(coalition=coalition, role=Role.HEALTH, name="Joan Akers")
    builders.make_member(coalition=coalition, role=Role.STAFF, account=account)
    line = make_line(coalition=coalition, person=account.people.get())
    assert owed(account) == [("contact_confirm_own", due())]
    (one,) = worded(account)
    assert one.path == f"/c/{coalition.slug}/contacts/{line.contact_id}/"
    assert "989-555" not in str(one)


@pytest.mark.parametrize("ended", ["contact", "place", "role"])
def test_who_answers_for_nothing_owes_nothing(coalition, administrator, ended):
    account = builders.make_member(coalition=coalition, role=Role.HEALTH)
    line = make_line(coalition=coalition, person=account.people.get())
    now = timezone.now()
    row, fields = {
        "contact": (line.contact, {"retired_at": now, "retired_by": administrator}),
        "place": (line, {"ended_at": now, "ended_by": administrator}),
        "role": (line.role, {"closed_at": now, "closed_by": administrator}),
    }[ended]
    type(row).objects.filter(pk=row.pk).update(**fields)
    assert owed(account) == []
    assert ("contacts_to_confirm", due()) not in owed(administrator)


def test_an_empty_role_is_filled_within_two_weeks(coalition, administrator):
    make_role(coalition=coalition, name="Buses", made_on=TODAY)
    assert owed(administrator) == [("contact_roles_empty", TODAY + 14 * DAY)]
    (one,) = worded(administrator)
    assert one.title == "Find somebody for Buses"


def test_several_empty_roles_are_one_task(coalition, administrator):
    for name in ("Buses", "Health"):
        make_role(coalition=coalition, name=name)
    (one,) = worded(administrator)
    assert one.title == "Find somebody for 2 roles of the contact sheet"


def test_a_role_is_empty_since_the_last_left(coalition, administrator):
    role = make_role(coalition=coalition, made_on=TODAY - 400 * DAY)
    left = timezone.now() - 3 * DAY
    put(make_contact(coalition=coalition), role, ended_at=left, ended_by=administrator)
    assert owed(administrator) == [("contact_roles_empty", timezone.localdate(left) + 14 * DAY)]
    put(make_contact(coalition=coalition, **confirmed(by=administrator)), role)
    assert owed(administrator) == []


@pytest.mark.parametrize("role", [each for each in Role if each != Role.ADMINISTRATOR])
def test_nobody_else_owes_what_administrators_do(coalition, role):
    make_line(coalition=coalition)
    make_role(coalition=coalition)
    assert owed(builders.make_member(coalition=coalition, role=role)) == []
