"""What recurs in every model: a time and who it was, stored codes, names of columns, migrations."""

import pytest
from django.apps import apps
from django.db import models
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState

from tests.everywhere.constraints import MODELS, codes_of, keys_of, pairs

pytestmark = pytest.mark.django_db


def held_together(model):
    """Sets of field names that a check of the model names."""
    checks = [c for c in model._meta.constraints if isinstance(c, models.CheckConstraint)]
    return {c.name: {key.split("__")[0] for key in keys_of(c.condition)} for c in checks}


def test_every_change_of_a_model_has_its_migration():
    written, now = MigrationLoader(None), ProjectState.from_apps(apps)
    missing = MigrationAutodetector(written.project_state(), now).changes(graph=written.graph)
    told = {
        app: [op.describe() for each in found for op in each.operations]
        for app, found in missing.items()
    }
    assert told == {}, "Write it: ./run manage makemigrations APP --name WHAT."


@pytest.mark.parametrize("name", MODELS)
def test_a_time_and_who_it_was_are_set_together(name):
    """Where both may be empty; who made a row may go (SET_NULL) while its time stays."""
    model = MODELS[name]
    loose = [
        at.name
        for at, by in pairs(model)
        if at.null and by.null and {at.name, by.name} not in held_together(model).values()
    ]
    assert loose == []


@pytest.mark.parametrize("name", MODELS)
def test_stored_codes_are_known_to_the_database(name):
    model = MODELS[name]
    known = {codes_of(c) for c in model._meta.constraints if isinstance(c, models.CheckConstraint)}
    coded = {field.name for field in model._meta.concrete_fields if field.choices}
    # A decision may be empty; its check names more than its codes.
    assert coded - known - {"decision"} == set()


@pytest.mark.parametrize("name", MODELS)
def test_times_days_and_people_are_named_as_such(name):
    wrong = [
        field.name
        for field in MODELS[name]._meta.concrete_fields
        if (
            isinstance(field, models.DateTimeField)
            and not field.name.endswith(("_at", "_until"))
            and field.name != "at"
        )
        or (
            type(field) is models.DateField
            # What a school year begins and ends with is called its first and last day.
            and not field.name.endswith(("_on", "first_day", "last_day"))
            and field.name != "day"
        )
    ]
    assert [field for field in wrong if field != "last_login"] == []
