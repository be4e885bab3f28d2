"""Scripts lie under the word of their noun and know what stands before it. Rules: f(code) -> [Finding]."""

import os
import re

from tests.architecture.house import APPS, Finding
from tests.architecture.places import CORE, PORTAL, nouns_of

# The order of the apps, lowest first, and the folders of static/js that are theirs.
AREAS = (CORE, *APPS, PORTAL)
FOLDERS = {area.split(".")[-1]: area for area in AREAS}
IMPORT = re.compile(r"""^(?:import|export)\b[^"';]*["'](\.[^"']+)["']""", re.MULTILINE)


def scripts(code):
    """A script is static/js/<app>/<noun>.js, or lies in the folder of that name; it imports downwards."""
    found, root = [], code.root / "static" / "js"
    for path in sorted(root.rglob("*.js")):
        file, here = f"static/js/{path.relative_to(root).as_posix()}", _place(code, root, path)
        if here is None:
            found.append(Finding(file, f"{file} lies under no noun: {TO_NOUN}"))
            continue
        for name in IMPORT.findall(path.read_text(encoding="utf-8")):
            target = path.parent / name
            there = _place(code, root, target)
            if there and not _is_below(there, here):
                what = os.path.relpath(target, code.root)
                found.append(Finding(file, f"{file} imports {what}: {TURN}"))
    return found


TO_NOUN = "move it to static/js/<app>/<noun>.js, or into the folder static/js/<app>/<noun>/."
TURN = "scripts know those of core, and of their own app what stands before them in NOUNS."


def _place(code, root, path):
    """(app, place of the noun in its order) of a script; None where it is of no noun, or none of ours."""
    parts = os.path.relpath(path, root).removesuffix(".js").split("/")
    area = FOLDERS.get(parts[0])
    nouns = nouns_of(code, area) if area else None
    return (area, nouns.index(parts[1])) if nouns and len(parts) > 1 and parts[1] in nouns else None


def _is_below(there, here):
    return (there[0] == here[0] and there[1] <= here[1]) or there[0] == CORE
