"""The code as data: every module, what it imports and what it defines.

Of this repository or of any tree built like it.
"""

import ast
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
APPS = ("coalitions", "plans", "training")
PACKAGES = ("safety_portal", *APPS)
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


class Finding(NamedTuple):
    """Something that breaks a rule.

    The module (dotted), folder or file where, and a sentence that says what to do.
    """

    at: str
    sentence: str


@dataclass(frozen=True)
class Module:
    """One file of ours: its dotted name, its lines and its syntax tree."""

    name: str
    path: Path
    text: str
    tree: ast.Module = field(compare=False, repr=False)

    def __hash__(self):
        return hash(self.name)

    @cached_property
    def parts(self):
        return tuple(self.name.split("."))

    @property
    def app(self):
        return self.parts[0]

    @property
    def is_package(self):
        return self.path.name == "__init__.py"

    @property
    def is_migration(self):
        return "migrations" in self.parts

    @cached_property
    def nodes(self):
        """Every node of the syntax tree."""
        return tuple(ast.walk(self.tree))

    @cached_property
    def bound(self):
        """name in this module -> what an import binds it to, dotted."""
        found = {}
        for node in self.nodes:
            if isinstance(node, ast.Import):
                found |= {
                    (each.asname or each.name).split(".")[0]: _bound_by(each) for each in node.names
                }
            elif isinstance(node, ast.ImportFrom):
                base = self.imported_from(node)
                found |= {each.asname or each.name: f"{base}.{each.name}" for each in node.names}
        return found

    def imported_from(self, node):
        """The dotted module of a `from ... import`, whether it is told in full or from here (`from
        . import`).
        """
        if not node.level:
            return node.module
        up = node.level - self.is_package
        base = self.parts[: len(self.parts) - up]
        return ".".join([*base, node.module] if node.module else base)


def _bound_by(alias):
    return alias.name if alias.asname else alias.name.split(".")[0]


class Code:
    """The four packages under `root`, each file read and parsed once."""

    def __init__(self, root):
        self.root = Path(root)
        self._imports = {}

    @cached_property
    def every(self):
        """dotted name -> Module, migrations too."""
        found = {}
        for package in PACKAGES:
            for path in sorted((self.root / package).rglob("*.py")):
                name = ".".join(path.relative_to(self.root).with_suffix("").parts).removesuffix(
                    ".__init__"
                )
                text = path.read_text(encoding="utf-8")
                found[name] = Module(name, path, text, ast.parse(text))
        return found

    @cached_property
    def modules(self):
        """dotted name -> Module, without migrations."""
        return {name: module for name, module in self.every.items() if not module.is_migration}

    def imports(self, module):
        """The names of our modules that `module` imports, wherever in it the import stands."""
        if module.name not in self._imports:
            found = set()
            for node in module.nodes:
                if isinstance(node, ast.Import):
                    found |= {alias.name for alias in node.names}
                elif isinstance(node, ast.ImportFrom):
                    base = module.imported_from(node)
                    full = [f"{base}.{alias.name}" for alias in node.names]
                    found |= {name if name in self.every else base for name in full}
            self._imports[module.name] = frozenset(name for name in found if name in self.every)
        return self._imports[module.name]

    @cached_property
    def arrows(self):
        """(module, name of the imported module) for every import among ours."""
        every = self.modules.values()
        return [(module, target) for module in every for target in sorted(self.imports(module))]

    def file(self, module):
        """The path of a module as one types it: coalitions/seats/models.py."""
        return module.path.relative_to(self.root).as_posix()


@cache
def ours():
    """The code of this repository."""
    return Code(ROOT)


def modules(*, migrations=False):
    """Every module of this repository's four packages, by dotted name."""
    return ours().every if migrations else ours().modules


def imports(module):
    """The names of our modules that a module of this repository imports."""
    return ours().imports(module)


def nodes(module):
    """Every node of a module's syntax tree."""
    return module.nodes


def definitions(module, *, public=True):
    """Functions and classes that stand at the top of a module."""
    found = [node for node in module.tree.body if isinstance(node, (*FUNCTIONS, ast.ClassDef))]
    return [node for node in found if not (public and node.name.startswith("_"))]


def functions(module):
    """Every function of a module, methods and inner ones too."""
    return [node for node in module.nodes if isinstance(node, FUNCTIONS)]


def calls(module):
    """Every call of a method: x.save(), with its node; the method's name is node.func.attr."""
    return [
        node
        for node in module.nodes
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    ]
