"""Where a module lies: its app (or the portal's core or roof), its noun and its room.

The words of the layout, as data.
"""

import ast
from dataclasses import dataclass
from functools import cache

from tests.architecture.house import APPS

# Inside a noun imports run downwards. A module of another name (canonical, fingerprints) is a
# noun's own: it may stand on models, policies and queries, never on what acts or shows.
TIERS = {
    "lifecycle": 0,
    "models": 1,
    "policies": 2,
    "queries": 2,
    "obligations": 2,
    "mail": 2,
    "calendar": 2,
    "search": 2,
    "actions": 3,
    "forms": 4,
    "readers": 4,
    "writers": 4,
    "views": 5,
    "exporting": 5,
    "tasks": 5,
    "admin": 5,
    "middleware": 5,
    "management": 5,
    "urls": 6,
}
REACH_OF_OTHERS = 2
# What an app has beside its nouns, for Django and for the portal: it gathers, and is imported from
# above alone.
DOORS = frozenset({"models", "urls", "obligations", "exporting", "tasks", "apps", "admin"})
DOOR_FOLDERS = frozenset({"migrations", "management"})
CORE, PORTAL = "safety_portal.core", "safety_portal.portal"
FRAME = frozenset({"urls", "celery", "wsgi", "env", "apps"})
# Tags and commands lie where Django looks for them.
FRAME_FOLDERS = frozenset(
    {"core", "portal", "settings", "demo", "bench", "management", "templatetags"}
)
# What may know all apps.
COMPOSERS = frozenset({"portal", "demo", "bench", "management", "urls", "settings", "celery"})


@dataclass(frozen=True)
class Place:
    """Where a module lies.

    `noun` and `room` are "" where it has none; `rest` is what its name says below the area.
    """

    area: str
    rest: tuple
    noun: str
    room: str
    is_door: bool

    @property
    def app(self):
        return self.area.split(".")[0]

    @property
    def composes(self):
        """Whether it may know all apps."""
        if self.area == PORTAL:
            return True
        return self.area == "safety_portal" and bool(self.rest) and self.rest[0] in COMPOSERS

    def is_with(self, other):
        """Whether both lie in the same room, or both in none, of the same noun."""
        return (self.area, self.noun, self.room) == (other.area, other.noun, other.room)


@cache
def nouns_of(code, area):
    """The nouns of an app, of core or of portal, bottom first: the tuple NOUNS of its __init__.

    None where it has none yet.
    """
    module = code.every.get(area)
    for node in module.tree.body if module else ():
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "NOUNS":
            return ast.literal_eval(node.value)
    return None


@cache
def place_of(code, name):
    """The Place of a module, by its dotted name."""
    parts = tuple(name.split("."))
    depth = 2 if ".".join(parts[:2]) in (CORE, PORTAL) else 1
    area, rest = ".".join(parts[:depth]), parts[depth:]
    noun = _noun(code, area, rest)
    room = next((word for word in reversed(rest[1:] if noun else rest) if is_room(word)), "")
    return Place(
        area, rest, noun, room, is_door=area in APPS and not noun and _is_door(code, name, rest)
    )


def is_room(word):
    """Whether a word names a room."""
    return word in TIERS


def _noun(code, area, rest):
    """The noun's folder.

    Of the frame in its old layout, each package that lies at the top of it.
    """
    if not rest:
        return ""
    if area == "safety_portal":
        package = code.every.get(f"{area}.{rest[0]}")
        return rest[0] if package and package.is_package else ""
    return rest[0] if rest[0] in (nouns_of(code, area) or ()) else ""


def _is_door(code, name, rest):
    if not rest or rest[0] in DOOR_FOLDERS:
        return bool(rest)
    return len(rest) == 1 and rest[0] in DOORS and not code.every[name].is_package
