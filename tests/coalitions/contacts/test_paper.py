"""Sheets on paper: kept as printed, one page, and what changed since as redline."""

import io
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from pypdf import PdfReader

from coalitions.access.roles import GROUPS, Group, Role
from coalitions.contacts import semesters
from coalitions.contacts.actions import placing, printing
from coalitions.contacts.models.contact import Contact
from coalitions.contacts.models.sheet import ContactPlace, PrintedSheet
from coalitions.contacts.sheet import sheet_for
from coalitions.contacts.usual_roles import usual_roles
from coalitions.contacts.writers.paper import html_of
from safety_portal.core.audit.models import AuditRow
from safety_portal.core.exports import paper
from safety_portal.core.look.wording import full_day
from safety_portal.core.states import WrongState
from tests import builders
from tests.calling import make_contact, make_line, make_role, put
from tests.coalitions.contacts.conftest import text

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture
def ann(coalition, role):
    told = {"name": "Ann", "night_phone": "989-555-0163", "radio": "LAW 1"}
    return make_line(coalition=coalition, role=role, **told)


def print_it(coalition, by):
    return printing.print_sheet(coalition=coalition, by=by)


def redline(account, coalition):
    changes = sheet_for(account, coalition, on=TODAY).changes
    return [(each.what, each.before, each.after) for each in changes]


def test_a_sheet_is_kept_as_it_was_printed(coalition, administrator, ann):
    make_role(coalition=coalition, name="Buses")
    sheet = print_it(coalition, administrator)
    Contact.objects.update(night_phone="989-555-0164")
    page = " ".join(html_of(PrintedSheet.objects.get(pk=sheet.pk)).split())
    assert "989-555-0163" in page
    assert "989-555-0164" not in page
    assert "Nobody yet" in page
    assert "Not confirmed" in page
    assert f"Ask for a newer one after {full_day(semesters.good_until(TODAY))}" in page
    assert "Life at risk: call 911 first." in page


def test_printing_is_written_down_and_the_same_sheet_of_a_day_once(coalition, administrator, ann):
    first = print_it(coalition, administrator)
    assert print_it(coalition, administrator) == first
    Contact.objects.update(day_phone="989-555-0199")
    assert print_it(coalition, administrator) != first
    assert [row.action for row in AuditRow.objects.all()] == ["contact_sheet.printed"] * 2


def test_an_empty_sheet_is_not_printed(coalition, administrator, role):
    with pytest.raises(WrongState, match="Nobody is on this sheet yet"):
        print_it(coalition, administrator)


@pytest.mark.parametrize(
    "role_held",
    [
        role
        for group in (Group.CARE, Group.SCHOOL, Group.OFFICIAL, Group.COMMUNITY)
        for role in GROUPS[group]
    ],
)
def test_who_does_not_read_all_of_it_prints_none(coalition, ann, role_held):
    member = builders.make_member(coalition=coalition, role=role_held)
    with pytest.raises(PermissionDenied, match="read night numbers"):
        print_it(coalition, member)


def test_nothing_changed_is_said(page, coalition, administrator, ann):
    assert "Changed since" not in text(page(administrator, "contacts", coalition.slug))
    print_it(coalition, administrator)
    assert "The paper is still right." in text(page(administrator, "contacts", coalition.slug))


def test_changed_numbers_are_redlined(page, coalition, administrator, ann):
    print_it(coalition, administrator)
    Contact.objects.update(night_phone="989-555-0164", radio="LAW 2", changed_on=TODAY)
    assert redline(administrator, coalition) == [
        ("Police, first, night", "989-555-0163", "989-555-0164"),
        ("Police, first, radio", "LAW 1", "LAW 2"),
    ]
    shown = text(page(administrator, "contacts", coalition.slug))
    assert "<del>989-555-0163</del> <ins>989-555-0164</ins>" in shown


def test_another_contact_in_a_place_is_redlined_by_name(coalition, administrator, role, ann):
    print_it(coalition, administrator)
    told = {"position": 1, "note": "", "instead_of": ann.pk, "by": administrator}
    ben, cleo = (make_contact(coalition=coalition, name=name) for name in ("Ben", "Cleo"))
    placing.place_contact(role=role, contact=ben, **told)
    put(cleo, role, 2)
    assert redline(administrator, coalition) == [
        ("Police, first", "Ann", "Ben"),
        ("Police, backup 1", "", "Cleo"),
    ]


def test_who_left_without_anybody_after_them_is_redlined(page, coalition, administrator, ann):
    make_line(coalition=coalition)
    print_it(coalition, administrator)
    placing.end_place(place=ann, by=administrator)
    assert redline(administrator, coalition) == [("Police, first", "Ann", "")]
    assert "<del>Ann</del> nobody now" in text(page(administrator, "contacts", coalition.slug))


def test_the_last_paper_counts(coalition, administrator, ann):
    print_it(coalition, administrator)
    Contact.objects.update(night_phone="989-555-0164")
    print_it(coalition, administrator)
    assert redline(administrator, coalition) == []


def test_the_redline_says_when(coalition, administrator, ann):
    print_it(coalition, administrator)
    day = TODAY - timedelta(days=3)
    Contact.objects.update(day_phone="989-555-0164", changed_on=day)
    (change,) = sheet_for(administrator, coalition, on=TODAY).changes
    assert change.on == day


def test_members_are_not_told_of_night_numbers_by_the_redline(coalition, administrator, ann):
    print_it(coalition, administrator)
    Contact.objects.update(night_phone="989-555-0164", radio="LAW 2")
    teacher = builders.make_member(coalition=coalition)
    assert redline(teacher, coalition) == []


def test_what_was_printed_when_is_listed(page, coalition, administrator, ann):
    sheet = print_it(coalition, administrator)
    shown = text(page(administrator, "contact_printed", coalition.slug))
    assert f"/c/{coalition.slug}/contacts/printed/{sheet.pk}.pdf" in shown
    assert "printed by Dana Whitlock" in shown


def test_the_page_posts_and_opens_a_pdf(page, post, coalition, administrator, ann):
    assert page(administrator, "contact_print", coalition.slug).status_code == 405
    answer = post(administrator, "contact_print", coalition.slug)
    sheet = PrintedSheet.objects.get()
    assert answer.url == f"/c/{coalition.slug}/contacts/printed/{sheet.pk}.pdf"


def test_a_server_without_pango_says_so_and_keeps_nothing(
    post, coalition, administrator, ann, monkeypatch
):
    monkeypatch.setattr(paper, "is_available", lambda: False)
    answer = post(administrator, "contact_print", coalition.slug)
    assert answer.status_code == 409
    assert "apt-get install" in text(answer)
    assert not PrintedSheet.objects.exists()


@pytest.mark.skipif(not paper.is_available(), reason="needs Pango")
def test_a_full_sheet_is_one_page(page, coalition, administrator):
    for usual in usual_roles():
        role = make_role(coalition=coalition, **usual)
        for position in (1, 2, 3):
            make_line(
                coalition=coalition,
                role=role,
                position=position,
                name=f"Lt. Bartholomew Featherstone-Haugh {role.pk}-{position}",
                title="Deputy fire chief, Cedar County Fire District",
                night_phone="989-555-0199 ext. 12",
                radio="CEDAR FIRE 2",
            )
    sheet = print_it(coalition, administrator)
    answer = page(administrator, "contact_printed_pdf", coalition.slug, sheet.pk)
    assert answer["Content-Type"] == "application/pdf"
    assert len(PdfReader(io.BytesIO(answer.content)).pages) == 1


def test_a_printed_sheet_of_another_coalition_is_not_found(page, coalition, sibling, administrator):
    make_line(coalition=sibling)
    keeper = builders.make_member(coalition=sibling, role=Role.ADMINISTRATOR)
    sheet = print_it(sibling, keeper)
    for slug in (coalition.slug, sibling.slug):
        assert page(administrator, "contact_printed_pdf", slug, sheet.pk).status_code == 404


def test_a_place_given_up_and_taken_again_is_no_change(coalition, administrator, role, ann):
    print_it(coalition, administrator)
    placing.end_place(place=ann, by=administrator)
    put(ann.contact, role)
    assert ContactPlace.objects.count() == 2
    assert redline(administrator, coalition) == []
