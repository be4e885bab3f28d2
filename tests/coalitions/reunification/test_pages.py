"""How ready a school is as a page, its district's list, and what is printed."""

import io
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from coalitions.access.roles import Role
from coalitions.reunification.content import ROLES, blank_forms
from coalitions.reunification.models.role_holder import RoleHolder
from safety_portal.core.exports import paper
from tests import builders, reunifying
from tests.coalitions.reunification.conftest import text

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
DAY = timedelta(days=1)


@pytest.fixture
def students(coalition):
    coalition.school.students = 436
    coalition.school.save(update_fields=["students"])


@pytest.fixture
def chief(district_coalition):
    return builders.make_member(coalition=district_coalition, role=Role.FIRE)


def test_the_page_says_what_is_missing_first(page, coalition, administrator, students):
    reunifying.make_walk(site=reunifying.make_site(coalition=coalition, name="Grange Hall"))
    shown = text(page(administrator, "reunification", coalition.slug))
    assert "<h1>1 of 2 sites can be used; 6 things are missing</h1>" in shown
    assert shown.index("Alternate site: none is named") < shown.index("Grange Hall")
    assert "give 436 students back" in shown
    assert "5 greeters, 9 checkers, 18 runners" in shown
    assert "22 adults in the student area" in shown
    assert "These numbers are ours" in shown


def test_a_school_without_a_number_of_students_is_told_no_numbers(page, coalition, administrator):
    shown = text(page(administrator, "reunification", coalition.slug))
    assert "give its students back" in shown
    assert "greeters" not in shown


def test_nothing_missing_is_said(page, coalition, administrator):
    reunifying.make_ready(coalition)
    shown = text(page(administrator, "reunification", coalition.slug))
    assert "<h1>2 of 2 sites can be used; nothing is missing</h1>" in shown
    assert "What is missing" not in shown
    assert f"{len(ROLES)} roles are complete" in shown


def test_a_site_whose_agreement_ended_is_not_usable_whatever_else_is_right(
    page, coalition, administrator
):
    ended = reunifying.make_site_agreement(coalition=coalition, ends_on=TODAY - DAY)
    site = reunifying.make_site(coalition=coalition, agreement=ended)
    reunifying.make_walk(site=site)
    shown = text(page(administrator, "reunification", coalition.slug))
    assert "Not usable: its agreement has ended" in shown
    assert "0 of 2 sites can be used" in shown


def test_who_only_reads_gets_no_buttons(page, coalition):
    teacher = builders.make_member(coalition=coalition, role=Role.TEACHER)
    reunifying.make_kit(coalition=coalition)
    shown = text(page(teacher, "reunification", coalition.slug))
    assert "Primary site: none is named" in shown
    for name in ("reunification_site_add", "reunification_rehearse", "reunification_kit_add"):
        assert reverse(name, args=[coalition.slug]) not in shown


@pytest.mark.parametrize(("role", "sees"), [(Role.FIRE, True), (Role.TEACHER, False)])
def test_where_a_site_is_only_who_reads_restricted_text_reads(page, coalition, role, sees):
    site = reunifying.make_site(
        coalition=coalition, name="Grange Hall", location="44 Grange Road", way="9 minutes by bus"
    )
    account = builders.make_member(coalition=coalition, role=role)
    shown = text(page(account, "reunification", coalition.slug))
    assert "Grange Hall" in shown
    assert ("9 minutes by bus" in shown) is sees
    answer = page(account, "reunification_site", coalition.slug, site.pk)
    assert answer.status_code == (200 if sees else 403)
    assert ("44 Grange Road" in text(answer)) is sees


def test_parents_are_told_no_and_why(page, coalition):
    reunifying.make_site(coalition=coalition, name="Grange Hall")
    parent = builders.make_member(coalition=coalition, role=Role.PARENT)
    answer = page(parent, "reunification", coalition.slug)
    assert answer.status_code == 403
    assert "Families are told on the day" in text(answer)
    assert "Grange Hall" not in text(answer)


def test_strangers_learn_nothing(page, coalition):
    reunifying.make_site(coalition=coalition)
    stranger = builders.make_account()
    assert page(stranger, "reunification", coalition.slug).status_code == 404


def test_a_district_sees_its_schools_in_a_list(page, coalition, district_coalition, chief):
    reunifying.make_ready(coalition)
    school = builders.make_school(district=coalition.district, name="Elsewhere High")
    builders.make_coalition(school=school)
    shown = text(page(chief, "reunification", district_coalition.slug))
    assert "<h1>1 of 2 schools has two usable sites</h1>" in shown
    assert "2 of 2 sites, nothing missing" in shown
    assert "0 of 2 sites, 15 roles, never rehearsed, no kit" in shown


def test_a_district_without_school_coalitions_says_what_to_do(page, district_coalition, chief):
    shown = text(page(chief, "reunification", district_coalition.slug))
    assert "Form one under Schools" in shown


def test_the_districts_teacher_and_a_schools_member_read_no_list(
    page, coalition, district_coalition
):
    teacher = builders.make_member(coalition=district_coalition, role=Role.TEACHER)
    officer = builders.make_member(coalition=coalition, role=Role.SRO)
    for account in (teacher, officer):
        assert page(account, "reunification", district_coalition.slug).status_code == 403


def test_a_school_shows_the_others_to_who_reads_them(page, coalition, administrator, chief):
    school = builders.make_school(district=coalition.district, name="Elsewhere High")
    other = builders.make_coalition(school=school, name="Elsewhere team")
    assert other.name in text(page(chief, "reunification", coalition.slug))
    assert other.name not in text(page(administrator, "reunification", coalition.slug))


@pytest.mark.parametrize(
    "name", ["reunification_cards", "reunification_site_add", "reunification_kit_add"]
)
def test_a_districts_coalition_has_no_kit_of_its_own(page, district_coalition, name):
    account = builders.make_member(coalition=district_coalition, role=Role.ADMINISTRATOR)
    assert page(account, name, district_coalition.slug).status_code == 404


def queries_of(client, account, coalition):
    client.force_login(account)
    where = reverse("reunification", args=[coalition.slug])
    client.get(where)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(where).status_code == 200
    return len(asked)


def test_the_list_of_a_district_asks_eight_times_at_most(
    client, coalition, district_coalition, chief
):
    few = queries_of(client, chief, district_coalition)
    for number in range(49):
        school = builders.make_school(district=coalition.district)
        made = builders.make_coalition(school=school)
        reunifying.make_kit(coalition=made, place=f"Shelf {number}")
        reunifying.make_site(coalition=made)
    assert queries_of(client, chief, district_coalition) == few
    assert few <= 8


def test_the_page_of_a_school_asks_the_same_for_one_and_for_many(client, coalition, administrator):
    grow(coalition, 1)
    few = queries_of(client, administrator, coalition)
    grow(coalition, 12)
    assert queries_of(client, administrator, coalition) == few


def grow(coalition, number):
    taken = RoleHolder.objects.filter(coalition=coalition).values_list("role").distinct().count()
    for each in range(number):
        reunifying.make_check(kit=reunifying.make_kit(coalition=coalition), missing=["log"])
        reunifying.make_rehearsal(coalition=coalition, days_ago=20 + taken + each)
        reunifying.fill_role(coalition=coalition, role=ROLES[taken + each].code)


def test_each_role_has_its_job_card_with_who_fills_it(page, coalition, administrator):
    made = reunifying.fill_role(coalition=coalition)
    shown = text(page(administrator, "reunification_cards", coalition.slug))
    assert "<h1>15 job cards</h1>" in shown
    assert shown.count('class="job-card"') == 15
    assert made[0].person.name in shown
    assert "You keep the one list." in shown


def test_forms_are_blank_and_in_two_languages(page, coalition, administrator):
    shown = text(page(administrator, "reunification_forms", coalition.slug))
    assert shown.count('class="blank-form"') == len(blank_forms())
    assert '<span lang="es">Tarjeta para recoger a un estudiante</span>' in shown
    main = shown.split("<main")[1].split("</main>")[0]
    assert "<input" not in main


@pytest.mark.skipif(not paper.is_available(), reason="needs Pango")
@pytest.mark.parametrize(
    ("document", "number", "words"),
    [
        ("cards", len(ROLES), "You keep the one list."),
        ("forms", len(blank_forms()), "Tarjeta para recoger a un estudiante"),
        ("sheet", 2, "2 of 2 sites can be used; nothing is missing"),
    ],
)
def test_it_is_printed(page, coalition, administrator, document, number, words):
    reunifying.make_ready(coalition)
    answer = page(administrator, "reunification_pdf", coalition.slug, document)
    assert answer["Content-Type"] == "application/pdf"
    pages = PdfReader(io.BytesIO(answer.content)).pages
    shown = " ".join(page.extract_text() for page in pages)
    assert len(pages) == number
    assert words in " ".join(shown.split())


def test_no_other_paper_is_printed(page, coalition, administrator):
    answer = page(administrator, "reunification_pdf", coalition.slug, "roster")
    assert answer.status_code == 404
