"""The engine is pure: the standard library and itself, no Django, no files, no clock."""

import subprocess
import sys

from tests.architecture import house

ENGINE = "training.rules.engine"
IMPURE = ("django", "yaml", "psycopg", "safety_portal", "coalitions", "plans")


def test_it_imports_the_standard_library_and_itself_alone():
    for name, module in house.modules().items():
        if not name.startswith(ENGINE):
            continue
        for imported in module.bound.values():
            top = imported.split(".")[0]
            assert top in sys.stdlib_module_names or imported.startswith(ENGINE), (name, imported)


def test_it_loads_without_django():
    program = (
        f"import sys; import {ENGINE}.evaluating; print([m for m in {IMPURE} if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=house.ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_it_asks_no_clock_and_opens_no_file():
    for name, module in house.modules().items():
        if name.startswith(ENGINE):
            for word in (".today(", ".now(", " open(", "Path(", "import os", "random"):
                assert word not in module.text, (name, word)
