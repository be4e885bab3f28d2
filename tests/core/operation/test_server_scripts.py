"""docs/server on a server of the tests' own.

Backups, a restore that exchanges all or nothing, an upgrade and the way back.
"""

import os
import re
from contextlib import closing

import psycopg2
import pytest
from django.conf import settings

from tests.plugins import databases

pytestmark = pytest.mark.skipif(os.geteuid() != 0, reason="the scripts are for root")
PUT = "INSERT INTO cache (cache_key, value, expires) VALUES ('{}', '', now())"
PUTTED = "SELECT cache_key FROM cache ORDER BY cache_key"
EVERY_DATABASE = "SELECT datname FROM pg_database"


def put(server, word):
    """A row and an upload that can be told from others."""
    server.query(PUT.format(word))
    (server.uploads / word).touch()


def there(server):
    """The rows and the uploads."""
    return server.query(PUTTED), sorted(path.name for path in server.uploads.iterdir())


def back_up(server):
    made = server.script("backup", server.backups)
    assert made.returncode == 0, made.stderr
    return made.stdout.strip()


def test_a_backup_comes_back_and_what_was_there_is_kept(server):
    put(server, "old")
    made = back_up(server)
    (server.backups / "2999-01-01T000000.part").mkdir()  # one that is being made
    put(server, "since")
    restored = server.script("restore", server.backups)
    assert restored.returncode == 0, restored.stderr
    assert restored.stdout.startswith(f"restored {made}; ")
    assert there(server) == (["old"], ["old"])
    assert server.query(PUTTED, f"{server.name}_before") == ["old", "since"]
    assert sorted(
        path.name for path in server.uploads.parent.joinpath("uploads.before").iterdir()
    ) == ["old", "since"]
    assert not server.uploads.parent.joinpath("restoring").exists()


def test_beside_running_services_it_is_refused_in_a_sentence(server):
    back_up(server)
    put(server, "since")
    with closing(psycopg2.connect(databases.address("DATABASE_OWNER_URL", server.name))):
        refused = server.script("restore", server.backups)
    assert (refused.returncode, refused.stdout, refused.stderr.count("\n")) == (2, "", 1)
    assert (
        f"{server.name} is in use (1 connected). Stop the services first: systemctl stop"
        in refused.stderr
    )
    assert there(server) == (["since"], ["since"])


@pytest.mark.parametrize(
    ("program", "word", "sentence"),
    [
        ("psql", "'ALTER DATABASE'", "the database could not be exchanged: all is as it was."),
        ("psql", "'CREATE DATABASE'", "say one that may: DATABASE_ADMIN_URL=... restore"),
        ("pg_restore", "--no-owner", "refused by the test"),
        ("tar", "restoring", "refused by the test"),
        ("sha256sum", "--check", "is damaged: nothing was changed."),
    ],
)
def test_whatever_fails_nothing_is_exchanged(server, program, word, sentence):
    put(server, "old")
    back_up(server)
    put(server, "since")
    server.without(program, word)
    refused = server.script("restore", server.backups)
    assert refused.returncode != 0
    assert refused.stderr.splitlines()[-1].find(sentence) >= 0, refused.stderr
    assert there(server) == (["old", "since"], ["old", "since"])
    assert f"{server.name}_before" not in server.query(EVERY_DATABASE)


def test_without_a_finished_backup_it_says_so(server):
    (server.backups / "2026-01-01T000000.part").mkdir(parents=True)
    refused = server.script("restore", server.backups)
    assert (refused.returncode, refused.stderr) == (
        2,
        f"restore: there is no finished backup in {server.backups}.\n",
    )


def bumped(version):
    """The files of a later version: its number, and a migration."""
    known = (settings.BASE_DIR / "pyproject.toml").read_text()
    last = max(path.stem for path in (settings.BASE_DIR / "training/migrations").glob("0*.py"))
    return {
        "pyproject.toml": re.sub(r'(?m)^version = "[^"]+"', f'version = "{version}"', known),
        "training/migrations/0099_later.py": f"""from django.db import migrations
class Migration(migrations.Migration):
    dependencies = [("training", "{last}")]
    operations = [migrations.RunSQL("CREATE TABLE later (x int)", "DROP TABLE later")]
""",
    }


def served(server):
    """The version that answers, and whether it fits the database."""
    said = server.ready()
    return said["version"]["serves"], said["migrations"]["ok"]


def test_an_upgrade_and_the_way_back_in_one_step(server):
    first = server.lay("one", **{"pyproject.toml": bumped("7.0.1")["pyproject.toml"]})
    server.code.symlink_to(first)
    broken = {"training/migrations/0100_broken.py": "raise RuntimeError('broken by the test')\n"}
    server.lay("broken", **bumped("7.0.3"), **broken)
    put(server, "old")
    failed = server.script("upgrade", "broken", path=server.code / "docs/server")
    assert failed.returncode == 2
    sentence = (
        "upgrade: broken could not be served: the version before serves again, with its data.\n"
    )
    assert failed.stderr.endswith(sentence), failed.stderr
    assert (served(server), server.code.resolve()) == (("7.0.1", True), first)

    server.lay("two", **bumped("7.0.2"))
    upgraded = server.script("upgrade", "two", path=server.code / "docs/server")
    assert upgraded.returncode == 0, upgraded.stderr
    assert "served now: Safety Portal 7.0.2" in upgraded.stdout
    assert served(server) == ("7.0.2", True)
    assert sorted(path.name for path in server.versions.iterdir() if path.is_dir()) == sorted(
        ["repository", first.name, server.code.resolve().name]
    )
    put(server, "since")

    back = server.script("back", path=server.code / "docs/server")
    assert back.returncode == 0, back.stderr
    assert "served again: Safety Portal 7.0.1" in back.stdout
    assert (served(server), server.code.resolve()) == (("7.0.1", True), first)
    assert there(server) == (["old"], ["old"])
    assert server.query(PUTTED, f"{server.name}_before") == ["old", "since"]
    assert server.script("back").stderr == "back: there was no upgrade to go back from.\n"


def test_what_watches_says_what_it_does_not_watch_and_asks_by_a_name_that_answers(server):
    away = server.script("watch")
    assert (away.returncode, away.stdout) == (
        0,
        "watch: the web server does not answer, so worker and beat were not looked at\n",
    )
    curl = f'#!/bin/sh\necho "$@" > {server.folder}/asked\necho {{}}\n'
    server.tool("curl", curl)
    unheard = server.script("watch")
    assert (unheard.returncode, unheard.stderr.count("\n")) == (2, 1)
    assert "worker and beat are not watched: look at PORTAL_HOSTS" in unheard.stderr
    assert (
        (server.folder / "asked").read_text().endswith(" http://safety.portal.example/readyz\n")
    ), "not the wildcard"
