"""Pages on which a sheet is arranged and a contact is changed, as people post them."""

from datetime import timedelta

import pytest
from django.utils import timezone

from coalitions.access.roles import Role
from coalitions.contacts.models.contact import Contact
from coalitions.contacts.models.sheet import ContactPlace, ContactRole
from tests import builders
from tests.calling import confirmed, make_contact, make_line, make_role, put
from tests.coalitions.contacts.conftest import text

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def typed(**changed):
    told = {"name": "County fire dispatch", "day_phone": "(989) 555 0170", "any_hour": "on"}
    return told | {"place": "1-0", "title": "", "note": ""} | changed


def changes(contact, **changed):
    told = {"name": contact.name, "day_phone": contact.day_phone, "version": contact.version}
    return told | {"night_phone": contact.night_phone, "email": contact.email} | changed


def test_a_sheet_is_arranged_on_one_page(page, coalition, administrator, role):
    make_line(coalition=coalition, role=role, name="Ann")
    make_line(coalition=coalition, role=role, position=2, name="Ben")
    make_role(coalition=coalition, name="Buses")
    shown = text(page(administrator, "contact_arrange", coalition.slug))
    assert 'aria-label="Call Ben earlier for Police"' in shown
    assert 'aria-label="Call Ann earlier for Police"' not in shown
    assert 'aria-label="Take the role Buses off the sheet"' in shown
    assert 'aria-label="Take the role Police off the sheet"' not in shown


def test_somebody_new_is_written_down_and_placed(post, coalition, administrator, role):
    answer = post(administrator, "contact_place_new", coalition.slug, role.pk, **typed())
    assert answer.status_code == 302
    place = ContactPlace.objects.get()
    assert (str(place.contact), place.contact.day_phone) == ("County fire dispatch", "989-555-0170")
    assert (place.position, place.contact.any_hour) == (1, True)


def test_a_person_is_chosen_from_the_members(post, page, coalition, administrator, role):
    nurse = builders.make_member(coalition=coalition, role=Role.HEALTH, name="Joan Akers")
    shown = text(page(administrator, "contact_place_new", coalition.slug, role.pk))
    assert "Joan Akers" in shown
    told = typed(name="", person=nurse.people.get().pk)
    assert post(administrator, "contact_place_new", coalition.slug, role.pk, **told)
    assert str(Contact.objects.get()) == "Joan Akers"


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"day_phone": "555-0170"}, "This number has too few digits: 7. Write the area code too."),
        ({"day_phone": ""}, "Write the number that answers at any hour here."),
        ({"day_phone": "", "any_hour": ""}, "Write at least one number."),
        ({"name": ""}, "Choose a person, or write who or what answers."),
        ({"name": "\u202e\u202e"}, "Choose a person, or write who or what answers."),
        ({"name": "x" * 10_000}, "Ensure this value has at most 200 characters"),
        ({"email": "nobody"}, "Enter a valid email address."),
        ({"leave_ends_on": "1999-01-01"}, "This day has passed."),
        ({"leave_ends_on": "31/31/2026"}, "Enter a valid date."),
        ({"place": "9-9"}, "There are three places"),
        ({"place": "first"}, "Choose a place of the list."),
        ({"place": "3-0"}, "Fill that first"),
        ({"agency": "999999"}, "Select a valid choice"),
        ({"person": "999999"}, "Select a valid choice"),
    ],
)
def test_bad_input_is_one_sentence_and_nothing_is_lost(
    post, coalition, administrator, role, changed, said
):
    told = typed(title="Kept as typed", **changed)
    answer = post(administrator, "contact_place_new", coalition.slug, role.pk, **told)
    assert answer.status_code == 422
    assert said in text(answer)
    assert "Kept as typed" in text(answer)
    assert not Contact.objects.exists()


def test_a_double_click_places_once(post, coalition, administrator, role):
    told = typed()
    answers = [
        post(administrator, "contact_place_new", coalition.slug, role.pk, **told) for _ in range(2)
    ]
    assert [answer.status_code for answer in answers] == [302, 422]
    assert "There is a contact County fire dispatch already" in text(answers[1])
    assert ContactPlace.objects.count() == 1


def test_whoever_came_second_is_told(post, coalition, administrator, role):
    first, second = (make_contact(coalition=coalition) for _ in range(2))
    told = {"place": "1-0", "note": ""}
    post(administrator, "contact_place", coalition.slug, role.pk, contact=first.pk, **told)
    answer = post(
        administrator, "contact_place", coalition.slug, role.pk, contact=second.pk, **told
    )
    assert answer.status_code == 409
    assert "changed this place meanwhile" in text(answer)
    assert ContactPlace.objects.get().contact == first


def test_the_form_says_who_would_be_replaced(page, coalition, administrator, role):
    place = make_line(coalition=coalition, role=role, name="Ann")
    shown = text(page(administrator, "contact_place", coalition.slug, role.pk))
    assert f'<option value="1-{place.pk}">First, instead of Ann</option>' in shown
    assert '<option value="2-0" selected>Backup 1</option>' in shown
    assert "Backup 2" not in shown


def test_a_form_for_a_full_role_opens(page, coalition, administrator, role):
    for position in (1, 2, 3):
        make_line(coalition=coalition, role=role, position=position)
    for name in ("contact_place", "contact_place_new"):
        assert page(administrator, name, coalition.slug, role.pk).status_code == 200


def test_contacts_of_others_are_no_choice(page, post, coalition, administrator, role, sibling):
    other = make_contact(coalition=sibling, name="Of theirs")
    assert "Of theirs" not in text(page(administrator, "contact_place", coalition.slug, role.pk))
    told = {"contact": other.pk, "place": "1-0"}
    assert post(administrator, "contact_place", coalition.slug, role.pk, **told).status_code == 422


def test_the_same_number_for_first_and_backup_is_a_warning(
    post, client, coalition, administrator, role
):
    make_line(coalition=coalition, role=role, name="Ann", day_phone="989-555-0170")
    client.force_login(administrator)
    post(administrator, "contact_place_new", coalition.slug, role.pk, **typed(place="2-0"))
    shown = text(client.get(f"/c/{coalition.slug}/contacts/arrange/"))
    assert "County fire dispatch and Ann have the same number." in shown
    assert ContactPlace.objects.count() == 2


def test_roles_are_added_renamed_and_taken_off(post, coalition, administrator, role):
    told = {"name": "Chemistry lab", "in_order": "on"}
    post(administrator, "contact_role_add", coalition.slug, **told)
    answer = post(administrator, "contact_role_change", coalition.slug, role.pk, **told)
    assert answer.status_code == 422
    assert "has a role Chemistry lab already" in text(answer)
    post(administrator, "contact_role_change", coalition.slug, role.pk, name="Deputies")
    post(administrator, "contact_role_close", coalition.slug, role.pk)
    assert [each.name for each in ContactRole.objects.current()] == ["Chemistry lab"]
    assert ContactRole.objects.get(pk=role.pk).name == "Deputies"


def test_who_answers_is_moved_and_taken_off(post, coalition, administrator, role):
    lines = [make_line(coalition=coalition, role=role, position=number) for number in (1, 2)]
    post(administrator, "contact_place_earlier", coalition.slug, lines[1].pk)
    assert role.places.current().get(position=1).contact == lines[1].contact
    again = post(administrator, "contact_place_end", coalition.slug, lines[1].pk)
    assert again.status_code == 409
    post(
        administrator, "contact_place_end", coalition.slug, role.places.current().get(position=1).pk
    )
    assert role.places.current().get().contact == lines[0].contact


def test_a_contact_shows_what_it_answers_for_and_its_history(
    page, post, coalition, sibling, administrator, role
):
    contact = make_line(coalition=coalition, role=role, name="Ann", email="a@example.org").contact
    post(
        administrator,
        "contact_change",
        coalition.slug,
        contact.pk,
        **changes(contact, night_phone="989 555 0199"),
    )
    shown = text(page(administrator, "contact", coalition.slug, contact.pk))
    assert "<h1>Ann: not confirmed this semester</h1>" in shown
    assert "Police, first<" in shown
    assert "<ins>989-555-0199</ins>" in shown
    assert "mailto:a@example.org" in shown


@pytest.mark.parametrize(
    ("changed", "status", "said"),
    [
        ({}, 422, "Nothing differs"),
        ({"day_phone": "1"}, 422, "too few digits"),
        ({"version": 9, "day_phone": "989-555-0111"}, 409, "was changed while you had it open"),
        ({"name": " "}, 422, "This field is required"),
    ],
)
def test_a_change_that_cannot_be_is_said(post, coalition, administrator, changed, status, said):
    contact = make_contact(coalition=coalition, name="Ann", title="")
    told = changes(contact, **changed)
    answer = post(administrator, "contact_change", coalition.slug, contact.pk, **told)
    assert answer.status_code == status
    assert said in text(answer)


def test_they_change_and_confirm_their_own(page, post, coalition):
    nurse = builders.make_member(coalition=coalition, role=Role.HEALTH, name="Joan Akers")
    contact = make_contact(coalition=coalition, person=nurse.people.get(), title="Nurse")
    shown = text(page(nurse, "contact", coalition.slug, contact.pk))
    assert "<h1> Are your numbers still right?</h1>" in shown
    assert "My numbers are right" in shown
    form = text(page(nurse, "contact_change", coalition.slug, contact.pk))
    assert "Save and confirm my numbers" in form
    assert 'name="title"' not in form
    post(
        nurse,
        "contact_change",
        coalition.slug,
        contact.pk,
        **changes(contact, night_phone="989-555-0199", title="Principal"),
    )
    contact.refresh_from_db()
    assert (contact.title, contact.night_phone, contact.confirmed_on) == (
        "Nurse",
        "989-555-0199",
        TODAY,
    )


def test_a_contact_who_is_a_member_elsewhere_opens_their_own_page(page, coalition, sibling):
    account = builders.make_member(coalition=sibling, role=Role.TEACHER)
    contact = make_contact(coalition=coalition, person=account.people.get())
    assert page(account, "contact", coalition.slug, contact.pk).status_code == 200
    assert page(account, "contact_change", coalition.slug, contact.pk).status_code == 200
    assert page(account, "contacts", coalition.slug).status_code == 404


def test_a_retired_contact_is_history(page, post, coalition, administrator, role):
    contact = make_line(coalition=coalition, role=role, name="Ann").contact
    asks = text(page(administrator, "contact_retire", coalition.slug, contact.pk))
    assert ": Police, first</li>" in asks
    assert post(administrator, "contact_retire", coalition.slug, contact.pk).status_code == 302
    shown = text(page(administrator, "contact", coalition.slug, contact.pk))
    assert "Ann: no longer a contact" in shown
    for name in ("contact_retire", "contact_change"):
        assert page(administrator, name, coalition.slug, contact.pk).status_code == 409


@pytest.mark.parametrize("role_held", [Role.SRO, Role.FIRE])
def test_who_reads_all_of_it_changes_nothing(page, post, coalition, role, role_held):
    line = make_line(coalition=coalition, role=role)
    member = builders.make_member(coalition=coalition, role=role_held)
    for name, *args in (
        ("contact_arrange",),
        ("contact_place", role.pk),
        ("contact_change", line.contact_id),
        ("contact_retire", line.contact_id),
    ):
        assert page(member, name, coalition.slug, *args).status_code == 403
    for name, *args in (
        ("contact_begin",),
        ("contact_ask",),
        ("contact_place_end", line.pk),
        ("contact_place_confirm", line.pk),
        ("contact_confirm", line.contact_id),
    ):
        assert post(member, name, coalition.slug, *args).status_code == 403


def test_confirming_is_a_post(page, post, coalition, administrator, role):
    line = make_line(coalition=coalition, role=role)
    for name, key in (("contact_confirm", line.contact_id), ("contact_place_confirm", line.pk)):
        assert page(administrator, name, coalition.slug, key).status_code == 405
    assert Contact.objects.get().confirmed_on is None
    assert (
        post(administrator, "contact_confirm", coalition.slug, line.contact_id).status_code == 302
    )
    assert Contact.objects.get().is_confirmed(TODAY)


def test_a_district_contact_is_kept_by_the_district(
    page, coalition, district_coalition, administrator
):
    contact = make_contact(
        coalition=district_coalition, **confirmed(by=administrator, on=TODAY - timedelta(days=1))
    )
    put(contact, make_role(coalition=coalition))
    address = (district_coalition.slug, contact.pk)
    assert page(administrator, "contact", *address).status_code == 200
    assert page(administrator, "contact_change", *address).status_code == 403
