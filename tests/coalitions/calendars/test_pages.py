"""The calendar as a page: what its heading says, what is typed, and how many queries it takes."""

from datetime import date, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from coalitions.access.roles import Role
from coalitions.calendars.models import SchoolYear, YearSpan
from coalitions.calendars.queries import YearHere, years_of_district
from tests import builders
from tests.calendaring import FIRST, LAST, make_span, make_year

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def keeper(district_coalition):
    return builders.make_member(coalition=district_coalition, role=Role.ADMINISTRATOR)


@pytest.fixture
def ask(client):
    def get(account, coalition, on="2026-12-01", **query):
        with time_machine.travel(f"{on}T12:00:00Z", tick=False):
            client.force_login(account)
            answer = client.get(reverse("calendar", args=[coalition.slug]), query)
        return " ".join(answer.content.decode().split())

    return get


def h1(page):
    return page.partition("<h1>")[2].partition("</h1>")[0]


def test_without_a_calendar_it_says_what_cannot_be_told(ask, coalition, cast, keeper):
    page = ask(cast.teacher, coalition)
    assert h1(page) == "No calendar yet: we cannot say when a drill is due"
    assert "The district’s own coalition enters the first and last school day." in page
    assert "Enter a school year" not in page
    page = ask(keeper, district_of(keeper))
    assert "Enter the first and last school day." in page
    assert "Enter a school year" in page


def district_of(account):
    return account.people.get().memberships.get().coalition


def test_the_heading_counts_school_days_and_those_that_are_left(ask, coalition, cast, district):
    year = make_year(district=district)
    make_span(year, date(2026, 9, 7), label="Labor Day")
    make_span(year, date(2026, 12, 21), date(2027, 1, 1), label="Winter break")
    assert h1(ask(cast.teacher, coalition)) == "194 school days in 2026-27, 124 are left"
    assert h1(ask(cast.teacher, coalition, on="2027-06-04")).endswith("1 is left")
    assert h1(ask(cast.teacher, coalition, on="2026-08-01")) == (
        "School begins August 24, 2026: 194 school days in 2026-27"
    )
    assert h1(ask(cast.teacher, coalition, on="2027-07-01")) == (
        "2026-27 is over: it had 194 school days"
    )


def test_it_lists_what_is_closed_and_says_what_is_not_entered(ask, coalition, cast, district):
    year = make_year(district=district)
    make_span(year, date(2026, 12, 21), date(2027, 1, 1), label="<b>Winter</b>")
    page = ask(cast.parent, coalition)
    assert "&lt;b&gt;Winter&lt;/b&gt;" in page
    assert "Mon, Dec 21 to Jan 1, 2027" in page
    assert "10 weekdays" in page
    assert "What is due each semester cannot be told until it is." in page
    assert "Remove" not in page


def test_another_year_is_chosen(ask, coalition, cast, district):
    make_year(district=district)
    other = make_year(district=district, first_day=date(2027, 8, 23), last_day=date(2028, 6, 2))
    assert "2027-28" in h1(ask(cast.teacher, coalition, year=other.pk))
    assert "2026-27" in h1(ask(cast.teacher, coalition, year="nonsense"))


def test_years_and_days_are_typed(client, district_coalition, keeper):
    client.force_login(keeper)
    at = reverse("calendar_year_add", args=[district_coalition.slug])
    wrong = client.post(at, {"first_day": "2027-06-04", "last_day": "2026-08-24"})
    assert wrong.status_code == 422
    assert "is not after the first" in wrong.content.decode()
    assert client.post(at, {"first_day": "2026-08-24", "last_day": "2027-06-04"}).status_code == 302
    year = SchoolYear.objects.get()
    at = reverse("calendar_span_add", args=[district_coalition.slug, year.pk])
    days = {"kind": "closed", "first_day": "2026-09-07", "last_day": "", "label": "Labor Day"}
    done = client.post(at, days)
    assert (done.status_code, done.url.endswith(f"?year={year.pk}")) == (302, True)
    assert client.post(at, days).status_code == 422
    span = YearSpan.objects.get()
    assert span.last_day == date(2026, 9, 7)
    at = reverse("calendar_year_change", args=[district_coalition.slug, year.pk])
    assert client.post(at, {"first_day": "2026-08-25", "last_day": "2027-06-04"}).status_code == 302
    at = reverse("calendar_span_remove", args=[district_coalition.slug, span.pk])
    assert client.post(at).status_code == 302
    assert not YearSpan.objects.exists()


@pytest.mark.parametrize("number", [1, 50])
def test_it_takes_as_many_queries_with_one_day_as_with_fifty(
    client, coalition, cast, district, number
):
    year = make_year(district=district)
    for place in range(number):
        make_span(year, FIRST + 2 * place * DAY, label=f"Day {place}")
    client.force_login(cast.teacher)
    client.get(reverse("calendar", args=[coalition.slug]))
    with CaptureQueriesContext(connection) as queries:
        client.get(reverse("calendar", args=[coalition.slug]))
    assert len(queries) <= 8
    assert len(queries) == QUERIES


QUERIES = 5


def test_school_days_are_weekdays_that_are_not_closed(district, coalition):
    year = make_year(district=district)
    make_span(year, date(2026, 8, 28), date(2026, 8, 31))
    here = YearHere(years_of_district(district.pk)[0], coalition)
    assert [day.day for day in here.days[:6]] == [24, 25, 26, 27, 1, 2]
    assert here.left(LAST) == 1
    assert here.left(LAST + DAY) == 0
