"""The sheet of a school: numbers first, what is not confirmed, who is missing, who sees what."""

from datetime import timedelta

import pytest
from django.utils import timezone

from coalitions.access.roles import GROUPS, Group, Role
from coalitions.contacts import semesters
from coalitions.contacts.actions.printing import print_sheet
from coalitions.contacts.models.contact import Contact
from tests import builders
from tests.calling import confirmed, make_contact, make_line, make_role, put
from tests.coalitions.contacts.conftest import text

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
DAY = timedelta(days=1)
SECRET = {
    "night_phone": "989-555-0199",
    "radio": "SECRET FIRE 9",
    "email": "secret@example.org",
}
FULL = [
    role
    for group in (Group.ADMINISTRATOR, Group.OFFICERS, Group.RESPONDERS)
    for role in GROUPS[group]
]
DAY_ONLY = [role for group in (Group.CARE, Group.SCHOOL, Group.OFFICIAL) for role in GROUPS[group]]


def test_the_heading_counts_what_is_confirmed(page, coalition, administrator, role):
    make_line(coalition=coalition, role=role, **confirmed(by=administrator))
    make_line(coalition=coalition, role=role, position=2)
    make_role(coalition=coalition, name="Buses")
    shown = text(page(administrator, "contacts", coalition.slug))
    said = f"Who to call for {coalition.name}: 1 of 3 is confirmed this semester"
    assert f"<h1>{said}</h1>" in shown


def test_all_confirmed_is_said(page, coalition, administrator, role):
    make_line(coalition=coalition, role=role, **confirmed(by=administrator))
    shown = text(page(administrator, "contacts", coalition.slug))
    assert "all 1 are confirmed this semester" in shown
    assert "Not confirmed since" not in shown


def test_a_confirmation_of_the_last_semester_counts_no_more(page, coalition, administrator, role):
    last = semesters.began(TODAY) - DAY
    make_line(coalition=coalition, role=role, **confirmed(by=administrator, on=last))
    shown = text(page(administrator, "contacts", coalition.slug))
    assert "0 of 1 are confirmed" in shown
    assert "Not confirmed since" in shown
    assert 'href="tel:+19895550150"' in shown


def test_each_number_dials_and_says_whose_it_is(page, coalition, administrator, role):
    make_line(coalition=coalition, role=role, name="Lt. Deen", night_phone="989-555-0174 ext. 3")
    shown = text(page(administrator, "contacts", coalition.slug))
    assert 'href="tel:+19895550174;ext=3"' in shown
    assert 'Night<span class="visually-hidden"> number of Lt. Deen</span>' in shown


def test_one_number_for_any_hour(page, coalition, administrator, role):
    make_line(coalition=coalition, role=role, name="Dispatch", any_hour=True)
    shown = text(page(administrator, "contacts", coalition.slug))
    assert "Any hour<span" in shown
    assert "Day<span" not in shown


def test_places_are_named_in_calling_order(page, coalition, administrator, role):
    for position, name in ((3, "Cleo"), (1, "Ann"), (2, "Ben")):
        make_line(coalition=coalition, role=role, position=position, name=name, title="Chief")
    shown = text(page(administrator, "contacts", coalition.slug))
    places = [shown.index(word) for word in ("First · Chief", "Backup 1 · Chief", "Backup 2 · C")]
    assert places == sorted(places)
    assert shown.index("Ann</a>") < shown.index("Ben</a>") < shown.index("Cleo</a>")


def test_who_is_missing_is_said_with_who_fills_it(page, coalition, administrator, role):
    make_role(coalition=coalition, name="Buses")
    make_line(coalition=coalition, role=role)
    shown = text(page(administrator, "contacts", coalition.slug))
    assert "Nobody for Buses. Dana Whitlock fills it." in shown
    assert "Backup: nobody yet" in shown
    teacher = builders.make_member(coalition=coalition)
    assert "Nobody for Buses" in text(page(teacher, "contacts", coalition.slug))


def test_a_role_without_order_lacks_no_backup(page, coalition, administrator):
    role = make_role(coalition=coalition, name="Utilities", in_order=False)
    make_line(coalition=coalition, role=role, title="Leak or shut-off")
    shown = text(page(administrator, "contacts", coalition.slug))
    assert "Backup: nobody yet" not in shown
    assert "<small>Leak or shut-off</small>" in shown


def test_who_is_on_leave_says_until_when(page, coalition, administrator, role):
    back = TODAY + 3 * DAY
    make_line(coalition=coalition, role=role, leave_ends_on=back)
    assert "on leave until" in text(page(administrator, "contacts", coalition.slug))
    Contact.objects.update(leave_ends_on=TODAY - DAY)
    assert "on leave until" not in text(page(administrator, "contacts", coalition.slug))


def test_no_sheet_yet_begins_with_a_button(page, post, coalition, administrator):
    shown = text(page(administrator, "contacts", coalition.slug))
    assert f"<h1>No contact sheet for {coalition.name} yet</h1>" in shown
    assert "Begin with these roles" in shown
    teacher = builders.make_member(coalition=coalition)
    assert "Begin with these roles" not in text(page(teacher, "contacts", coalition.slug))
    assert post(administrator, "contact_begin", coalition.slug).status_code == 302
    assert coalition.contact_roles.count() == 8


@pytest.mark.parametrize("role_held", FULL)
def test_who_reads_restricted_sees_every_number(page, coalition, role, role_held):
    make_line(coalition=coalition, role=role, **SECRET)
    member = builders.make_member(coalition=coalition, role=role_held)
    shown = text(page(member, "contacts", coalition.slug))
    assert "989-555-0199" in shown
    assert "SECRET FIRE 9" in shown


@pytest.mark.parametrize("role_held", DAY_ONLY)
def test_other_members_see_day_numbers_alone(page, coalition, administrator, role, role_held):
    agency = builders.make_agency(district=coalition.district)
    make_line(coalition=coalition, role=role, agency=agency, **SECRET)
    print_sheet(coalition=coalition, by=administrator)
    Contact.objects.update(night_phone="989-555-0188", radio="SECRET LAW 1")
    make_role(coalition=coalition, name="Buses")
    member = builders.make_member(coalition=coalition, role=role_held)
    pages = [
        page(member, "contacts", coalition.slug),
        page(member, "contact_agency", coalition.slug, agency.pk),
    ]
    for shown in map(text, pages):
        assert "989-555-0150" in shown
        for secret in ("989-555-0199", "989-555-0188", "SECRET", "secret@"):
            assert secret not in shown


@pytest.mark.parametrize("role_held", [*DAY_ONLY, Role.PARENT, Role.STUDENT])
@pytest.mark.parametrize("name", ["contact_csv", "contact_kept", "contact_printed"])
def test_the_file_and_the_paper_are_not_for_them(page, coalition, role, role_held, name):
    make_line(coalition=coalition, role=role, **SECRET)
    member = builders.make_member(coalition=coalition, role=role_held)
    refused = page(member, name, coalition.slug)
    assert refused.status_code == 403
    assert "read night numbers" in text(refused)


@pytest.mark.parametrize("role_held", [*DAY_ONLY, Role.PARENT, Role.STUDENT])
def test_a_contact_is_not_there_for_them(page, coalition, role, role_held):
    contact = make_line(coalition=coalition, role=role, **SECRET).contact
    member = builders.make_member(coalition=coalition, role=role_held)
    assert page(member, "contact", coalition.slug, contact.pk).status_code == 404


@pytest.mark.parametrize("role_held", [Role.PARENT, Role.STUDENT])
def test_parents_and_students_read_no_sheet(page, coalition, role, role_held):
    make_line(coalition=coalition, role=role, name="Front office", **SECRET)
    member = builders.make_member(coalition=coalition, role=role_held)
    refused = page(member, "contacts", coalition.slug)
    assert refused.status_code == 403
    assert "parents and students read none" in text(refused)
    assert "Front office" not in text(refused)


def test_strangers_find_nothing(page, coalition, role, outsider):
    line = make_line(coalition=coalition, role=role)
    for name, *args in (
        ("contacts",),
        ("contact_csv",),
        ("contact", line.contact_id),
        ("contact_place", role.pk),
    ):
        assert page(outsider, name, coalition.slug, *args).status_code == 404


def test_a_row_of_another_coalition_is_not_found_here(page, coalition, administrator, sibling):
    line = make_line(coalition=sibling)
    for name, key in (("contact", line.contact_id), ("contact_place", line.role_id)):
        assert page(administrator, name, coalition.slug, key).status_code == 404


def test_confirm_and_ask_stand_where_the_reader_may(page, post, coalition, administrator, role):
    line = make_line(coalition=coalition, role=role, email="a@example.org")
    shown = text(page(administrator, "contacts", coalition.slug))
    assert "Ask them by mail" in shown
    officer = builders.make_member(coalition=coalition, role=Role.SRO)
    assert "Ask them by mail" not in text(page(officer, "contacts", coalition.slug))
    asked = post(administrator, "contact_ask", coalition.slug)
    assert asked.status_code == 302
    assert "Asked" in text(page(administrator, "contacts", coalition.slug))
    post(administrator, "contact_place_confirm", coalition.slug, line.pk)
    assert "all 1 are confirmed" in text(page(administrator, "contacts", coalition.slug))


def test_a_desk_of_the_district_stands_on_the_sheets_of_schools(
    page, coalition, sibling, district_coalition, administrator
):
    desk = make_contact(coalition=district_coalition, name="Sheriff’s dispatch")
    for each in (coalition, sibling):
        put(desk, make_role(coalition=each))
    assert "Sheriff’s dispatch" in text(page(administrator, "contacts", coalition.slug))
    Contact.objects.update(day_phone="989-555-0177")
    other = builders.make_member(coalition=sibling, role=Role.FIRE)
    assert "989-555-0177" in text(page(other, "contacts", sibling.slug))


def test_hostile_words_are_shown_as_they_are(page, coalition, administrator, role):
    make_line(coalition=coalition, role=role, name="<script>alert(1)</script>")
    shown = page(administrator, "contacts", coalition.slug).content.decode()
    assert "<script>alert(1)" not in shown
    assert "&lt;script&gt;" in shown
