"""An edition that is binding, to be tampered with."""

import copy
import shutil

import pytest
from django.db import transaction
from django.test import override_settings

from coalitions.access.roles import Role
from tests import builders
from tests.everywhere.world import settle
from tests.plans import life
from tests.plans.evidence import make_binding


@pytest.fixture(scope="module")
def bound(django_db_setup, django_db_blocker, tmp_path_factory):
    """The scene of a binding edition and the folder of its uploads.

    Made once; each test undoes what it did.
    """
    uploads = tmp_path_factory.mktemp("uploads")
    with django_db_blocker.unblock(), transaction.atomic():
        with override_settings(MEDIA_ROOT=uploads):
            made = make_binding(make_scene())
        settle()
        yield made, uploads
        transaction.set_rollback(True)


def make_scene():
    coalition = builders.make_coalition(
        school=builders.make_school(district=builders.make_district())
    )
    administrator = builders.make_member(coalition=coalition, role=Role.ADMINISTRATOR)
    return life.make_scene(coalition=coalition, administrator=administrator)


@pytest.fixture
def binding(bound, settings, tmp_path):
    """The scene, in rows, objects and files of the test's own."""
    made, uploads = bound
    settings.MEDIA_ROOT = shutil.copytree(uploads, tmp_path / "uploads")
    return copy.deepcopy(made)
