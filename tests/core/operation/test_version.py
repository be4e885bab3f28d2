"""One version: in pyproject.toml, and shown by whatever answers.

And /readyz says when code and database are not of one.
"""

import re
import subprocess
import sys

import pytest
from django.conf import settings
from django.db import connection
from django.urls import reverse

from tests.architecture import house
from tests.plugins.databases import as_owner

pytestmark = pytest.mark.django_db
VERSION = re.search(
    r'^version = "([^"]+)"', (house.ROOT / "pyproject.toml").read_text(), re.MULTILINE
)[1]


def test_it_is_shown_where_somebody_asks(client, cast):
    assert settings.PORTAL_VERSION == VERSION
    assert f"Safety Portal {VERSION}, free software" in client.get("/help/").content.decode()
    client.force_login(cast.teacher)
    assert (
        f"Safety Portal {VERSION}, free software"
        in client.get(reverse("membership_account")).content.decode()
    )
    assert client.get("/readyz").json()["version"] == {"ok": True, "serves": VERSION}


@pytest.mark.parametrize("word", ["version", "--version"])
def test_the_command_line_says_the_portals_and_not_djangos(word):
    done = subprocess.run(
        [sys.executable, "manage.py", word], cwd=house.ROOT, capture_output=True, text=True
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, f"Safety Portal {VERSION}\n", "")


def test_the_changes_say_something_of_it():
    assert re.search(
        rf"^## {re.escape(VERSION)}, ", (house.ROOT / "CHANGELOG.md").read_text(), re.MULTILINE
    )


def test_a_process_of_before_says_that_the_code_beside_it_is_another(client, settings):
    settings.PORTAL_VERSION = "0.0.1"
    answer = client.get("/readyz")
    says = {"ok": False, "serves": "0.0.1", "says": f"the code beside is {VERSION}: begin it anew"}
    assert (answer.status_code, answer.json()["version"]) == (503, says)


def test_a_database_of_a_later_version_is_not_served_as_ready(client):
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('training', '9999_later', now())"
        )
        cursor.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('gone_app', '0001_initial', now())"
        )
    answer = client.get("/readyz")
    says = {"ok": False, "says": "1 applied that this version does not know"}
    assert (answer.status_code, answer.json()["migrations"]) == (503, says)


def test_a_database_of_an_earlier_version_is_not_either(client):
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'training' AND name > '0002'")
    assert "not applied" in client.get("/readyz").json()["migrations"]["says"]
