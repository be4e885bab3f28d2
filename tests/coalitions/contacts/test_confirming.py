"""Confirmed once a semester: by an administrator, by themselves, by the link of a mail."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from coalitions.access.roles import Role
from coalitions.contacts import semesters, tokens
from coalitions.contacts.actions import asking, confirming
from coalitions.contacts.models.contact import Contact
from coalitions.contacts.tasks import ask_contacts
from safety_portal.core.accounts.tokens import GOOD_FOR
from safety_portal.core.audit.models import AuditRow
from safety_portal.core.notices.models import Message
from tests import builders
from tests.calling import confirmed, make_contact, make_line, make_role, put
from tests.coalitions.contacts.conftest import text

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture
def station(coalition):
    """A desk on the sheet with an address and no account."""
    told = {"name": "Station 21", "email": "station@example.org", "night_phone": "989-555-0174"}
    return make_line(coalition=coalition, **told).contact


def link(contact):
    return reverse("contact_confirm_link", args=[tokens.token_for(contact)])


def fresh(contact):
    return Contact.objects.get(pk=contact.pk)


def answer(client, contact, **data):
    return client.post(link(contact), {"version": contact.version, "answer": "right"} | data)


def test_an_administrator_confirms_by_calling(station, administrator):
    for _ in range(2):
        confirming.confirm_contact(contact=station, by=administrator)
    found = fresh(station)
    assert (found.confirmed_on, found.confirmed_how) == (TODAY, "administrator")
    assert found.confirmed_by == administrator
    assert [row.action for row in AuditRow.objects.all()] == ["contact.confirmed"]


def test_they_confirm_by_themselves(coalition):
    account = builders.make_member(coalition=coalition, role=Role.TEACHER)
    contact = make_contact(coalition=coalition, person=account.people.get())
    confirming.confirm_contact(contact=contact, by=account)
    assert fresh(contact).confirmed_how == "itself"


def test_an_administrator_of_a_school_confirms_who_stands_on_its_sheet(
    coalition, administrator, district_coalition
):
    contact = make_contact(coalition=district_coalition)
    place = put(contact, make_role(coalition=coalition))
    with pytest.raises(PermissionDenied):
        confirming.confirm_contact(contact=contact, by=administrator)
    confirming.confirm_place(place=place, by=administrator)
    assert fresh(contact).is_confirmed(TODAY)


@pytest.mark.parametrize("role", [each for each in Role if each != Role.ADMINISTRATOR])
def test_nobody_else_confirms(coalition, station, role):
    member = builders.make_member(coalition=coalition, role=role)
    with pytest.raises(PermissionDenied):
        confirming.confirm_contact(contact=station, by=member)
    with pytest.raises(PermissionDenied):
        confirming.confirm_place(place=station.places.get(), by=member)


def test_opening_the_link_does_nothing(client, station):
    for method in (client.get, client.head, client.options):
        method(link(station))
    assert fresh(station).confirmed_on is None
    shown = text(client.get(link(station)))
    assert "989-555-0174" in shown
    assert f"you are called for {station.coalition}" in shown


def test_a_click_confirms_without_an_account(client, station):
    shown = text(answer(client, station))
    assert "Thank you. Your numbers are confirmed" in shown
    found = fresh(station)
    assert (found.confirmed_how, found.confirmed_by, found.confirmed_on) == ("link", None, TODAY)
    assert AuditRow.objects.get().by_name == "Safety Portal"


def test_what_they_did_not_see_they_do_not_confirm(client, station):
    response = answer(client, station, version=station.version + 1)
    assert response.status_code == 409
    assert "was changed while you had it open" in text(response)
    assert fresh(station).confirmed_on is None


def test_what_is_wrong_comes_to_who_keeps_it(client, page, station, administrator):
    answer(client, station, answer="wrong", reported="The night number is 989-555-0175.")
    found = fresh(station)
    assert (found.reported, found.confirmed_on) == ("The night number is 989-555-0175.", None)
    shown = text(page(administrator, "contacts", station.coalition.slug))
    assert "They say: The night number is 989-555-0175." in shown


def test_the_same_report_twice_is_one(client, station):
    for _ in range(2):
        answer(client, station, answer="wrong", reported="It rings in the garage.")
    assert [row.action for row in AuditRow.objects.all()] == ["contact.reported_wrong"]


def test_a_report_takes_back_a_confirmation(client, station):
    answer(client, station)
    answer(client, station, answer="wrong", reported="I was wrong.")
    assert not fresh(station).is_confirmed(TODAY)


@pytest.mark.parametrize(
    "data",
    [
        {"answer": "wrong", "reported": " \u202e "},
        {"answer": "wrong", "reported": "x" * 501},
        {"answer": "maybe"},
        {"version": "x"},
    ],
)
def test_a_bad_answer_is_one_sentence_and_nothing_is_lost(client, station, data):
    response = answer(client, station, **data)
    assert response.status_code == 422
    assert text(response).count("Not saved.") == 1
    assert fresh(station).reported == ""


def test_a_link_ends_with_its_address_its_contact_and_its_days(
    client, station, administrator, time_machine
):
    address = link(station)
    assert client.get(address + "x/").status_code == 404
    assert client.get(address.rstrip("/") + "x/").status_code == 404
    Contact.objects.filter(pk=station.pk).update(email="other@example.org")
    assert client.get(address).status_code == 404
    Contact.objects.filter(pk=station.pk).update(email="station@example.org")
    now = timezone.now()
    time_machine.move_to(now + GOOD_FOR + timedelta(minutes=1))
    assert client.get(address).status_code == 404
    time_machine.move_to(now)
    assert client.get(address).status_code == 200
    Contact.objects.filter(pk=station.pk).update(retired_at=now, retired_by=administrator)
    assert client.post(address, {"answer": "right", "version": 1}).status_code == 404


def test_everybody_open_is_asked_once_a_day(coalition, station, administrator):
    make_line(coalition=coalition, email="done@example.org", **confirmed(by=administrator))
    make_line(coalition=coalition)
    assert asking.ask_contacts(coalition=coalition, by=administrator) == [station]
    assert asking.ask_contacts(coalition=coalition, by=administrator) == []
    (mail,) = Message.objects.filter(kind="contact_asked")
    assert mail.to_address == "station@example.org"
    assert "/contacts/confirm/" in mail.text
    assert "989-555" not in mail.text
    assert mail.secret_until is not None
    assert fresh(station).asked_on == [TODAY]


@pytest.mark.parametrize("role", [Role.SRO, Role.FIRE, Role.TEACHER, Role.PARENT])
def test_only_administrators_ask(coalition, role):
    with pytest.raises(PermissionDenied):
        asking.ask_contacts(
            coalition=coalition, by=builders.make_member(coalition=coalition, role=role)
        )


def test_the_portal_asks_each_week_and_three_times_a_semester(station):
    on = semesters.began(TODAY)
    asked = [asking.ask_who_is_due(on=on + timedelta(days=day)) for day in range(40)]
    assert [day for day, number in enumerate(asked) if number] == [0, 7, 14]
    assert asking.ask_who_is_due(on=semesters.next_begins(TODAY)) == 1
    assert fresh(station).asked_on == [semesters.next_begins(TODAY)]


def test_who_has_a_home_page_is_not_asked_by_mail(coalition):
    account = builders.make_member(coalition=coalition, role=Role.HEALTH)
    make_line(coalition=coalition, person=account.people.get())
    assert asking.ask_who_is_due(on=TODAY) == 0
    account.people.get().memberships.update(ends_on=TODAY)
    assert asking.ask_who_is_due(on=TODAY) == 1


def test_who_answers_for_nothing_or_told_us_is_not_asked(coalition, administrator):
    make_contact(coalition=coalition, email="a@example.org")
    make_line(
        coalition=coalition, email="b@example.org", reported="Wrong.", reported_at=timezone.now()
    )
    make_line(coalition=coalition, email="c@example.org", **confirmed(by=administrator))
    ask_contacts()
    assert not Message.objects.exists()
