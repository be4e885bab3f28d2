"""Which way imports run: apps, nouns, rooms, doors, and what is loaded by its name. Rules.

f(code) -> [Finding].
"""

import ast

from tests.architecture import house
from tests.architecture.house import APPS, Finding
from tests.architecture.places import (
    CORE,
    PORTAL,
    REACH_OF_OTHERS,
    TIERS,
    nouns_of,
    place_of,
)

BELOW = {"coalitions": (), "plans": ("coalitions",), "training": ("coalitions", "plans")}
# Who may load code by its name, and why. What no longer does is taken out.
BY_NAME = {
    "coalitions.access.grants": "models ask what an account reaches, and it asks two of them: a ring if it were an import",
    "safety_portal.core.audit.places": "an audit row names any model of any app, and the audit knows none of them",
}
WRONG_STATE = ("safety_portal.core.states", "safety_portal.core.states")
IMPORTS = (ast.Import, ast.ImportFrom)
LOADERS = frozenset({"get_model", "import_string", "import_module", "__import__"})


def _arrows(code):
    """(module, target, place of the module, place of the target) for every import among ours."""
    return [
        (m.name, target, place_of(code, m.name), place_of(code, target))
        for m, target in code.arrows
    ]


def apps(code):
    """An app knows those below it and the core; the core knows no app.

    Nothing below the roof knows the roof.
    """
    found = []
    for name, target, here, there in _arrows(code):
        if here.composes:
            continue
        if here.app in APPS and there.app in APPS and there.app not in (here.app, *BELOW[here.app]):
            what = f"{here.app} stands below {there.app}: turn the arrow, or compose both in safety_portal/portal/."
        elif here.app == "safety_portal" and there.app in APPS:
            what = "only portal, demo, bench, management, urls, settings and celery know apps: move it to safety_portal/portal/."
        elif there.composes and there.rest[:1] != ("celery",):
            what = "nothing below knows what composes: offer it in a door of the app (obligations, tasks) and let the portal ask."
        else:
            continue
        found.append(Finding(name, f"{name} imports {target}: {what}"))
    return found


def order(code):
    """Inside an app, the core and the portal: a noun knows those that stand before it in NOUNS."""
    found = []
    for name, target, here, there in _arrows(code):
        if (
            here.area != there.area
            or not (here.noun and there.noun)
            or here.area not in (*APPS, CORE, PORTAL)
        ):
            continue
        nouns = nouns_of(code, here.area)
        if nouns.index(there.noun) > nouns.index(here.noun):
            at = f"{here.noun} stands before {there.noun} in NOUNS of {here.area}"
            found.append(
                Finding(name, f"{name} imports {target}: {at}. {_turned(code, here, there)}")
            )
    return found


def _turned(code, here, there):
    """What to do with an arrow that climbs.

    Put a noun behind what it knows where no noun between knows it; else turn it.
    """
    nouns = nouns_of(code, here.area)
    between = nouns[nouns.index(here.noun) + 1 : nouns.index(there.noun) + 1]
    arrows = [(of, to) for _, _, of, to in _arrows(code) if of.area == to.area == here.area]
    if not any(of.noun in between and to.noun == here.noun for of, to in arrows):
        return f"Put {here.noun} behind {there.noun} there: nothing between knows it."
    return f"Turn the arrow: let {there.noun} import {here.noun}, or move what both need into {here.noun} or below."


def tiers(code):
    """A room knows its own and lower ones, of its noun and of every noun below.

    What has a name of its own reaches models.
    """
    found = []
    for name, target, here, there in _arrows(code):
        if here.is_with(there) or (here.composes and not here.room):
            continue
        if TIERS.get(there.room, 0) > TIERS.get(here.room, REACH_OF_OTHERS):
            here_is = f"{here.room} stand" if here.room else "what has a name of its own stands"
            what = f"move what it needs to a lower room, or let {there.room} hand it in."
            found.append(
                Finding(name, f"{name} imports {target}: {here_is} below {there.room}: {what}")
            )
    return found


def doors(code):
    """Nobody of ours imports an app's models door; the other doors are for what composes.

    A door defines nothing.
    """
    found = []
    for name, target, here, _ in _arrows(code):
        word = (
            target.split(".")[1] if target.count(".") == 1 and target.split(".")[0] in APPS else ""
        )
        if word == "models":
            what = f"the door is Django's alone. Import from {target.split('.')[0]}.<noun>.models."
        elif word and place_of(code, target).is_door and not here.composes:
            what = f"a door is for what composes. Import from the noun: {target.split('.')[0]}.<noun>.{word}."
        else:
            continue
        found.append(Finding(name, f"{name} imports {target}: {what}"))
    return found + _doors_that_define(code)


def _doors_that_define(code):
    return [
        Finding(
            name,
            f"{name} defines {node.name}: a door only gathers. Move it to {module.app}/<noun>/{module.parts[1]}.py.",
        )
        for name, module in code.modules.items()
        if place_of(code, name).is_door and module.parts[1] in ("models", "urls", "obligations")
        for node in house.definitions(module, public=False)
    ]


def by_name(code):
    """No module or model of ours is loaded by its name but where BY_NAME says why."""
    return [
        Finding(
            name,
            f"{name}:{line} calls {loader}(): import it. Who may not is in BY_NAME (rules/arrows.py), with why.",
        )
        for name, module in code.modules.items()
        if name not in BY_NAME
        for line, loader in loads_by_name(module)
    ]


def loads_by_name(module):
    """(line, function called) for each module or model that is loaded by its name.

    Somebody else's package may be.
    """
    calls = [node for node in module.nodes if isinstance(node, ast.Call)]
    named = [(call, getattr(call.func, "attr", getattr(call.func, "id", ""))) for call in calls]
    return [
        (call.lineno, name)
        for call, name in named
        if name in LOADERS and not _is_of_others(call, name)
    ]


def _is_of_others(call, name):
    given = call.args[0] if call.args else None
    if name == "get_model" or not isinstance(given, ast.Constant):
        return False
    return str(given.value).split(".")[0] not in ("safety_portal", *APPS)


def lifecycle(code):
    """A lifecycle is data: it imports nothing of ours but the word for a wrong state."""
    return [
        Finding(
            name,
            f"{name} imports {target}: a lifecycle is states and moves as data. Hand it in, or ask in a policy.",
        )
        for name, target, here, there in _arrows(code)
        if here.room == "lifecycle" and not here.is_with(there) and target not in WRONG_STATE
    ]


def rings(code):
    """No module imports itself by a detour.

    Packages that gather their modules, which name the package, are no ring.
    """
    graph = {name: code.imports(module) for name, module in code.modules.items()}
    packages = {name for name, module in code.modules.items() if module.is_package}
    done, way, found = set(), [], []

    def walk(name):
        if name in way:
            ring = [*way[way.index(name) :], name]
            found.append(
                Finding(name, f"{' -> '.join(ring)}: a ring. Move what both need below both.")
            )
        elif name not in done and name not in packages:
            way.append(name)
            for target in sorted(graph.get(name, ())):
                walk(target)
            way.pop()
            done.add(name)

    for name in sorted(graph):
        walk(name)
    return found


def top(code):
    """Imports stand at the top of a module, migrations too."""
    return [
        Finding(name, f"{name}:{line} imports inside a function: move the import to the top.")
        for name, module in code.every.items()
        if any(isinstance(node, IMPORTS) and node.col_offset for node in module.nodes)
        for node in house.functions(module)
        for line in sorted({inner.lineno for inner in ast.walk(node) if isinstance(inner, IMPORTS)})
    ]


def signals(code):
    """Nothing listens to model signals: what follows a change is called by the action."""
    models = ("django.db.models.signals", "django.db.models", "django.db.backends.signals")
    return [
        Finding(
            name, f"{name} listens to model signals: call what follows from the action that writes."
        )
        for name, module in code.modules.items()
        for node in module.nodes
        if isinstance(node, ast.ImportFrom)
        and node.module in models
        and (
            node.module.endswith("signals") or any(alias.name == "signals" for alias in node.names)
        )
    ]
