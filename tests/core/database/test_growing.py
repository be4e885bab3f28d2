"""What Django knows of the models while it migrates forwards is what it would know made anew."""

import pytest
from django.db import connection, models
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations import AddConstraint, CreateModel

from safety_portal.core.database.growing import LISTS, Growing


def in_order(loader):
    """All migrations, in the order in which an empty database gets them."""
    plan = {}
    for leaf in loader.graph.leaf_nodes():
        plan |= dict.fromkeys(loader.graph.forwards_plan(leaf))
    return [loader.graph.nodes[key] for key in plan]


def described(model):
    """All that a migration could ask a class about."""
    meta = model._meta
    return {
        "table": (meta.db_table, [base.__name__ for base in model.__bases__]),
        "fields": [
            repr(field.deconstruct()) for field in meta.local_fields + meta.local_many_to_many
        ],
        "columns": [field.db_type(connection) for field in meta.local_fields if field.is_relation],
        "related": sorted(str(field) for field in meta.related_objects),
        **{name: [str(each) for each in getattr(meta, name, [])] for name in LISTS},
    }


def of(state):
    return {model._meta.label: described(model) for model in state.apps.get_models()}


@pytest.mark.django_db
def test_models_that_grew_migration_by_migration_are_those_made_at_once():
    loader = MigrationLoader(None)
    at_once, grown = loader.project_state(), Growing({}, set(loader.unmigrated_apps))
    assert len(of(grown)) < 10  # from here on it grows, as where it is migrated
    for migration in in_order(loader):
        grown = migration.mutate_state(grown, preserve=False)
    assert of(grown) == of(at_once)
    assert grown.is_delayed  # so what reads rows in a migration has all made anew


def test_one_more_constraint_makes_no_class_anew_and_is_known():
    state = Growing({}, set())
    key = ("id", models.BigAutoField(primary_key=True))
    CreateModel("Place", [key]).state_forwards("plans", state)
    place = state.apps.get_model("plans", "Place")
    points = ("place", models.ForeignKey("plans.Place", models.CASCADE))
    CreateModel("Door", [key, points]).state_forwards("plans", state)
    is_known = models.CheckConstraint(condition=models.Q(id__gt=0), name="is_known")
    AddConstraint("Place", is_known).state_forwards("plans", state)

    assert state.apps.get_model("plans", "Place") is place
    assert [each.name for each in place._meta.constraints] == ["is_known"]
    assert [each.name for each in place._meta.related_objects] == ["door"]
