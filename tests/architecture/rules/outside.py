"""What is taken of the packages that the house stands on. Rules: f(code) -> [Finding]."""

import ast
import re

from tests.architecture.house import Finding

# What a package keeps to itself changes with any of its versions.
KEPT_TO_ITSELF = re.compile(r"allauth\.(?:\w+\.)*internal\b")
# Who takes of it all the same: module -> what it takes, and why there is no public way.
TAKEN = {
    "safety_portal.core.accounts.oidc.views.arriving": (
        "allauth.account.internal.flows.login.record_authentication",
        "allauth lets everybody read by what a session was begun, and nobody else write it",
    ),
}


def internals(code):
    """allauth is used by what it offers, never by what it keeps to itself (`allauth.*.internal`)."""
    return [
        Finding(name, f"{name} imports {taken}, which allauth keeps to itself: {INSTEAD}")
        for name, module in code.every.items()
        for taken in taken_by(module)
        if TAKEN.get(name, ("",))[0] != taken
    ]


INSTEAD = (
    "use what it offers, or write the few lines. Where neither goes: TAKEN in rules/outside.py."
)


def taken_by(module):
    """The dotted names that a module imports of what a package keeps to itself."""
    found = []
    for node in module.nodes:
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and not node.level:
            found += [f"{node.module}.{alias.name}" for alias in node.names]
    return sorted(name for name in found if KEPT_TO_ITSELF.match(name))
