"""The rules of the house.

Each is a function `rule(code) -> [Finding]`, and holds for any tree that is laid out like ours.
"""

from tests.architecture.rules import (
    arrows,
    doors,
    layout,
    outside,
    rooms,
    rows,
    scripts,
    sizes,
    words,
)

RULES = {
    "actions": rooms.actions,
    "addresses": layout.addresses,
    "apps": arrows.apps,
    "buttons": rows.buttons,
    "by_name": arrows.by_name,
    "clock": rooms.clock,
    "docstrings": words.docstrings,
    "doors": arrows.doors,
    "files": sizes.files,
    "folders": sizes.folders,
    "functions": sizes.functions,
    "gathered": doors.gathered,
    "hung": rows.hung,
    "internals": outside.internals,
    "layout": layout.layout,
    "lifecycle": arrows.lifecycle,
    "lines": sizes.lines,
    "mirrors": layout.mirrors,
    "names": words.names,
    "order": arrows.order,
    "rings": arrows.rings,
    "scripts": scripts.scripts,
    "signals": arrows.signals,
    "templates": sizes.templates,
    "tiers": arrows.tiers,
    "top": arrows.top,
    "views": rooms.views,
    "writes": rooms.writes,
}


def broken(code):
    """rule -> its findings, in the order of the modules."""
    return {name: rule(code) for name, rule in RULES.items()}
