"""What the doors of an app gather: a noun that its door forgets is there for nobody. Rules.

f(code) -> [Finding].
"""

import ast

from tests.architecture import house
from tests.architecture.house import APPS, Finding
from tests.architecture.places import place_of

# Room -> what is lost where the door of its app does not load it.
LOADED = {"models": "Django knows no model of it", "tasks": "no worker does them"}


def gathered(code):
    """What Django and Celery look for in an app leads to the models, tasks and addresses of each
    noun.
    """
    return [
        Finding(name, f"{here.area}/{here.room}.py does not {what}")
        for name, here in ((name, place_of(code, name)) for name in code.modules)
        if here.area in APPS and here.noun and (what := _forgotten(code, name, here))
    ]


def _forgotten(code, name, here):
    """The end of the sentence about what the door of a module's room does not do; "" where it does."""
    door = f"{here.area}.{here.room}"
    if here.room == "urls" and name not in _included(code, door):
        return f'include {name}, so its pages are not there: add "{here.noun}" there.'
    if (
        here.room in LOADED
        and _has_something(code.modules[name], here.room)
        and name not in _loaded(code, door)
    ):
        return f"load {name}, so {LOADED[here.room]}: import it there."
    return ""


def _has_something(module, room):
    """A package that only holds models, or a module of words that they share, need not be loaded
    for itself.
    """
    return room != "models" or any(
        isinstance(node, ast.ClassDef) for node in house.definitions(module)
    )


def _loaded(code, door):
    """Every module of ours that is loaded with a door."""
    found, ways = set(), [door]
    while ways:
        if (name := ways.pop()) not in found and name in code.every:
            found.add(name)
            ways += code.imports(code.every[name])
    return found


def _included(code, door):
    """The modules of addresses that a door includes, by their name or by that of their noun."""
    module = code.every.get(door)
    said = [node.value for node in module.nodes if isinstance(node, ast.Constant)] if module else []
    area = door.split(".")[0]
    return {*said, *(f"{area}.{word}.urls" for word in said)}
