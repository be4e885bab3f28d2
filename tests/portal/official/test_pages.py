"""The figures and the board page: for whom, with what, and that nobody is named."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from coalitions.coalition.models import Coalition
from tests import agreeing, builders, casting, walks
from tests.portal.official.test_counting import YEAR_AGO, in_force

pytestmark = pytest.mark.django_db
FIGURES, BOARD = "official_figures", "official_board"
# Six of pages and figures, five of what the rules ask.
QUERIES = 11


@pytest.fixture
def open_as(client):
    def get(account, name, coalition):
        client.force_login(account)
        return client.get(reverse(name, args=[coalition.slug]))

    return get


def text(response):
    return re.sub(r"\s+", " ", response.content.decode())


@pytest.mark.parametrize("name", [FIGURES, BOARD])
@pytest.mark.parametrize(
    ("role", "status"),
    [
        *(("official", 200), ("administrator", 200), ("sro", 200)),
        *(("fire", 403), ("teacher", 403), ("health", 403), ("parent", 403)),
    ],
)
def test_officials_administrators_and_officers_read_them(
    open_as, cast, coalition, name, role, status
):
    page = open_as(getattr(cast, role), name, coalition)
    assert page.status_code == status
    assert status == 200 or "Only officials, administrators and officers" in text(page)


@pytest.mark.parametrize("name", [FIGURES, BOARD])
def test_those_of_a_school_do_not_read_the_districts_and_the_other_way_round(
    open_as, cast, above, coalition, district_coalition, outsider, name
):
    assert open_as(cast.official, name, district_coalition).status_code == 403
    assert open_as(above.official, name, coalition).status_code == 403
    assert open_as(outsider, name, coalition).status_code == 404


def test_each_figure_stands_with_its_value_a_year_ago(
    open_as, above, district_coalition, coalition, sibling
):
    in_force(coalition, since=YEAR_AGO - timedelta(days=3))
    in_force(sibling, since=timezone.localdate() - timedelta(days=3))
    page = text(open_as(above.official, FIGURES, district_coalition))
    assert "Schools with a plan in force" in page
    assert "<b>2 of 2</b>" in page
    assert "<div>1 of 2</div>" in page
    assert "Better, 1 more" in page
    assert "The oldest since" in page


def test_a_figure_of_which_nothing_is_decided_says_so_and_is_no_zero(
    open_as, above, district_coalition
):
    page = text(open_as(above.official, FIGURES, district_coalition))
    assert "Drill rules met on time" in page
    assert "No rule is due yet" in page


def test_the_first_year_says_from_when_it_is_compared(open_as, above, district_coalition):
    Coalition.objects.update(formed_on=timezone.localdate() - timedelta(days=30))
    page = text(open_as(above.official, FIGURES, district_coalition))
    assert "No figure a year ago; compared from" in page
    assert "Nothing to compare" in page


def test_a_figure_leads_to_the_list_behind_it_where_the_reader_may(
    open_as, above, district_coalition
):
    lists = reverse("record_all", args=[district_coalition.slug])
    assert lists in text(open_as(above.administrator, FIGURES, district_coalition))
    assert lists not in text(open_as(above.official, FIGURES, district_coalition))
    agreements = reverse("agreements", args=[district_coalition.slug])
    assert agreements in text(open_as(above.official, FIGURES, district_coalition))


def test_the_board_page_says_what_the_board_is_asked(open_as, cast, coalition, frozen):
    builders.make_seat(coalition=coalition, title="Nurse")
    page = text(open_as(cast.official, BOARD, coalition))
    assert f"To sign {frozen} (0 of 0 signed)" in page
    assert "To fill 1 seat, or to record why it stays empty" in page
    Coalition.objects.update(approving_board="Board of Education")
    assert f"To vote on {frozen}" in text(open_as(cast.official, BOARD, coalition))


def test_the_board_that_is_asked_nothing_is_told_so(open_as, cast, coalition):
    assert re.search(
        r"What the board is asked</h2>\s*<p>Nothing", text(open_as(cast.official, BOARD, coalition))
    )


def test_nobody_is_named_on_the_board_page_and_nothing_restricted(
    open_as, above, cast, district_coalition, coalition
):
    site = walks.make_assessment(coalition=coalition, state="finished")
    walks.make_finding(
        assessment=site, title="Door 4 does not lock", found_on=YEAR_AGO, place="Gym"
    )
    seat = builders.make_seat(coalition=district_coalition, title="Nurse")
    named = builders.make_member(
        coalition=district_coalition, role="health", seat=seat, name="Joan Akers"
    )
    agreeing.make_agreement(coalition=district_coalition, title="Hall of the Grange")
    page = text(open_as(above.official, BOARD, district_coalition)).split("<main")[1]
    assert "printed by" not in page
    for word in ("Door 4", "Gym", str(named), "Grange", *map(str, vars(cast).values())):
        assert word not in page
    assert "1 of 1" in page


def test_a_long_list_of_places_is_cut_to_one_sheet(open_as, above, district, district_coalition):
    for number in range(20):
        builders.make_school(district=district, name=f"School {number:02}")
    page = text(open_as(above.official, BOARD, district_coalition))
    assert "School 03" in page
    assert "School 19" not in page
    assert "more places, counted above" in page


def test_a_hostile_name_is_text(open_as, above, district, district_coalition):
    builders.make_school(district=district, name="<script>alert(1)</script>")
    for name in (FIGURES, BOARD):
        assert "<script>alert" not in text(open_as(above.official, name, district_coalition))


@pytest.mark.parametrize("name", [FIGURES, BOARD])
def test_as_many_queries_for_thirty_schools_as_for_one(
    client, above, district, district_coalition, coalition, name
):
    client.force_login(above.official)
    address = reverse(name, args=[district_coalition.slug])
    counts = []
    for _ in range(2):
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        counts.append(len(queries))
        for number in range(30):
            school = builders.make_school(district=district, name=f"School {number}")
            team = builders.make_coalition(school=school)
            in_force(team, since=YEAR_AGO)
            casting.make_cast(coalition=team)
            builders.make_seat(coalition=team)
    assert counts[0] == counts[1] <= QUERIES
