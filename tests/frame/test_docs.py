"""What the documents promise of the code: settings that exist, tests that exist, units that start what there is."""

import re
import subprocess
from pathlib import Path

import pytest

from tests.architecture import house

DOCS = house.ROOT / "docs"
SCRIPTS = [path for path in sorted((DOCS / "server").iterdir()) if path.read_text().startswith("#!/bin/sh")]
READ = re.compile(r'read\.\w+\(\s*"([A-Z_]+)"')


def test_every_setting_stands_in_the_table_and_no_other():
    told = set()
    for line in (house.ROOT / "README.md").read_text().split("## Settings")[1].split("\n## ")[0].splitlines():
        if line.startswith("| `"):
            told |= set(re.findall(r"`([A-Z_]{5,})`", line.split("|")[1]))
    assert told == set(READ.findall((house.ROOT / "safety_portal/env.py").read_text())) | {"DJANGO_SETTINGS_MODULE"}


def test_every_test_that_the_page_on_threats_names_is_there():
    named = re.findall(r"`((?:tests/)?[\w/]*test_\w+\.py)`", (DOCS / "threats.md").read_text())
    assert len(named) > 20
    known = [str(path.relative_to(house.ROOT)) for path in Path(house.ROOT / "tests").rglob("test_*.py")]
    assert [name for name in named if not any(path.endswith(f"/{name}") or path == name for path in known)] == []


@pytest.mark.parametrize("unit", sorted((DOCS / "server").glob("*.service")), ids=lambda path: path.stem)
def test_a_unit_starts_what_the_checkout_or_its_packages_have(unit):
    program = re.search(r"^ExecStart=/srv/safety-portal/(\S+)", unit.read_text(), re.MULTILINE)[1]
    if program.startswith(".venv/bin/"):
        pins = (house.ROOT / "requirements.txt").read_text()
        assert re.search(rf"^{program.removeprefix('.venv/bin/')}\b", pins, re.MULTILINE)
    else:
        assert (house.ROOT / program).stat().st_mode & 0o111


def test_the_chapter_puts_into_place_what_is_there():
    chapter = (DOCS / "operation.md").read_text()
    named = set(re.findall(r"docs/server/([\w.*-]+)", chapter)) | {"watch"}
    there = {path.name for path in (DOCS / "server").iterdir()}
    # Or what one of them calls, from the folder it lies in.
    named |= {
        called for path in SCRIPTS for called in re.findall(r'"[^"\n]*/([\w.-]+)"', path.read_text()) if called in there
    }
    assert {name for name in there if not any(Path(name).match(pattern) for pattern in named)} == set()


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_a_script_can_be_read_by_any_shell(script):
    for path in (script, DOCS / "server" / "settings"):
        read = subprocess.run(["sh", "-n", path], capture_output=True, text=True)
        assert (read.returncode, read.stderr) == (0, "")
