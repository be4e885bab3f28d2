"""A calendar that is typed: what is written, what is refused in words, and who may."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from coalitions.access.roles import Role
from coalitions.calendars.actions import keeping
from coalitions.calendars.models import SchoolYear, YearSpan
from safety_portal.core.audit.models import AuditRow
from safety_portal.core.refusals import Refused
from tests import builders
from tests.calendaring import FIRST, LAST, make_span, make_year

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def keeper(district_coalition):
    return builders.make_member(coalition=district_coalition, role=Role.ADMINISTRATOR)


@pytest.fixture
def add(district_coalition, keeper):
    def of(first=FIRST, last=LAST):
        return keeping.add_school_year(
            coalition=district_coalition, by=keeper, first_day=first, last_day=last
        )

    return of


@pytest.fixture
def closed(district_coalition, keeper):
    def of(year, first, last=None, kind="closed", label="Snow"):
        return keeping.add_span(
            year=year,
            coalition=district_coalition,
            by=keeper,
            kind=kind,
            first_day=first,
            last_day=last,
            label=label,
        )

    return of


def test_a_year_is_entered_with_a_trace(add, district_coalition):
    year = add()
    assert (year.label, year.district) == ("2026-27", district_coalition.district)
    row = AuditRow.objects.get(action="school_year.added")
    assert row.detail == {"first_day": "2026-08-24", "last_day": "2027-06-04"}
    assert row.scope == district_coalition.pk


@pytest.mark.parametrize(
    ("first", "last", "sentence"),
    [
        (LAST, FIRST, "The last day, August 24, 2026, is not after the first"),
        (FIRST, FIRST, "is not after the first"),
        (FIRST, FIRST + 401 * DAY, "at most 400 days, and this has 401"),
        (date(1066, 10, 14), date(1067, 6, 1), "too far away"),
    ],
)
def test_days_that_are_no_school_year_are_refused(add, first, last, sentence):
    with pytest.raises(Refused, match=sentence):
        add(first, last)
    assert not SchoolYear.objects.exists()


def test_two_years_of_a_district_do_not_overlap(add):
    add()
    with pytest.raises(Refused, match="2026-27 is here already") as refused:
        add(LAST, LAST + 200 * DAY)
    assert refused.value.field == "first_day"


def test_closed_days_entered_later_are_just_added(add, closed):
    year = add()
    assert closed(year, date(2027, 2, 3)).last_day == date(2027, 2, 3)
    assert closed(year, date(2027, 2, 4), date(2027, 2, 5), label=" Ice\n ").label == "Ice"
    assert AuditRow.objects.filter(action="year_span.added").count() == 2


@pytest.mark.parametrize(
    ("kind", "first", "last", "sentence"),
    [
        ("closed", FIRST - DAY, FIRST, "The school year is from August 24, 2026 to June 4, 2027."),
        ("semester", LAST, LAST + DAY, "The school year is from"),
        ("closed", FIRST + DAY, FIRST, "before it begins"),
        ("session", FIRST - DAY, FIRST, "follows the first day"),
        ("session", LAST + DAY, LAST + 200 * DAY, "follows the first day"),
    ],
)
def test_days_outside_of_the_year_are_refused(add, closed, kind, first, last, sentence):
    year = add()
    with pytest.raises(Refused, match=sentence):
        closed(year, first, last, kind=kind)
    assert not YearSpan.objects.exists()


def test_a_day_is_of_a_kind_once(add, closed):
    year = add()
    closed(year, FIRST + DAY, FIRST + 3 * DAY)
    with pytest.raises(Refused, match=r"Snow, August 25, 2026 to August 27, 2026, is here"):
        closed(year, FIRST + 3 * DAY)
    closed(year, FIRST, LAST, kind="semester")
    closed(year, LAST + DAY, LAST + 20 * DAY, kind="session")


def test_a_year_moves_unless_a_span_would_lie_outside(add, closed, district_coalition, keeper):
    year = add()
    closed(year, LAST, label="Picnic")
    move = {"year": year, "coalition": district_coalition, "by": keeper, "first_day": FIRST}
    with pytest.raises(Refused, match=r"Picnic, June 4, 2027 to June 4, 2027, would lie outside"):
        keeping.change_school_year(**move, last_day=LAST - DAY)
    assert keeping.change_school_year(**move, last_day=LAST + DAY).last_day == LAST + DAY
    keeping.change_school_year(**move, last_day=LAST + DAY)
    assert AuditRow.objects.filter(action="school_year.changed").count() == 1


def test_a_span_is_taken_out_once(add, closed, district_coalition, keeper):
    span = closed(add(), FIRST)
    for _ in range(2):
        keeping.remove_span(span=span, coalition=district_coalition, by=keeper)
    assert not YearSpan.objects.exists()
    assert AuditRow.objects.filter(action="year_span.removed").count() == 1


def test_a_school_s_coalition_keeps_none(coalition, administrator):
    with pytest.raises(PermissionDenied, match="the calendar is kept by the district’s"):
        keeping.add_school_year(
            coalition=coalition, by=administrator, first_day=FIRST, last_day=LAST
        )


def test_the_database_keeps_spans_inside_of_their_year(district):
    year = make_year(district=district)
    with pytest.raises(IntegrityError, match="outside"), transaction.atomic():
        make_span(year, FIRST - DAY)
    make_span(year, FIRST)
    make_span(year, LAST + DAY, LAST + 20 * DAY, kind="session")
    with pytest.raises(IntegrityError, match="outside"), transaction.atomic():
        SchoolYear.objects.update(first_day=FIRST + DAY)
    assert SchoolYear.objects.update(last_day=LAST - DAY) == 1


def test_members_of_the_district_see_it_and_nobody_else(
    district, coalition, cast, outsider, district_coalition, keeper
):
    year = make_year(district=district)
    make_span(year, FIRST)
    for account in (cast.teacher, cast.parent, keeper):
        assert SchoolYear.objects.visible_to(account).get() == year
        assert YearSpan.objects.visible_to(account).count() == 1
    assert not SchoolYear.objects.visible_to(outsider).exists()
    assert not YearSpan.objects.visible_to(outsider).exists()
