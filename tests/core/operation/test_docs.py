"""What the documents promise of the code.

Settings that exist, tests that exist, units that start what there is.
"""

import re
import subprocess
from pathlib import Path

import pytest
import yaml

from tests.architecture import house
from tests.architecture.places import TIERS

DOCS = house.ROOT / "docs"
DECISIONS = sorted((DOCS / "decisions").glob("2*.md"))
PAGES = [*sorted(house.ROOT.glob("*.md")), *sorted(DOCS.rglob("*.md"))]
SCRIPTS = [
    path for path in sorted((DOCS / "server").iterdir()) if path.read_text().startswith("#!/bin/sh")
]
READ = re.compile(r'read\.\w+\(\s*"([A-Z_]+)"')


def test_every_setting_stands_in_the_table_and_no_other():
    told = set()
    for line in (DOCS / "settings.md").read_text().splitlines():
        if line.startswith("| `"):
            told |= set(re.findall(r"`([A-Z_]{5,})`", line.split("|")[1]))
    assert told == set(READ.findall((house.ROOT / "safety_portal/env.py").read_text())) | {
        "DJANGO_SETTINGS_MODULE"
    }


def test_every_test_that_the_page_on_threats_names_is_there():
    named = re.findall(r"`((?:tests/)?[\w/]*test_\w+\.py)`", (DOCS / "threats.md").read_text())
    assert len(named) > 20
    known = [
        str(path.relative_to(house.ROOT)) for path in Path(house.ROOT / "tests").rglob("test_*.py")
    ]
    assert [
        name
        for name in named
        if not any(path.endswith(f"/{name}") or path == name for path in known)
    ] == []


def anchors(page):
    """What a link may name of a page: its headings, as GitHub writes them."""
    headings = re.findall(r"^#+ (.*)", page.read_text(), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(house.ROOT)))
def test_every_link_leads_somewhere(page):
    text = re.sub(r"^(    |```).*", "", page.read_text(), flags=re.MULTILINE)
    links = [
        *re.findall(r"\]\((?!https?:)([^)\s]+)\)", text),
        *re.findall(r'<img src="([^"]+)"', text),
    ]
    wrong = []
    for link in links:
        name, _, anchor = link.partition("#")
        target = page.parent / name if name else page
        if not target.exists() or (anchor and anchor not in anchors(target)):
            wrong.append(link)
    assert wrong == []


def test_the_first_page_is_read_in_one_sitting():
    text = (house.ROOT / "README.md").read_text()
    assert len(text.splitlines()) < 150
    assert all(
        f"({page.relative_to(house.ROOT)})" in text
        for page in [*DOCS.glob("*.md"), DOCS / "decisions/README.md"]
    )


def test_pictures_are_small():
    heavy = {
        path.name: path.stat().st_size
        for path in (DOCS / "pictures").iterdir()
        if path.stat().st_size > 120_000
    }
    assert heavy == {}


@pytest.mark.parametrize("page", DECISIONS, ids=lambda page: page.stem)
def test_a_decision_has_its_parts_and_its_line_in_the_list(page):
    title, _, status, *rest = page.read_text().splitlines()
    day = page.name[:10]
    assert re.fullmatch(r"\d{4}-\d\d-\d\d-[a-z-]+\.md", page.name)
    assert re.fullmatch(rf"{day}\. Status: (in force|superseded by \[.+\]\(2.+\.md\))\.", status)
    assert [
        part
        for part in ("Context", "Decision", "Consequence")
        if f"**{part}.**" not in "\n".join(rest)
    ] == []
    assert (
        f"| {day} | [{title.removeprefix('# ')}]({page.name}) |"
        in (page.parent / "README.md").read_text()
    )


def test_every_place_that_the_tour_names_is_there():
    text = (DOCS / "tour.md").read_text() + (house.ROOT / "README.md").read_text().split(
        "## A tour"
    )[1].split("\n## ")[0]
    named = set(re.findall(r"`([a-z_]+/[\w/.]*)`|^    ([a-z_]+/) ", text, re.MULTILINE))
    places = {place for pair in named for place in pair if place}
    assert {f"{package}/" for package in house.PACKAGES} < places
    missing = [place for place in places if not (house.ROOT / place).exists()]
    assert missing == []


def test_the_first_small_change_can_be_made():
    """The patches of CONTRIBUTING.md fit the files as they are.

    Whoever moves those, or makes the change, finds another.
    """
    patches = re.findall(
        r"```diff\n(.*?)```", (house.ROOT / "CONTRIBUTING.md").read_text(), re.DOTALL
    )
    assert len(patches) == 2
    for patch in patches:
        done = subprocess.run(
            ["git", "apply", "--check", "-"],
            input=patch,
            text=True,
            cwd=house.ROOT,
            capture_output=True,
        )
        assert (done.returncode, done.stderr) == (0, "")


def test_a_noun_is_added_where_the_layout_has_it():
    """What CONTRIBUTING.md walks.

    Rooms that there are, mirrors by the rule, doors and tables that stand where it says.
    """
    section = (
        (house.ROOT / "CONTRIBUTING.md")
        .read_text()
        .split("## Adding a noun\n")[1]
        .split("\n## ")[0]
    )
    named = set(re.findall(r"`((?:coalitions|templates|tests)/[\w/]+\.\w+)`", section))
    of_noun = {name for name in named if "/visitors/" in name}
    rooms = {Path(name).stem for name in of_noun if name.startswith("coalitions/")} - {"__init__"}
    assert (
        {"models", "policies", "queries", "actions", "forms", "views", "urls"}
        == rooms
        <= TIERS.keys()
    )
    mirrors = {
        "templates/coalitions/visitors/visitors.html",
        "tests/coalitions/visitors/test_visitors.py",
    }
    assert {name for name in of_noun if not name.startswith("coalitions/")} == mirrors
    assert [name for name in named - of_noun if not (house.ROOT / name).exists()] == []
    assert len(re.findall(r"^\| (?!wrong turn)[\w`]", section, re.MULTILINE)) == 10


def test_the_hooks_are_checks_of_ci_by_the_tools_that_are_pinned():
    """In .venv, so of the pinned version; nothing is fetched from elsewhere."""
    hooks = yaml.safe_load((house.ROOT / ".pre-commit-config.yaml").read_text())["repos"]
    programs = {hook["entry"].split()[0] for repo in hooks for hook in repo["hooks"]}
    assert {repo["repo"] for repo in hooks} == {"local"}
    assert programs == set(re.findall(r"\.venv/bin/\w+", (house.ROOT / ".ci/run").read_text()))


def test_outsiders_are_asked_what_ci_asks():
    jobs = yaml.safe_load((house.ROOT / ".github/workflows/ci.yml").read_text())["jobs"]
    asked = {name: job["steps"][-1]["run"] for name, job in jobs.items()}
    assert asked == {"check": ".ci/run", "coverage": "./run coverage"}


@pytest.mark.parametrize(
    "unit", sorted((DOCS / "server").glob("*.service")), ids=lambda path: path.stem
)
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
        called
        for path in SCRIPTS
        for called in re.findall(r'"[^"\n]*/([\w.-]+)"', path.read_text())
        if called in there
    }
    assert {
        name for name in there if not any(Path(name).match(pattern) for pattern in named)
    } == set()


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_a_script_can_be_read_by_any_shell(script):
    for path in (script, DOCS / "server" / "settings"):
        read = subprocess.run(["sh", "-n", path], capture_output=True, text=True)
        assert (read.returncode, read.stderr) == (0, "")
