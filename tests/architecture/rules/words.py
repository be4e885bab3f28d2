"""What things are called and what they say of themselves. Rules: f(code) -> [Finding]."""

import ast

from tests.architecture import house
from tests.architecture.house import Finding
from tests.architecture.places import place_of

NO_SUCH_NAMES = frozenset(
    {"utils", "util", "helpers", "helper", "common", "services", "service", "misc", "signals"}
)


def names(code):
    """No module is called by what it is not."""
    return [
        Finding(
            name,
            f"{name}: name it by what it is, not {' '.join(NO_SUCH_NAMES & set(module.parts))}.",
        )
        for name, module in code.modules.items()
        if NO_SUCH_NAMES & set(module.parts)
    ]


def docstrings(code):
    """A module says what it is, a public definition what it means.

    A noun's __init__ what the noun is.
    """
    found = []
    for name, module in code.modules.items():
        here = place_of(code, name)
        is_noun = module.is_package and here.area != "safety_portal" and here.rest == (here.noun,)
        if (module.text.strip() or is_noun) and not ast.get_docstring(module.tree):
            what = "what the noun is, in 4 to 8 lines" if is_noun else "what it is, in a line"
            found.append(Finding(name, f"{name} has no docstring: say {what}."))
        found += [
            Finding(
                name,
                f"{name}.{node.name} has no docstring: say meaning, units, errors and side effects.",
            )
            for node in house.definitions(module)
            if not ast.get_docstring(node) and not _says_itself(module, here, node)
            if not _is_overload(node)
        ]
    return found


def _is_overload(node):
    """Whether it is one of the ways to call a function, which says itself what it means."""
    return any(getattr(each, "id", "") == "overload" for each in node.decorator_list)


def _says_itself(module, here, node):
    """Whether what stands around a definition tells it.

    A line of urls.py, the model right below, a command's help.
    """
    if isinstance(node, ast.ClassDef):
        return node.name.endswith("QuerySet") or (
            node.name == "Command" and "management" in module.parts
        )
    return here.room == "urls"
