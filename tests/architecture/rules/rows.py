"""What a page is made of: who a button is shown to, and the values beside a row.

Rules: f(code) -> [Finding].
"""

import ast
from functools import cache

from tests.architecture.house import APPS, Finding
from tests.architecture.places import PORTAL, place_of

# What writes rows, and the models themselves.
WRITING = frozenset({"actions", "models"})
# Not rows of ours, and given by this name everywhere: what Django and others (the state is that of a
# reader of Markdown) want set on theirs.
NO_ROWS = frozenset(
    {"self", "cls", "form", "field", "helper", "request", "response", "state", "user"}
)


def buttons(code):
    """A view asks an address whether its button is shown, and calls no policy that gates one."""
    gating = _gating(code)
    return [
        Finding(
            name,
            f"{name}:{node.lineno} asks {asked.rpartition('.')[2]} itself: ask the address that it gates, "
            "may(request.user, name, subject), or {% may %} in the template.",
        )
        for name, module in code.modules.items()
        if place_of(code, name).room == "views" or place_of(code, name).area == PORTAL
        if place_of(code, name).room not in ("actions", "urls")
        for node in module.nodes
        if (asked := _named(module, node)) in gating
    ]


@cache
def _gating(code):
    """The dotted names of the policies that addresses declare."""
    declaring = [
        module
        for name, module in code.modules.items()
        if place_of(code, name).room == "urls" or module.parts[-1] in ("urls", "gates")
    ]
    named = {_named(module, node) for module in declaring for node in module.nodes}
    return {name for name in named if name and ".policies." in name}


def _named(module, node):
    """What a name or x.y means, dotted, where x is imported; None for anything else."""
    if isinstance(node, ast.Name):
        return module.bound.get(node.id)
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        base = module.bound.get(node.value.id)
        return f"{base}.{node.attr}" if base else None
    return None


def hung(code):
    """Nothing is put on a row that is no field of it: types do not know it, nor who reads on."""
    known = _attributes(code)
    return [
        Finding(
            name,
            f"{name}:{target.lineno} puts .{target.attr} on {ast.unparse(target.value)}, and no class of ours "
            "has it: return a small frozen dataclass with the row and the value.",
        )
        for name, module in code.modules.items()
        if place_of(code, name).area in (*APPS, PORTAL) and place_of(code, name).room not in WRITING
        for target in _set_on_names(module)
        if target.attr not in known
    ]


def _set_on_names(module):
    """The x.y that are assigned to, x being a variable or what belongs to one."""
    for node in module.nodes:
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            base = node.value
            while isinstance(base, ast.Attribute):
                base = base.value
            if isinstance(base, ast.Name) and base.id not in NO_ROWS:
                yield node


@cache
def _attributes(code):
    """The names that a class of ours declares or sets on itself, where it lets them be set; of a
    relation the key, too.
    """
    found = set()
    for module in code.modules.values():
        for node in module.nodes:
            if isinstance(node, ast.ClassDef) and not _is_frozen(node):
                found |= set(_declared(node))
            elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
                found |= {node.attr} if getattr(node.value, "id", "") == "self" else set()
    return found | {f"{name}_id" for name in found}


def _is_frozen(node):
    return any("frozen=True" in ast.unparse(decorator) for decorator in node.decorator_list) or any(
        ast.unparse(base) == "NamedTuple" for base in node.bases
    )


def _declared(node):
    for line in node.body:
        targets = line.targets if isinstance(line, ast.Assign) else [getattr(line, "target", None)]
        yield from (target.id for target in targets if isinstance(target, ast.Name))
