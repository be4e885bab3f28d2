"""The database holds what it can hold.

Every constraint of every model is violated here, through the ORM and by SQL.

What recurs is generated from the models (a time and who it was, a stored code, a unique key); what
each check alone says is told in violations.py. A constraint that nobody violates fails.
"""

from datetime import timedelta

import pgtrigger
import pytest
from django.contrib.postgres.constraints import ExclusionConstraint
from django.db import IntegrityError, connection, models, transaction

from coalitions.agreements.models.assignment import OfficerAssignment
from coalitions.calendars.models import SchoolYear, YearSpan
from coalitions.memberships.models.designation import Designation
from coalitions.memberships.models.membership import Membership
from tests.everywhere import (
    violations,
    violations_champions,
    violations_drills,
    violations_prevention,
)
from tests.everywhere.constraints import MODELS, codes_of, keys_of, pairs
from tests.everywhere.violations import row_of
from tests.everywhere.world import settle
from tests.everywhere.world_rest import NOW, add_the_rest
from tests.plugins.databases import as_owner

VIOLATIONS = (
    violations.VIOLATIONS
    | violations_prevention.VIOLATIONS
    | violations_champions.VIOLATIONS
    | violations_drills.VIOLATIONS
)
NEEDS_MORE = (
    violations.NEEDS_MORE
    | violations_prevention.NEEDS_MORE
    | violations_champions.NEEDS_MORE
    | violations_drills.NEEDS_MORE
)
pytestmark = pytest.mark.django_db

CONSTRAINTS = {c.name: (model, c) for model in MODELS.values() for c in model._meta.constraints}
CHECKS = {
    name: pair for name, pair in CONSTRAINTS.items() if isinstance(pair[1], models.CheckConstraint)
}
KEYS = {
    name: pair for name, pair in CONSTRAINTS.items() if isinstance(pair[1], models.UniqueConstraint)
}
# A copied row is only a double where it meets the condition of its key.
MEETS = {
    "one_action_item_of_an_origin": {"origin_key__gt": "", "state": "open"},
    "one_agenda_line_per_origin": {"origin_key__gt": ""},
    "one_version_in_work": {"state": "draft"},
    "one_coalition_per_district": {"school__isnull": True},
    "one_school_per_state_id": {"state_id__isnull": False},
    "one_edition_in_work": {"status": "in_review"},
    "one_open_walk_of_a_kind": {"state": "walking"},
    "one_edition_in_force": {"status": "in_force"},
    "one_person_per_account_and_district": {"account__isnull": False},
    "one_person_per_address_and_district": {"account__isnull": False},
    "bulletin_sent_again_once_a_day": {"why": "again"},
    "one_contact_of_a_person": {"person__isnull": False},
    "one_renewal_of_an_agreement": {"replaces__isnull": False},
    "asked_once_per_holder": {"membership__isnull": False},
    "one_risk_of_a_hazard": {"own_hazard__isnull": True},
    "one_risk_of_an_own_hazard": {"own_hazard__isnull": False},
}


@pytest.fixture(scope="module")
def world(rows_of_world):
    """The rows of the URL test, and one of each kind that it does not need."""
    add_the_rest(rows_of_world)
    settle()  # tables with open checks cannot be altered below
    return rows_of_world


def refused(name, write):
    with (
        pytest.raises(IntegrityError, match=f'"{name}"'),
        as_owner(),
        pgtrigger.ignore(),
        transaction.atomic(),
    ):
        write()


def update_by_sql(row, fields):
    """UPDATE without the ORM's help."""
    columns = {
        row._meta.get_field(name).column: getattr(value, "pk", value)
        for name, value in fields.items()
    }
    assignments = ", ".join(f'"{column}" = %s' for column in columns)
    with connection.cursor() as cursor:
        update = f'UPDATE "{row._meta.db_table}" SET {assignments} WHERE id = {row.pk}'  # noqa: S608
        cursor.execute(update, [*columns.values()])


def violation(name, world):
    """What to set in a row so that the check called `name` refuses it."""
    model, constraint = CHECKS[name]
    if name in NEEDS_MORE:
        return NEEDS_MORE[name](world)
    if name in VIOLATIONS:
        return VIOLATIONS[name]
    if field := codes_of(constraint):
        return {field: "nonsense"}
    for at, by in pairs(model):
        if set(keys_of(constraint.condition)) == {f"{at.name}__isnull", f"{by.name}__isnull"}:
            return {at.name: NOW, by.name: None}
    pytest.fail(
        f"Nobody violates {name}: write into tests/everywhere/violations.py what it refuses."
    )


@pytest.mark.parametrize("name", CHECKS)
def test_every_check_refuses(world, name):
    model, fields = CHECKS[name][0], violation(name, world)
    row = row_of(model)
    refused(name, lambda: model.objects.filter(pk=row.pk).update(**fields))
    refused(name, lambda: update_by_sql(row, fields))


def doubled(row):
    """Insert the row's copy, once by the ORM and once by SQL.

    Each way is returned as a function.
    """
    columns = [field.column for field in row._meta.concrete_fields if not field.primary_key]
    names = ", ".join(f'"{column}"' for column in columns)
    sql = f'INSERT INTO "{row._meta.db_table}" ({names}) SELECT {names} FROM "{row._meta.db_table}" WHERE id = {row.pk}'  # noqa: S608

    def by_orm():
        copy = type(row).objects.get(pk=row.pk)
        copy.pk = None
        copy._state.adding = True
        models.Model.save(copy, force_insert=True)

    def by_sql():
        with connection.cursor() as cursor:
            cursor.execute(sql)

    return by_orm, by_sql


@pytest.mark.parametrize("name", KEYS)
def test_every_key_refuses_a_double(world, name):
    """A copy of a row breaks a key of its table.

    Which one PostgreSQL names first is its own affair, so others are lifted.
    """
    model = KEYS[name][0]
    row = row_of(model, **MEETS.get(name, {}))
    for write in doubled(row):
        with transaction.atomic():
            lift_others(model, name)
            refused(name, write)
            transaction.set_rollback(True)


def lift_others(model, name):
    """Drop every other unique rule of the table, until the rollback."""
    with as_owner(), connection.cursor() as cursor:
        others = connection.introspection.get_constraints(cursor, model._meta.db_table)
        for other, about in others.items():
            if not about["unique"] or about["primary_key"] or other == name:
                continue
            cursor.execute(
                f'ALTER TABLE "{model._meta.db_table}" DROP CONSTRAINT IF EXISTS "{other}"'
            )
            cursor.execute(f'DROP INDEX IF EXISTS "{other}"')


# No two whose days overlap.
APART = [
    "one_assignment_per_officer_and_school",
    "one_designee_at_a_time",
    "one_membership_per_role_at_a_time",
    "one_school_year_at_a_time",
    "one_span_of_a_kind_at_a_time",
]


def test_no_officer_is_assigned_to_a_school_twice_at_a_time(world):
    for write in doubled(row_of(OfficerAssignment)):
        refused("one_assignment_per_officer_and_school", write)


def test_no_district_has_two_school_years_at_a_time(world):
    for write in doubled(row_of(SchoolYear)):
        refused("one_school_year_at_a_time", write)


def test_no_day_is_twice_of_a_kind_in_a_school_year(world):
    for write in doubled(row_of(YearSpan)):
        refused("one_span_of_a_kind_at_a_time", write)


def test_nobody_has_two_designees_at_a_time(world):
    first = row_of(Designation)
    for write in doubled(first):
        refused("one_designee_at_a_time", write)
    later = Designation(
        holder=first.holder,
        designee=first.designee,
        named_at=NOW,
        named_by=first.named_by,
        because="On",
    )
    later.starts_on, later.ends_on = first.ends_on, first.ends_on + timedelta(days=1)
    later.save()


def test_nobody_holds_a_role_twice_at_a_time(world):
    """No two memberships of a person, coalition and role whose days overlap."""
    assert (
        sorted(n for n, (_, c) in CONSTRAINTS.items() if isinstance(c, ExclusionConstraint))
        == APART
    )
    for write in doubled(row_of(Membership, ends_on__isnull=True)):
        refused("one_membership_per_role_at_a_time", write)
    ended = Membership.objects.filter(ends_on__isnull=False).earliest("pk")
    later = Membership(
        person=ended.person, coalition=ended.coalition, role=ended.role, starts_on=ended.ends_on
    )
    later.save()
    rows, before = Membership.objects.filter(pk=later.pk), ended.ends_on - timedelta(days=1)
    refused("one_membership_per_role_at_a_time", lambda: rows.update(starts_on=before))


def test_every_rule_is_a_check_a_key_or_keeps_days_apart():
    assert set(CONSTRAINTS) - set(CHECKS) - set(KEYS) == set(APART)
    assert set(VIOLATIONS) | set(NEEDS_MORE) <= set(CHECKS)
    assert set(MEETS) <= set(CONSTRAINTS)
