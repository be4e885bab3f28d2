"""Contacts are added, changed by their keepers and by themselves, with history; and forgotten."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from coalitions.access.roles import Role
from coalitions.contacts.actions import forgetting, keeping
from coalitions.contacts.models.contact import Contact, ContactChange
from coalitions.contacts.models.sheet import PrintedSheet
from safety_portal.core.audit.models import AuditRow
from safety_portal.core.refusals import Refused
from safety_portal.core.states import WrongState
from tests import builders
from tests.calling import confirmed, make_contact, make_line, make_printed

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
DAY = timedelta(days=1)


def told(**changed):
    given = {"day_phone": "989-555-0150", "night_phone": "989-555-0151", "any_hour": False}
    given |= {"radio": "", "email": "", "leave_ends_on": None, "title": "Captain", "agency": None}
    return given | {"name": "County fire dispatch"} | changed


def add(coalition, by, *, person=None, is_confirmed=False, **changed):
    return keeping.add_contact(
        coalition=coalition, by=by, person=person, is_confirmed=is_confirmed, **told(**changed)
    )


def change(contact, by, *, is_confirmed=False, version=None, **changed):
    given = {field: getattr(contact, field) for field in (*keeping.OWN, *keeping.WHO)}
    version = version or contact.version
    return keeping.change_contact(
        contact=contact, by=by, version=version, is_confirmed=is_confirmed, **given | changed
    )


def audited():
    return [row.action for row in AuditRow.objects.order_by("pk")]


def test_a_desk_is_a_name_with_numbers(coalition, administrator):
    contact = add(coalition, administrator, day_phone="(989) 555 0150", radio=" CEDAR \x00FIRE ")
    assert (str(contact), contact.day_phone) == ("County fire dispatch", "989-555-0150")
    assert (contact.radio, contact.confirmed_on) == ("CEDAR FIRE", None)
    assert audited() == ["contact.added"]


def test_a_person_is_called_as_their_record_says(coalition, administrator):
    person = builders.make_person(
        district=coalition.district, name="Joan Akers", phone="989 555 0146"
    )
    contact = add(coalition, administrator, person=person, day_phone="", name="Somebody")
    assert (contact.name, contact.day_phone, str(contact)) == ("", "989-555-0146", "Joan Akers")
    person.name = "Joan Marsh"
    person.save(update_fields=["name"])
    assert str(Contact.objects.get()) == "Joan Marsh"


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"day_phone": "", "night_phone": ""}, "day_phone"),
        ({"day_phone": "555-0150"}, "day_phone"),
        ({"night_phone": "1"}, "night_phone"),
        ({"any_hour": True}, "night_phone"),
        ({"any_hour": True, "day_phone": ""}, "day_phone"),
        ({"leave_ends_on": TODAY - DAY}, "leave_ends_on"),
        ({"leave_ends_on": TODAY + 900 * DAY}, "leave_ends_on"),
        ({"name": "\u202e"}, "name"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(coalition, administrator, changed, field):
    with pytest.raises(Refused) as refused:
        add(coalition, administrator, **changed)
    assert refused.value.field == field
    assert not Contact.objects.exists()


def test_a_number_that_answers_at_any_hour_is_one(coalition, administrator):
    same = add(coalition, administrator, any_hour=True, night_phone="989-555-0150")
    assert (same.any_hour, same.night_phone) == (True, "")


def test_people_and_agencies_of_another_district_are_refused(coalition, administrator, foreign):
    stranger = builders.make_person(district=foreign.district)
    agency = builders.make_agency(district=foreign.district)
    for changed in ({"person": stranger}, {"agency": agency}):
        with pytest.raises(Refused, match="district"):
            add(coalition, administrator, **changed)


def test_the_same_twice_is_kept_once(coalition, administrator):
    person = builders.make_person(district=coalition.district)
    for given in ({}, {"person": person}):
        add(coalition, administrator, **given)
        with pytest.raises(Refused, match="already"):
            add(coalition, administrator, **given)
    assert Contact.objects.count() == 2


def test_changed_numbers_are_confirmed_again_and_the_old_ones_stay_in_history(
    coalition, administrator
):
    contact = make_contact(coalition=coalition, **confirmed(by=administrator))
    changed = change(contact, administrator, night_phone="989-555-0199")
    assert (changed.confirmed_on, changed.changed_on) == (None, TODAY)
    kept = ContactChange.objects.get()
    assert (kept.before, kept.after) == ({"night_phone": ""}, {"night_phone": "989-555-0199"})
    row = AuditRow.objects.get()
    assert (row.action, row.detail) == ("contact.changed", {"fields": "night_phone"})


def test_another_title_leaves_the_confirmation(coalition, administrator):
    contact = make_contact(coalition=coalition, **confirmed(by=administrator))
    changed = change(contact, administrator, title="Duty desk", leave_ends_on=TODAY + DAY)
    assert changed.is_confirmed(TODAY)
    assert ContactChange.objects.get().after == {
        "title": "Duty desk",
        "leave_ends_on": str(TODAY + DAY),
    }


def test_who_called_today_confirms_with_the_change(coalition, administrator):
    contact = make_contact(coalition=coalition, reported="Wrong.", reported_at=timezone.now())
    changed = change(contact, administrator, is_confirmed=True, day_phone="989-555-0199")
    assert (changed.confirmed_how, changed.confirmed_by) == ("administrator", administrator)
    assert (changed.reported, changed.reported_at) == ("", None)


def test_nothing_that_differs_is_refused(coalition, administrator):
    contact = make_contact(coalition=coalition)
    with pytest.raises(Refused, match="Nothing differs"):
        change(contact, administrator)
    assert audited() == []


def test_a_form_that_is_older_than_the_contact_is_refused(coalition, administrator):
    contact = make_contact(coalition=coalition, version=2)
    with pytest.raises(WrongState, match="was changed while you had it open"):
        change(contact, administrator, version=1, day_phone="989-555-0199")


def test_they_themselves_change_their_numbers_and_nothing_else(coalition):
    account = builders.make_member(coalition=coalition, role=Role.HEALTH)
    contact = make_contact(coalition=coalition, person=account.people.get(), title="Nurse")
    changed = change(contact, account, night_phone="989-555-0199", title="Superintendent")
    assert (changed.night_phone, changed.title) == ("989-555-0199", "Nurse")
    assert (changed.confirmed_how, changed.confirmed_by) == ("itself", account)


@pytest.mark.parametrize("role", [each for each in Role if each != Role.ADMINISTRATOR])
def test_only_administrators_add_and_change_others(coalition, role):
    member = builders.make_member(coalition=coalition, role=role)
    contact = make_contact(coalition=coalition)
    with pytest.raises(PermissionDenied, match="Only an administrator"):
        add(coalition, member)
    with pytest.raises(PermissionDenied, match="change these numbers"):
        change(contact, member, day_phone="989-555-0199")


def test_administrators_of_a_school_do_not_change_what_the_district_keeps(
    administrator, district_coalition
):
    contact = make_contact(coalition=district_coalition)
    with pytest.raises(PermissionDenied):
        change(contact, administrator, day_phone="989-555-0199")


def test_numbers_are_forgotten_years_after_a_contact_was_retired(coalition, administrator):
    long_ago = timezone.now() - timedelta(days=2000)
    old = make_contact(coalition=coalition, retired_at=long_ago, retired_by=administrator)
    ContactChange.objects.create(
        contact=old, before={}, after={"day_phone": "1"}, made_at=long_ago, made_by=administrator
    )
    make_printed(coalition=coalition, printed_at=long_ago)
    newer = make_printed(coalition=coalition)
    current = make_line(coalition=coalition).contact
    before = TODAY - timedelta(days=1000)
    assert [forgetting.forget_contacts(before=before) for _ in range(2)] == [1, 0]
    old.refresh_from_db()
    assert (old.day_phone, str(old)) == ("", old.name)
    assert not ContactChange.objects.exists()
    assert list(PrintedSheet.objects.all()) == [newer]
    assert Contact.objects.get(pk=current.pk).day_phone == "989-555-0150"
    assert audited() == ["contact.forgotten"]
