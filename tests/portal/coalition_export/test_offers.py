"""Every model is offered or left out with a reason, and the page says what the code does."""

import re

import pytest
from django.apps import apps
from django.core.exceptions import FieldDoesNotExist

from safety_portal.core.exports.offers import Rows
from safety_portal.portal.coalition_export.offers import NOT_TAKEN, OWN, REFERENCED
from tests.architecture import house

PAGE = (house.ROOT / "docs/coalition-export.md").read_text()
ALL = (*OWN, *REFERENCED)
OURS = [
    model
    for config in apps.get_app_configs()
    if config.name.startswith(house.PACKAGES)
    for model in config.get_models()
]
SECRET = re.compile(r"token|secret|passw|credential|private|session|content$|key_")
# Said of text that everybody may compare, and of what a catalogue holds.
HARMLESS = {"checklists.content"}


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_a_model_is_taken_or_left_out_with_a_reason(model):
    """A new noun joins by a line of ROWS in exporting.py of its app, and one in the page."""
    offered = [rows.name for rows in ALL if rows.model is model]
    assert bool(offered) != bool(NOT_TAKEN.get(model)), (
        f"Add Rows(name=..., model={model.__name__}, of=...) to ROWS of "
        f"{model.__module__.split('.')[0]}/exporting.py, or say in LEFT_OUT there why not."
    )
    assert len(offered) < 2


@pytest.mark.parametrize("rows", ALL, ids=lambda rows: rows.name)
def test_the_page_says_what_an_object_holds(rows):
    fields = ", ".join(f"`{key}`" for key in rows.keys)
    [line] = re.findall(rf"^\| `{rows.name}` \| ([^|]+) \| (.+) \|$", PAGE, re.MULTILINE)
    assert line[0].strip()
    assert line[1] == fields, f"docs/coalition-export.md: `{rows.name}` has {fields}"


def test_the_page_has_no_other_nouns():
    assert re.findall(r"^\| `(\w+)` \| [^|]+ \| `id`", PAGE, re.MULTILINE) == [r.name for r in ALL]


@pytest.mark.parametrize("rows", ALL, ids=lambda rows: rows.name)
def test_no_column_sounds_like_a_secret(rows):
    assert not [
        key for key in rows.keys if SECRET.search(key) and f"{rows.name}.{key}" not in HARMLESS
    ]


@pytest.mark.parametrize("rows", ALL, ids=lambda rows: rows.name)
def test_each_upload_says_where_its_hash_stands(rows):
    assert set(rows.files) == set(rows.uploads)
    for column in filter(None, rows.uploads.values()):
        assert rows.model._meta.get_field(column)


def test_names_of_nouns_are_said_once():
    assert len({rows.name for rows in ALL}) == len(ALL)


def test_what_belongs_to_a_coalition_says_how():
    assert all(rows.of for rows in OWN)
    assert all(rows.is_referenced for rows in REFERENCED)


def test_a_column_that_is_not_there_cannot_be_taken():
    with pytest.raises(FieldDoesNotExist):
        _ = Rows(name="people", model=OURS[0], takes=("nowhere",)).columns
