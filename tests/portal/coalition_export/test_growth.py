"""A large coalition costs time and no memory, and all of it is of one moment."""

import io
import threading
import tracemalloc

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from safety_portal.core.notices.models import Tally
from safety_portal.portal.coalition_export.writers.takeaway import take_away
from tests import builders
from tests.portal.coalition_export.conftest import Opened

# Straight into the table, since making each by itself would take minutes.
MANY_RECORDS = """
    INSERT INTO training_trainingrecord (person_id, coalition_id, course_id, held_on, hours, certificate,
        certificate_name, note, state, entered_at, reason, version)
    SELECT %s, %s, %s, DATE '1950-01-01' + number, 2, '', '', 'Record ' || number, 'verified',
        now(), '', 1
    FROM generate_series(1, %s) AS number
"""


def add_records(coalition, number):
    person = builders.make_member(coalition=coalition).people.get()
    with connection.cursor() as cursor:
        values = [person.pk, coalition.pk, builders.make_course().pk, number]
        cursor.execute(MANY_RECORDS, values)


def peak(coalition, file):
    """The most memory that its export held at once, in bytes."""
    tracemalloc.start()
    try:
        take_away(coalition, file)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.django_db
def test_memory_does_not_grow_with_the_records(coalition, tmp_path):
    add_records(coalition, 4_000)
    with (tmp_path / "few.zip").open("wb") as file:
        few = peak(coalition, file)
    add_records(coalition, 16_000)
    with (tmp_path / "many.zip").open("wb") as file:
        many = peak(coalition, file)
    assert many - few < 1_000_000
    told = Opened((tmp_path / "many.zip").read_bytes())
    assert len(told.objects("training_records")) == 20_000


@pytest.mark.django_db
def test_queries_do_not_grow_with_the_rows(coalition):
    def number():
        with CaptureQueriesContext(
            connection,
        ) as queries:
            take_away(coalition, io.BytesIO())
        return len(queries)

    add_records(coalition, 1)
    builders.make_seat(coalition=coalition)
    one = number()
    add_records(coalition, 50)
    for _ in range(50):
        builders.make_seat(coalition=coalition)
    assert number() == one


class Slow(io.BytesIO):
    """A file whose first piece is written only after somebody else changed something."""

    def __init__(self, change):
        super().__init__()
        self._change = change

    def write(self, content):
        change, self._change = self._change, None
        if change:
            other = threading.Thread(target=change)
            other.start()
            other.join()
        return super().write(content)


@pytest.mark.django_db(transaction=True)
def test_what_somebody_writes_meanwhile_is_not_in_it(coalition):
    def count_what_is_owed():
        Tally.objects.create(scope=coalition.pk, day="2026-11-30")
        connection.close()

    file = Slow(count_what_is_owed)
    take_away(coalition, file)
    assert Tally.objects.count() == 1
    assert Opened(file.getvalue()).objects("tallies") == []


@pytest.mark.django_db(transaction=True)
def test_it_changes_nothing(coalition):
    with CaptureQueriesContext(connection) as queries:
        take_away(coalition, io.BytesIO())
    assert "READ ONLY" in "".join(each["sql"] for each in queries.captured_queries[:2])
