"""The code as data, for the tests that guard the house: every module, what it imports, and every definition."""

import ast
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
APPS = ("coalitions", "plans", "training")
PACKAGES = ("safety_portal", *APPS)


@dataclass(frozen=True)
class Module:
    """One file of ours: its dotted name, its lines and its syntax tree."""

    name: str
    path: Path
    text: str
    tree: ast.Module = field(compare=False, repr=False)

    @property
    def parts(self):
        return tuple(self.name.split("."))

    @property
    def app(self):
        return self.parts[0]

    @property
    def is_migration(self):
        return "migrations" in self.parts

    def __hash__(self):
        return hash(self.name)


@cache
def _all_modules():
    found = {}
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            name = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
            text = path.read_text(encoding="utf-8")
            found[name] = Module(name, path, text, ast.parse(text))
    return found


@cache
def modules(*, migrations=False):
    """Every module of the four packages, by dotted name."""
    return {name: module for name, module in _all_modules().items() if migrations or not module.is_migration}


@cache
def nodes(module):
    """Every node of a module's syntax tree."""
    return tuple(ast.walk(module.tree))


@cache
def imports(module):
    """The names of our modules that `module` imports, wherever in it the import stands."""
    ours = modules(migrations=True)
    found = set()
    for node in nodes(module):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            for alias in node.names:
                full = f"{node.module}.{alias.name}"
                found.add(full if full in ours else node.module)
    return frozenset(name for name in found if name in ours)


def definitions(module, *, public=True):
    """Functions and classes that stand at the top of a module."""
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    nodes = [node for node in module.tree.body if isinstance(node, kinds)]
    return [node for node in nodes if not (public and node.name.startswith("_"))]


def functions(module):
    """Every function of a module, methods and inner ones too."""
    return [node for node in nodes(module) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def calls(module):
    """(line, name of the method called) for every call of a method."""
    found = [n for n in nodes(module) if isinstance(n, ast.Call) and isinstance(n.func, ast.Attribute)]
    return [(node.lineno, node.func.attr) for node in found]
