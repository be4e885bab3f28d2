"""The list of agreements and its file: what narrows it, what it says, what a spreadsheet gets."""

import csv
import io

import pytest

from coalitions.access.roles import Role
from coalitions.agreements.models.agreement import AgreementParty
from coalitions.agreements.views.lists import COLUMNS
from tests import builders
from tests.agreeing import make_agreement, make_assignment
from tests.coalitions.agreements.acting import DAY, TODAY, standing_as
from tests.coalitions.agreements.conftest import text

pytestmark = pytest.mark.django_db


@pytest.fixture
def shown(page, administrator, coalition):
    """shown(**query): the list as text, and which titles stand in its table."""

    def ask(**query):
        return page(administrator, "agreements", coalition.slug, **query)

    return ask


def titles(answer):
    return [row.agreement.title for row in answer.context["page"]]


def test_what_is_over_is_not_among_the_current_ones(shown, coalition, administrator):
    for code in ("draft", "in_force", "ended", "closed", "replaced", "withdrawn"):
        agreement = standing_as(code, coalition, administrator)
        type(agreement).objects.filter(pk=agreement.pk).update(title=code)
    assert titles(shown()) == ["Next", "draft", "ended", "in_force"]


@pytest.mark.parametrize("code", ["draft", "ended", "closed", "withdrawn"])
def test_a_state_narrows_to_it(shown, coalition, administrator, code):
    make_agreement(coalition=coalition, title="In force")
    standing_as(code, coalition, administrator)
    answer = shown(state=code)
    assert len(titles(answer)) == 1
    assert "In force" not in titles(answer)


def test_a_kind_narrows_to_it(shown, coalition):
    make_agreement(coalition=coalition, title="Armory", kind="shelter")
    make_agreement(coalition=coalition, title="Clinic", kind="medical")
    assert titles(shown(kind="medical")) == ["Clinic"]


@pytest.mark.parametrize(
    "query",
    [
        {"state": "\u202e"},
        {"kind": "x" * 5000},
        {"state": "draft'--"},
        {"after": "junk"},
    ],
)
def test_what_narrows_to_nothing_known_is_left_aside(shown, coalition, query):
    make_agreement(coalition=coalition, title="Armory")
    answer = shown(**query)
    assert answer.status_code == 200
    assert titles(answer) == ["Armory"]


def test_of_what_waits_ten_are_told(shown, coalition):
    for number in range(12):
        make_agreement(coalition=coalition, ends_on=TODAY - number * DAY)
    waiting = shown().context["waiting"]
    assert len(waiting) == 10
    last = [each.last_on for each, *_ in waiting]
    assert last == sorted(last)


def test_many_schools_are_four_names_and_a_number(page, district_coalition, coalition):
    schools = [
        builders.make_school(district=coalition.district, name=f"School {number}")
        for number in range(6)
    ]
    make_agreement(coalition=district_coalition, schools=schools)
    chief = builders.make_member(coalition=district_coalition, role=Role.FIRE)
    said = text(page(chief, "agreements", district_coalition.slug))
    assert "School 0, School 1, School 2, School 3, and 2 more" in said


def test_who_stands_on_it_is_counted_beside_it(shown, coalition):
    agreement = make_agreement(coalition=coalition, ends_on=TODAY - DAY)
    person = builders.make_member(coalition=coalition, role=Role.SRO).people.get()
    make_assignment(
        person=person, school=coalition.school, coalition=coalition, agreement=agreement
    )
    (row,) = shown().context["page"]
    assert row.stands == "1 officer, 1 not covered"


def test_a_list_of_more_than_a_page_goes_on(shown, coalition):
    for number in range(60):
        make_agreement(coalition=coalition, title=f"Agreement {number:02}")
    first = shown()
    assert titles(first)[0] == "Agreement 00"
    assert len(titles(first)) < 60


def test_what_schools_lack_is_the_district_s_to_see(page, coalition, district_coalition):
    teacher = builders.make_member(coalition=coalition)
    assert page(teacher, "agreements", coalition.slug).context["lacks"] == []
    chief = builders.make_member(coalition=district_coalition, role=Role.FIRE)
    told = page(chief, "agreements", district_coalition.slug).context["lacks"]
    assert ("Shelter", 1, coalition.school.name) in told


def lines(answer):
    content = b"".join(answer.streaming_content).decode("utf-8-sig")
    return [*csv.reader(io.StringIO(content))]


def test_the_file_has_every_agreement_also_what_is_over(page, coalition, administrator):
    for code in ("in_force", "closed", "withdrawn"):
        standing_as(code, coalition, administrator)
    head, *rows = lines(page(administrator, "agreement_csv", coalition.slug))
    assert head == COLUMNS
    assert sorted(row[2] for row in rows) == [
        "Ended, not renewed",
        "In force",
        "Withdrawn, never in force",
    ]


def test_the_file_says_days_so_that_they_sort_and_parties_with_who_signed(
    page, coalition, administrator
):
    agreement = make_agreement(coalition=coalition, parties=["Fire District 2"], signed_on=None)
    AgreementParty.objects.create(
        agreement=agreement, name="Cedar Schools", signed_by="Ana Roe", position=1
    )
    _, row = lines(page(administrator, "agreement_csv", coalition.slug))
    said = dict(zip(COLUMNS, row, strict=True))
    assert said["Parties"] == "Fire District 2; Cedar Schools (Ana Roe)"
    assert (said["Signed on"], said["In force from"]) == ("", agreement.starts_on.isoformat())
    assert said["Schools"] == coalition.school.name


def test_lines_and_quotes_in_a_title_stay_one_cell(page, coalition, administrator):
    make_agreement(coalition=coalition, title='The "Armory", Hall; 2')
    _, row = lines(page(administrator, "agreement_csv", coalition.slug))
    assert row[0] == 'The "Armory", Hall; 2'


@pytest.mark.parametrize("name", ["agreements", "agreement_csv", "agreement_officers"])
def test_strangers_find_no_list(page, coalition, outsider, name):
    assert page(outsider, name, coalition.slug).status_code == 404


def test_an_id_of_another_district_is_not_there(page, coalition, foreign, administrator):
    theirs = make_agreement(coalition=foreign)
    assert page(administrator, "agreement", coalition.slug, theirs.pk).status_code == 404
    assert page(administrator, "agreement", foreign.slug, theirs.pk).status_code == 404
