"""No template lies about that nothing shows.

Each is named by code, by a template that is shown, or replaces one of a package.
"""

import ast
import re
from functools import cache
from pathlib import Path

from django.conf import settings
from django.template.utils import get_app_template_dirs

from tests.architecture import house

ROOT = Path(settings.BASE_DIR) / "templates"
# How Django's own pages and those of packages are written over: by a file of the same name.
PACKAGES = [folder for folder in get_app_template_dirs("templates") if Path(folder) != ROOT]
QUOTED = re.compile(r"""["']([\w./-]+)["']""")


def names():
    """Every template, as the loader calls it; what is written about them is none."""
    return {
        str(path.relative_to(ROOT))
        for path in ROOT.rglob("*")
        if path.is_file() and path.suffix != ".md"
    }


@cache
def said_in_code():
    """(literal strings, patterns of strings with something put in) of all our modules."""
    literals, patterns = set(), set()
    for module in house.modules().values():
        for node in house.nodes(module):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                literals.add(node.value)
            if isinstance(node, ast.JoinedStr):
                parts = [
                    re.escape(part.value) if isinstance(part, ast.Constant) else r"\w+"
                    for part in node.values
                ]
                patterns.add("".join(parts))
    # One that says no folder could mean any template, and so says nothing.
    return literals, {re.compile(pattern) for pattern in patterns if "/" in pattern}


def is_said_in_code(name):
    """By its name, by its name without the ending (mail, of which there are two.

    allauth's has a subject, too), or a pattern.
    """
    literals, patterns = said_in_code()
    bare = name.rsplit(".", 1)[0]
    called = {name, bare, *(bare.removesuffix(part) for part in ("_subject", "_message"))}
    return bool(called & literals) or any(
        each.fullmatch(one) for each in patterns for one in called
    )


def replaces_one_of_a_package(name):
    return any((Path(folder) / name).exists() for folder in PACKAGES)


def named_in(name):
    """The templates that one extends, includes or hands on by name."""
    return set(QUOTED.findall((ROOT / name).read_text(encoding="utf-8")))


def used(every):
    found, ways = (
        set(),
        [name for name in every if is_said_in_code(name) or replaces_one_of_a_package(name)],
    )
    while ways:
        name = ways.pop()
        if name not in found:
            found.add(name)
            ways += named_in(name) & every
    return found


def test_every_template_is_shown_somewhere():
    every = names()
    assert sorted(every - used(every)) == [], "Nothing shows these: take them out, or show them."


def test_what_nothing_names_is_found():
    """The rule itself: a template that only an unused one includes is unused too.

    Mail is named without its ending.
    """
    every = {*names(), "components/nobody.html"}
    assert "components/nobody.html" not in used(every)
    assert {
        "mail/message.html",
        "errors/409.html",
        "account/email/email_changed_subject.txt",
    } <= used(every)
