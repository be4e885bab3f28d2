"""Which functions lead to an audit row, and which ask a policy.

What each definition refers to, followed through imports and facades.
"""

import ast
import re
from functools import cache

from tests.architecture import house

REQUIRE = re.compile(r"safety_portal\.(core\.)?authority\.require$")
AUDIT = re.compile(r"safety_portal\.(core\.)?audit\.(record\.record(_each)?$|actions\.)")


class Reach:
    """What the definitions of a Code refer to. A class counts as one, with all its methods."""

    def __init__(self, code):
        self.code = code
        self._refers = {}
        self._own = {name: _own(module) for name, module in code.every.items()}

    def leaves_audit_row(self, dotted):
        """Whether a definition refers to audit.record, or to another of ours that does, and so on."""
        return self._leads_to(AUDIT, dotted)

    def asks_policy(self, dotted):
        """Whether a definition refers to authority.require, likewise."""
        return self._leads_to(REQUIRE, dotted)

    def _leads_to(self, pattern, dotted):
        seen, left = set(), [dotted]
        while left:
            name = left.pop()
            if pattern.match(name):
                return True
            if name not in seen:
                seen.add(name)
                left += self._referred(name)
        return False

    def _referred(self, dotted):
        """The dotted names that a definition refers to; none where it is not ours."""
        if dotted not in self._refers:
            module, _, name = dotted.rpartition(".")
            node = self._own.get(module, {}).get(name)
            self._refers[dotted] = (
                sorted(self._named_in(self.code.every[module], node)) if node else []
            )
        return self._refers[dotted]

    def _named_in(self, module, node):
        names = _names(node)
        assigned = {each.id for each in names if isinstance(each.ctx, ast.Store)} | _arguments(node)
        found = {each.id for each in names} - assigned
        dotted = {
            f"{module.bound[base]}.{rest}"
            for base, rest in _attributes(node)
            if base in module.bound
        }
        own = {f"{module.name}.{name}" for name in found if name in self._own[module.name]}
        return own | {
            self._resolved(name)
            for name in dotted | {module.bound[n] for n in found if n in module.bound}
        }

    def _resolved(self, dotted):
        """Where a name is defined that a package hands on.

        training.actions.log -> training.records.actions.recording.log.
        """
        for _ in range(5):
            module, _, name = dotted.rpartition(".")
            known = self.code.every.get(module)
            if known is None or name in self._own[module] or name not in known.bound:
                break
            dotted = known.bound[name]
        return dotted


@cache
def reach_of(code):
    """The Reach of a Code, worked out once."""
    return Reach(code)


def _own(module):
    """name -> node of what a module defines at its top.

    Functions, classes, and names that are given a value.
    """
    found = {node.name: node for node in house.definitions(module, public=False)}
    for node in module.tree.body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            found.setdefault(node.targets[0].id, node.value)
    return found


def _names(node):
    return [each for each in ast.walk(node) if isinstance(each, ast.Name)]


def _arguments(node):
    return {each.arg for each in ast.walk(node) if isinstance(each, ast.arg)}


def _attributes(node):
    """(name, attribute) for each `name.attribute` in a definition."""
    nodes = [each for each in ast.walk(node) if isinstance(each, ast.Attribute)]
    return {(each.value.id, each.attr) for each in nodes if isinstance(each.value, ast.Name)}
