"""Each app's migrations are one line, and its max_migration.txt names the last of them.

So two branches that both wrote a migration collide in git, where whoever brings them together sees
it, and not in the database of whoever upgrades.
"""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps
from django_linear_migrations.apps import check_max_migration_files, first_party_app_configs

from safety_portal.settings import base

AUDIT = Path(apps.get_app_config("audit").path) / "migrations"
TWIN = """from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("audit", "{after}")]
"""


def refusals():
    """(code, sentence) of what is wrong with the migrations."""
    return [(error.id, error.msg) for error in check_max_migration_files()]


@pytest.fixture
def audit_migrations(tmp_path, monkeypatch, settings):
    """A copy of the migrations of audit that Django takes for them: its folder, to break."""
    folder = tmp_path / "copied_migrations"
    shutil.copytree(AUDIT, folder, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.syspath_prepend(tmp_path)
    settings.MIGRATION_MODULES = {"audit": folder.name}
    yield folder
    for name in [name for name in sys.modules if name.partition(".")[0] == folder.name]:
        del sys.modules[name]


def names(folder):
    """The migrations in a folder, first to last."""
    return sorted(path.stem for path in folder.glob("[0-9]*.py"))


def test_migrations_are_one_line_and_its_end_is_written_down():
    assert refusals() == []


def test_every_app_of_ours_that_has_migrations_is_asked():
    labels = {app.label for app in first_party_app_configs()}
    folders = [
        Path(app.path) / "migrations" for app in apps.get_app_configs() if app.label in labels
    ]
    written = {f.parent.name: (f / "max_migration.txt").read_text() for f in folders if names(f)}

    assert written.keys() == {
        "accounts", "audit", "notices", "safety_portal", "coalitions", "plans", "training",
    }  # fmt: skip
    assert written == {f.parent.name: f"{names(f)[-1]}\n" for f in folders if names(f)}


def test_a_copy_of_them_is_as_good(audit_migrations):
    assert refusals() == []


def test_two_after_the_same_one_are_found(audit_migrations):
    before, last = names(audit_migrations)[-2:]
    (audit_migrations / "0099_twin.py").write_text(TWIN.format(after=before))

    assert refusals() == [
        (
            "dlm.E005",
            "Conflicting migrations detected - multiple leaf nodes detected for these apps:"
            f"\n* audit: {last}, 0099_twin",
        )
    ]


def test_what_git_left_of_two_last_ones_is_found(audit_migrations):
    last = names(audit_migrations)[-1]
    (audit_migrations / "max_migration.txt").write_text(
        f"<<<<<<< ours\n{last}\n=======\n0007_theirs\n>>>>>>> theirs\n"
    )

    assert [code for code, _ in refusals()] == ["dlm.E002"]


def test_a_migration_that_was_added_by_hand_is_found(audit_migrations):
    last = names(audit_migrations)[-1]
    (audit_migrations / "0099_after.py").write_text(TWIN.format(after=last))

    assert [code for code, _ in refusals()] == ["dlm.E004"]


def test_no_server_needs_the_package():
    assert "django_linear_migrations" not in base.INSTALLED_APPS


def test_run_looks_for_migrations_wherever_an_app_of_ours_lies():
    """What it does not look at, it takes for done: a demo would be left as it was."""
    root = Path(base.BASE_DIR)
    program = (
        "import sys; sys.path.insert(0, sys.argv[1]); import session; print(*session.MIGRATIONS)"
    )
    told = subprocess.run(
        [sys.executable, "-c", program, root / ".run"], capture_output=True, text=True, check=True
    )
    found = {path for pattern in told.stdout.split() for path in root.glob(pattern)}
    ours = {
        path
        for app in first_party_app_configs()
        for path in (Path(app.path) / "migrations").glob("*.py")
    }
    assert ours
    assert ours <= found
