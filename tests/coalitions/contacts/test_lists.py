"""All schools, one agency, what a coalition keeps, and the file: rows, readers, and queries."""

from urllib.parse import parse_qs

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from coalitions.access.roles import Role
from coalitions.contacts.actions.printing import print_sheet
from coalitions.contacts.models.contact import Contact
from tests import builders
from tests.calling import confirmed, make_contact, make_line, make_role, put
from tests.coalitions.contacts.conftest import text

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator(district_coalition):
    return builders.make_member(coalition=district_coalition, role=Role.ADMINISTRATOR)


@pytest.fixture
def sheriff(district):
    return builders.make_agency(district=district, name="Sheriff’s Office", kind="police")


def test_a_district_sees_how_each_school_stands(
    page, coalition, sibling, district_coalition, coordinator
):
    make_line(coalition=coalition, **confirmed(by=coordinator))
    make_line(coalition=coalition)
    make_role(coalition=coalition)
    shown = text(page(coordinator, "contact_schools", district_coalition.slug))
    assert "1 of 2" in shown
    assert "Nobody on it" in shown
    assert f'href="/c/{sibling.slug}/contacts/"' in shown


@pytest.mark.parametrize("role", [Role.TEACHER, Role.OFFICIAL, Role.PARENT])
def test_who_reads_no_schools_is_told_so(page, district_coalition, role):
    member = builders.make_member(coalition=district_coalition, role=role)
    refused = page(member, "contact_schools", district_coalition.slug)
    assert refused.status_code == 403
    assert "read the sheets of all schools" in text(refused)


def test_a_school_has_one_sheet(page, coalition, administrator):
    refused = page(administrator, "contact_schools", coalition.slug)
    assert refused.status_code == 403
    assert "it has one sheet" in text(refused)


def test_a_dispatcher_finds_everybody_of_an_agency_on_one_page(
    page, coalition, sibling, foreign, district_coalition, sheriff
):
    deputy = make_contact(
        coalition=district_coalition, name="Deputy Barden", agency=sheriff, radio="LAW 7"
    )
    put(deputy, make_role(coalition=coalition, name="Police"), note="Tue and Thu")
    put(deputy, make_role(coalition=sibling, name="Police"))
    make_line(coalition=coalition, name="Somebody else")
    make_contact(coalition=coalition, name="On no sheet", agency=sheriff)
    dispatcher = builders.make_member(coalition=district_coalition, role=Role.LAW_ENFORCEMENT)
    shown = text(page(dispatcher, "contact_agency", district_coalition.slug, sheriff.pk))
    assert "<h1>Everybody of Sheriff’s Office</h1>" in shown
    assert f"{coalition}: Police, first, Tue and Thu" in shown
    assert f"{sibling}: Police, first" in shown
    assert "radio LAW 7" in shown
    assert "Somebody else" not in shown
    assert "On no sheet" not in shown


def test_who_reads_one_school_finds_those_of_that_school(page, coalition, sibling, sheriff):
    make_line(coalition=coalition, name="Of ours", agency=sheriff)
    make_line(coalition=sibling, name="Of theirs", agency=sheriff)
    officer = builders.make_member(coalition=coalition, role=Role.SRO)
    shown = text(page(officer, "contact_agency", coalition.slug, sheriff.pk))
    assert "Of ours" in shown
    assert "Of theirs" not in shown


def test_an_agency_of_another_district_is_not_found(page, coalition, administrator, foreign):
    agency = builders.make_agency(district=foreign.district)
    assert page(administrator, "contact_agency", coalition.slug, agency.pk).status_code == 404


def test_what_is_kept_is_narrowed_to_what_is_open(page, coalition, administrator):
    make_line(coalition=coalition, name="Open one")
    make_line(coalition=coalition, name="Done one", **confirmed(by=administrator))
    make_contact(coalition=coalition, name="On no sheet")
    every = text(page(administrator, "contact_kept", coalition.slug))
    assert "<h1>1 contact is not confirmed this semester</h1>" in every
    assert all(name in every for name in ("Open one", "Done one", "On no sheet"))
    narrowed = text(page(administrator, "contact_kept", coalition.slug, state="unconfirmed"))
    assert "Open one" in narrowed
    assert "Done one" not in narrowed
    assert "On no sheet" not in narrowed


def test_the_file_has_every_number_and_no_formula(page, coalition, administrator, role):
    make_line(
        coalition=coalition,
        role=role,
        name='=HYPERLINK("http://evil.example")',
        title="+1",
        night_phone="+4930901820",
    )
    answer = page(administrator, "contact_csv", coalition.slug)
    lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
    assert lines[0].startswith("School or district,Role,Place,Who")
    assert f'{coalition.name},Police,First,"\'=HYPERLINK(""http' in lines[1]
    assert "989-555-0150" in lines[1]
    assert ",+4930901820," in lines[1]


def test_the_file_of_a_district_has_what_its_reader_reads(
    page, coalition, foreign, district_coalition, coordinator
):
    make_line(coalition=coalition, name="Ours")
    make_line(coalition=foreign, name="Theirs")
    answer = page(coordinator, "contact_csv", district_coalition.slug)
    content = b"".join(answer.streaming_content).decode()
    assert "Ours" in content
    assert "Theirs" not in content


def grow(coalition, sheriff, number):
    for _ in range(number):
        school = builders.make_school(district=coalition.district)
        other = builders.make_coalition(school=school)
        contact = make_contact(coalition=coalition, agency=sheriff)
        put(contact, make_role(coalition=coalition))
        put(contact, make_role(coalition=other))
        person = builders.make_person(district=coalition.district)
        make_line(coalition=other, person=person)


@pytest.mark.parametrize("name", ["contacts", "contact_schools", "contact_kept", "contact_agency"])
def test_a_list_asks_the_same_with_one_row_and_with_fifty(
    client, district_coalition, coordinator, sheriff, name
):
    client.force_login(coordinator)
    args = [sheriff.pk] if name == "contact_agency" else []
    address = reverse(name, args=[district_coalition.slug, *args])
    grow(district_coalition, sheriff, 1)
    make_role(coalition=district_coalition, name="Nobody answers for it")
    print_sheet(coalition=district_coalition, by=coordinator)
    few = queries_of(client, address)
    grow(district_coalition, sheriff, 49)
    assert Contact.objects.count() == 100
    assert queries_of(client, address) == few
    assert few <= 8


def queries_of(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def test_lists_go_on_page_by_page(page, coalition, administrator):
    for number in range(30):
        make_contact(coalition=coalition, name=f"Desk {number:02}")
    first = page(administrator, "contact_kept", coalition.slug)
    assert "Desk 24" in text(first)
    assert "Desk 25" not in text(first)
    older = parse_qs(first.context["page"].older_url.removeprefix("?"))["older"][0]
    second = text(page(administrator, "contact_kept", coalition.slug, older=older))
    assert "Desk 25" in second
    assert "Desk 29" in second
    assert "Desk 24" not in second
    assert page(administrator, "contact_kept", coalition.slug, older="x").status_code == 400
