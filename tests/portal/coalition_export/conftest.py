"""Two worlds' worth of rows, every string of them marked by its coalition, and archives of them."""

import io
import json
import logging
import zipfile

import pytest
from django.db import transaction

from safety_portal.core.audit.chain import seal
from safety_portal.portal.coalition_export.writers.takeaway import take_away
from tests.everywhere.world import make_world


class Opened:
    """An archive read back: its names, its content by name, its objects by noun."""

    def __init__(self, content, taken=None):
        self.zip, self.taken = zipfile.ZipFile(io.BytesIO(content)), taken

    @property
    def names(self):
        return self.zip.namelist()

    def read(self, name):
        return self.zip.read(name)

    def objects(self, noun):
        return json.loads(self.read(f"objects/{noun}.json"))

    @property
    def manifest(self):
        return json.loads(self.read("manifest.json"))

    @property
    def everything(self):
        """All that stands in it, names too, as one text of bytes."""
        return b"\0".join([self.read(name) for name in self.names]) + "\0".join(self.names).encode()


def exported(coalition):
    """What a coalition's archive holds, with what its making told."""
    file = io.BytesIO()
    taken = take_away(coalition, file)
    return Opened(file.getvalue(), taken)


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker, tmp_path_factory):
    """The four coalitions of tests/everywhere, made once for a file of tests."""
    logging.disable(logging.CRITICAL)
    with django_db_blocker.unblock(), transaction.atomic(), pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.conf.settings.MEDIA_ROOT", str(tmp_path_factory.mktemp("uploads")))
        made = make_world()
        seal()
        yield made
        transaction.set_rollback(True)
    logging.disable(logging.NOTSET)


@pytest.fixture(scope="module")
def archive(world):
    """The archive of the school's coalition."""
    return exported(world.places["own"].coalition)
