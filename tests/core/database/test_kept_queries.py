"""Queries that are built once: the rows that the ORM reads, for other values each time.

And rows in by COPY as the ORM writes.
"""

from datetime import date, datetime
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import BigIntegerField, DateField, F, Q, TextField
from django.utils import timezone

from coalitions.access.roles import Role
from coalitions.coalition.models import Coalition
from coalitions.memberships.models.membership import Membership
from safety_portal.core.database import bulk
from safety_portal.core.database.kept_queries import Among, KeptQuery, ListSlot, Slot
from tests import builders
from training.records.models import TrainingRecord

pytestmark = pytest.mark.django_db


def members(on, coalition):
    rows = (
        Membership.objects.current(on)
        .filter(coalition=coalition)
        .annotate(held=F("role"))
        .order_by("pk")
    )
    return rows.select_related("person", "coalition__district", "seat")


def plain(rows):
    return [
        (
            row.pk,
            row.starts_on,
            row.held,
            row.person.name,
            row.coalition.ladder,
            row.seat and row.seat.asked_for_by,
        )
        for row in rows
    ]


def test_it_answers_what_the_queryset_answers(coalition, sibling, django_assert_num_queries):
    seat = builders.make_seat(coalition=coalition, asked_for_by=[{"basis": "law"}])
    for place, fields in (
        (coalition, {"seat": seat}),
        (coalition, {}),
        (sibling, {"ends_on": date(2026, 3, 1)}),
    ):
        builders.make_member(coalition=place, role=Role.FIRE, **fields)
    kept = KeptQuery(lambda: members(Slot("on", DateField()), Slot("coalition", BigIntegerField())))
    for place in (coalition, sibling, coalition):
        for on in (date(2026, 2, 1), date(2026, 4, 1), date(1990, 1, 1)):
            with django_assert_num_queries(1):
                rows = kept.ask(on=on, coalition=place.pk)
                told = plain(rows)
            assert told == plain(members(on, place))


def test_what_is_planned_anew_is_the_same_and_leaves_nothing_prepared(
    coalition, sibling, django_assert_num_queries
):
    builders.make_member(coalition=coalition, role=Role.FIRE)
    days, places = Slot("on", DateField()), ListSlot("places")
    rows = (
        Membership.objects.current(days)
        .filter(Among("coalition_id", places), role="fire")
        .select_related("person")
    )
    kept = KeptQuery(
        lambda: rows.annotate(held=F("role")).only("role", "person__name"), is_planned=False
    )
    for places in ([], [sibling.pk], [coalition.pk, sibling.pk]):
        with django_assert_num_queries(1):
            found = [
                (row.role, row.held, row.person.name)
                for row in kept.ask(on=date(2026, 2, 1), places=places)
            ]
        assert len(found) == (coalition.pk in places)
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM pg_prepared_statements WHERE name = %s", [kept.name])
        assert cursor.fetchone() == (0,)


def test_a_value_that_is_not_given_is_an_error():
    kept = KeptQuery(lambda: Membership.objects.current(Slot("on", DateField())))
    with pytest.raises(KeyError):
        kept.ask(day=date(2026, 1, 1))


def test_ids_of_a_list_and_columns_of_a_values_list(coalition, sibling, cast):
    def named(places):
        return Membership.objects.filter(places).order_by("pk").values_list("coalition", "role")

    kept = KeptQuery(lambda: named(Q(Among("coalition_id", ListSlot("places")))))
    for places in ([], [coalition.pk], [coalition.pk, sibling.pk]):
        assert kept.ask(places=places) == list(named(Q(coalition__in=places)))
    assert kept.ask(places=[coalition.pk])


def test_what_is_left_out_of_the_columns_is_read_when_it_is_asked_for(
    coalition, django_assert_num_queries
):
    kept = KeptQuery(
        lambda: Coalition.objects.filter(pk=Slot("coalition", BigIntegerField())).defer("ladder")
    )
    with django_assert_num_queries(1):
        (found,) = kept.ask(coalition=coalition.pk)
    with django_assert_num_queries(1):
        assert found.ladder == coalition.ladder


def test_it_is_planned_once_a_connection(coalition):
    kept = KeptQuery(
        lambda: Coalition.objects.filter(name=Slot("name", TextField()), slug__contains="%")
    )
    assert [kept.ask(name=name) for name in ("100% safe", "'; DROP TABLE x; --")] == [[], []]
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM pg_prepared_statements WHERE name = %s", [kept.name])
        assert cursor.fetchone() == (1,)


AT = datetime(2026, 1, 5, 10, tzinfo=timezone.get_default_timezone())
NOTES = ["plain", "", "tab\tnew\nline\rback\\slash \\N", "naïve — ünïcode ☎", "'; DROP TABLE x; --"]


def copied(coalition, rows):
    names = ("person_id", "course_id", "held_on", "hours", "expires_on", "note", "source_row")
    bulk.copy_in(TrainingRecord, names, rows, same={"coalition_id": coalition.pk, "entered_at": AT})


def test_copied_rows_are_those_that_were_given(coalition, cast):
    person, course = cast.teacher.people.get(), builders.make_course()
    days = [date(2026, 1, day + 1) for day in range(len(NOTES))]
    given = zip(days, NOTES, strict=True)
    copied(
        coalition,
        ((person.pk, course.pk, day, Decimal("1.25"), None, note, None) for day, note in given),
    )
    rows = TrainingRecord.objects.order_by("held_on")
    assert [(row.held_on, row.note) for row in rows] == list(zip(days, NOTES, strict=True))
    one = rows[0]
    assert (one.hours, one.state, one.version, one.certificate.name, one.entered_at) == (
        Decimal("1.25"),
        "to_verify",
        1,
        "",
        AT,
    )
    assert (one.expires_on, one.source_row, one.entered_by, one.decided_at) == (
        None,
        None,
        None,
        None,
    )


def test_copied_rows_keep_the_constraints_and_come_in_batches(coalition, cast, monkeypatch):
    monkeypatch.setattr(bulk, "BATCH", 2)
    person, course = cast.teacher.people.get(), builders.make_course()
    row = (person.pk, course.pk, date(2026, 1, 5), Decimal(2), None, "", 1)
    with pytest.raises(IntegrityError), transaction.atomic():
        copied(coalition, [row, (*row[:2], date(2026, 1, 6), *row[3:]), row])
    assert TrainingRecord.objects.count() == 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
