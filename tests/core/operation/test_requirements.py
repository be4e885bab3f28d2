"""What is installed is what was pinned, byte by byte.

And a server is given nothing that only tests and measuring need.
"""

import ast
import re
import sys
from importlib.metadata import packages_distributions

import pytest

from tests.architecture import house

PIN = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^]]*\])?==([^\s;\\]+)", re.MULTILINE)
FILES = ("requirements", "requirements-dev", "requirements-binary")
# Measures, on a developer's machine: ./run manage bench installs what it needs.
MEASURING = "safety_portal.bench"


def pins(text):
    return {re.sub(r"[-_.]+", "-", name).lower(): version for name, version in PIN.findall(text)}


def requirements(name, ending):
    return (house.ROOT / f"{name}.{ending}").read_text()


@pytest.mark.parametrize("name", FILES)
def test_every_pin_has_hashes_and_nothing_else_has(name):
    """Changed a pin? .ci/lock writes the lock anew."""
    lock = requirements(name, "lock")
    assert pins(lock) == pins(requirements(name, "txt"))
    blocks = re.split(r"(?m)^(?=[A-Za-z0-9])", re.sub(r"(?m)^#.*\n", "", lock))
    assert [block for block in blocks if block.strip() and "--hash=sha256:" not in block] == []


def test_the_binary_in_psycopg2s_place_is_of_its_version():
    assert pins(requirements("requirements-binary", "txt")) == {
        "psycopg2-binary": pins(requirements("requirements", "txt"))["psycopg2"]
    }


def test_what_a_server_runs_imports_only_what_a_server_installs():
    pinned, known = pins(requirements("requirements", "txt")), packages_distributions()
    ours = {*house.PACKAGES, *sys.stdlib_module_names}
    missing = set()
    for module in house.modules().values():
        if module.name.startswith(MEASURING):
            continue
        for name in imported(module) - ours:
            if not any(
                re.sub(r"[-_.]+", "-", each).lower() in pinned for each in known.get(name, [])
            ):
                missing.add(f"{module.name} imports {name}, which requirements.txt does not pin")
    assert sorted(missing) == []


def imported(module):
    """The first words of what a module imports from anywhere."""
    found = set()
    for node in house.nodes(module):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.partition(".")[0])
    return found
