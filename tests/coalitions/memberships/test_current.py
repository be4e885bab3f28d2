"""Who is a member, chairs and signs for whom on a day: the ORM and the SQL of what is owed say the
same.
"""

from datetime import date, timedelta
from itertools import product

import pytest
from django.db import connection

from coalitions.access.roles import Role
from coalitions.memberships.chairs import chaired_by, chairs_of
from coalitions.memberships.models.designation import Designation, designates
from coalitions.memberships.models.membership import Membership, administers, chairs, holds
from coalitions.memberships.obligations import VALUES, tables
from safety_portal.core.accounts.models import User
from tests import builders

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 30)
DAY = timedelta(days=1)
# Begun yesterday, today, from tomorrow; ended before, on the day itself, later, never.
BEGUN = (TODAY - 9 * DAY, TODAY, TODAY + DAY)
ENDED = (TODAY - DAY, TODAY, TODAY + DAY, TODAY + 9 * DAY, None)
SPANS = [(begun, ended) for begun, ended in product(BEGUN, ENDED) if not ended or ended >= begun]
DAYS = [TODAY - DAY, TODAY, TODAY + DAY]


def member(coalition, begun, ended, **fields):
    account = builders.make_member(coalition=coalition, role=fields.pop("role", Role.FIRE))
    rows = Membership.objects.filter(person__account=account)
    rows.update(starts_on=begun, ends_on=ended, **fields)
    return rows.get()


@pytest.fixture
def members(coalition):
    """One for each way to begin and to end, every other one a chair."""
    return [
        member(coalition, begun, ended, is_chair=bool(number % 2))
        for number, (begun, ended) in enumerate(SPANS)
    ]


def in_sql(table, condition, on):
    """The keys of the rows that a fragment of ours chooses."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id FROM {table} asked WHERE {condition}", {"on": on})  # noqa: S608
        return {pk for (pk,) in cursor}


@pytest.mark.parametrize("on", DAYS)
def test_a_membership_holds_alike_in_both(members, on):
    held = set(Membership.objects.current(on).values_list("pk", flat=True))
    assert in_sql("coalitions_membership", holds("asked"), on) == held
    assert 0 < len(held) < len(members)


@pytest.mark.parametrize("on", DAYS)
def test_who_chairs_is_alike_in_both(members, coalition, on):
    held = Membership.objects.chairs(on)
    assert in_sql("coalitions_membership", chairs("asked"), on) == {row.pk for row in held}
    assert {chair.person_id for chair in chairs_of([coalition.pk], on=on)[coalition.pk]} == {
        row.person_id for row in held
    }
    accounts = User.objects.filter(people__memberships__in=held)
    assert chaired_by([account.pk for account in accounts], on=on) == [coalition.pk]


def test_who_administers_is_alike_in_both(members, coalition):
    held = member(coalition, TODAY, None, role=Role.ADMINISTRATOR)
    assert held.pk in in_sql("coalitions_membership", administers("asked"), TODAY)
    assert not in_sql("coalitions_membership", administers("asked"), TODAY) & {
        row.pk for row in members
    }


@pytest.fixture
def designations(coalition):
    """One for each span of a designation, and for each span of either membership."""
    always = (TODAY - 99 * DAY, None)
    named = [(span, always, always) for span in SPANS if span[1]]
    named += [((TODAY - DAY, TODAY + DAY), span, always) for span in SPANS]
    named += [((TODAY - DAY, TODAY + DAY), always, span) for span in SPANS]
    found = []
    for (begun, ended), *spans in named:
        both = [member(coalition, *span) for span in spans]
        made = builders.make_designation(holder=both[0], designee=both[1])
        Designation.objects.filter(pk=made.pk).update(starts_on=begun, ends_on=ended)
        found.append(made)
    return found


@pytest.mark.parametrize("on", DAYS)
def test_who_signs_for_whom_is_alike_in_both(designations, on):
    current = Designation.objects.current(on)
    days = in_sql("coalitions_designation", designates("asked"), on)
    assert {row.pk for row in current} <= days
    assert days == {row.pk for row in Designation.objects.not_ended(on) if row.starts_on <= on}
    of_designees = "SELECT membership_id, person_id FROM signer WHERE holder IS NOT NULL"
    sql = f"WITH {tables('all')} {of_designees}"
    with connection.cursor() as cursor:
        cursor.execute(sql, {"on": on, **VALUES})
        signing = set(cursor)
    assert signing == set(current.values_list("holder_id", "designee__person_id"))
    assert 0 < len(signing) < len(designations)


@pytest.mark.parametrize(
    ("begun", "ended", "stays"),
    [
        (TODAY, None, 1),
        (TODAY, TODAY + 9 * DAY, 0),
        (TODAY + DAY, None, 0),
        (TODAY - DAY, TODAY, 0),
    ],
)
def test_an_administrator_stays_without_a_last_day(coalition, begun, ended, stays):
    member(coalition, begun, ended, role=Role.ADMINISTRATOR)
    rows = Membership.objects.filter(coalition=coalition)
    assert rows.administrators_who_stay(TODAY).count() == stays
    User.objects.update(is_active=False)
    assert rows.administrators_who_stay(TODAY).count() == 0
