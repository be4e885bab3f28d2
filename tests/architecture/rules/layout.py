"""Where things lie: noun first, room last, and the same word in templates and tests. Rules.

f(code) -> [Finding].
"""

import ast
import re

from tests.architecture.house import APPS, Finding
from tests.architecture.places import (
    CORE,
    FRAME,
    FRAME_FOLDERS,
    PORTAL,
    is_room,
    nouns_of,
    place_of,
)

# Addresses whose names are allauth's own: it reverses them.
OF_ALLAUTH = ("mfa_", "usersessions_", "account_login")


def layout(code):
    """Each module lies in a noun of its app, of the core or of the portal, or is a door."""
    found = []
    for name, module in code.modules.items():
        here = place_of(code, name)
        if (
            here.rest
            and not _said_of_folder(code, name, here)
            and (what := _misplaced(code, module, here))
        ):
            found.append(Finding(name, f"{code.file(module)}: {what}"))
    return found


def _said_of_folder(code, name, here):
    """Whether the module lies in a folder that is no noun and is told so itself: once is enough."""
    folder = ".".join([here.area, *here.rest[:1]])
    return (
        here.area in APPS
        and not (here.noun or here.is_door)
        and name != folder
        and _is_unlisted(code, folder, here)
    )


def _is_unlisted(code, folder, here):
    """Whether a folder of an app is built like a noun, by its name, and does not stand in NOUNS."""
    return (
        folder in code.every and nouns_of(code, here.area) is not None and not is_room(here.rest[0])
    )


def _misplaced(code, module, here):
    """What to do with a module that does not lie where it should; "" where it does."""
    if here.area == "safety_portal":
        return "" if here.rest[0] in FRAME_FOLDERS or _is_of_frame(here) else _to_frame(here)
    if here.is_door:
        return ""
    if not here.noun:
        return _to_noun(code, module, here)
    if here.area in APPS and len(here.rest) == 1 and not module.is_package:
        return f"a noun is a folder. Make it {here.area}/{here.noun}/ with its rooms."
    return ""


def _is_of_frame(here):
    return len(here.rest) == 1 and here.rest[0] in FRAME


def _to_frame(here):
    file = here.rest[0]
    return f"move {file} to safety_portal/core/ (it knows no school) or safety_portal/portal/ (it composes apps)."


def _to_noun(code, module, here):
    folder, first = here.area.replace(".", "/"), here.rest[0]
    nouns = nouns_of(code, here.area)
    if nouns is None:
        return f"move it into its noun, {folder}/<noun>/{here.room or first}, and declare NOUNS in {folder}/__init__.py."
    to_list = f'add "{first}" to NOUNS in {folder}/__init__.py'
    if here.room or (len(here.rest) == 1 and not module.is_package):
        or_else = "." if here.area in APPS else f", or {to_list}."
        return f"move it into its noun: {folder}/<noun>/{here.room or first}.py{or_else}"
    return f"{first} is no noun of {folder}. {to_list[0].upper()}{to_list[1:]}, in its place in the order."


def mirrors(code):
    """Each noun has its tests under its name, and its templates where it has views."""
    found = []
    for area in (*APPS, CORE, PORTAL):
        for noun in nouns_of(code, area) or ():
            module = code.every.get(f"{area}.{noun}")
            if module and module.is_package:
                found += [
                    Finding(module.name, sentence) for sentence in _not_mirrored(code, area, noun)
                ]
    return found


def _not_mirrored(code, area, noun):
    app = area.split(".")[-1]
    tests, templates = code.root / "tests" / app, code.root / "templates"
    is_one_file = area not in APPS and any(tests.glob(f"test_{noun}*.py"))
    if not any((tests / noun).rglob("test_*.py")) and not is_one_file:
        yield f"{area}.{noun} has no tests under its name: write tests/{app}/{noun}/test_{noun}.py."
    kept = [templates / app / noun] if area in APPS else [templates / app / noun, templates / noun]
    if f"{area}.{noun}.views" in code.every and not any(
        any(folder.rglob("*.*")) for folder in kept
    ):
        yield f"{area}.{noun} has views and no templates under its name: write them into templates/{app}/{noun}/."


def addresses(code):
    """An address is declared by its noun's urls.py, and its name begins with the noun.

    Meetings -> meeting_close.
    """
    found = []
    for name, module in code.modules.items():
        here = place_of(code, name)
        if here.room != "urls" or _said_of_folder(code, name, here):
            continue
        for address in names_of_addresses(module):
            if what := _misnamed(here, address):
                found.append(Finding(name, f'{name} names the address "{address}": {what}'))
    return found


def names_of_addresses(module):
    """The names that path() and re_path() give in a module, in order."""
    calls = [
        node
        for node in module.nodes
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("path", "re_path")
    ]
    given = [keyword.value for call in calls for keyword in call.keywords if keyword.arg == "name"]
    return [value.value for value in given if isinstance(value, ast.Constant)]


def _misnamed(here, address):
    if not here.noun:
        folder = here.area if here.area in APPS else "safety_portal/core or safety_portal/portal"
        return f"move it to the urls.py of its noun in {folder}; the door includes that."
    words = {here.noun, one_of(here.noun)}
    if address.startswith(OF_ALLAUTH) or any(re.match(rf"{word}(_|$)", address) for word in words):
        return ""
    return f"begin it with the word of its noun, {one_of(here.noun)}_..."


def one_of(noun):
    """The word for one of what a noun's folder is called.

    Meetings -> meeting, agencies -> agency.
    """
    if noun.endswith("ies"):
        return noun[:-3] + "y"
    return noun.removesuffix("s") if not noun.endswith("ss") else noun
