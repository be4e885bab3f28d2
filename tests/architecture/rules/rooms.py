"""What may be done in which room: who writes, who asks, who looks at the clock. Rules.

f(code) -> [Finding].
"""

import ast
import re

from tests.architecture import house
from tests.architecture.house import Finding
from tests.architecture.places import place_of
from tests.architecture.reach import reach_of

ROWS = frozenset({"create", "bulk_create", "bulk_update", "get_or_create", "update_or_create"})
OF_MANY = frozenset({"add", "set", "remove", "clear"})
SAVED_WITH = frozenset({"update_fields", "force_insert", "using"})
SQL = re.compile(r"\b(INSERT INTO|DELETE FROM|TRUNCATE) |^\s*UPDATE \w+ ")
# What may write without an action, and why.
WRITERS = {
    "safety_portal.demo": "makes up a coalition's past, wholesale; nobody's request runs it",
    "safety_portal.bench": "makes up thousands of rows, whose making is not what is measured",
    "safety_portal.core.audit.record": "writes the audit row that every action leaves",
    "safety_portal.core.accounts.oidc.states": "stores a session, which changes with every page",
    # What follows acts for nobody: no account asks for it, and no coalition's record changes.
    "safety_portal.core.accounts.events": "writes down each try at the door, also of who is nobody",
    "safety_portal.core.accounts.models": "makes a row of Django's; open_account is its action",
    "safety_portal.core.accounts.sessions": "says when a browser was last heard of, on any page",
    "safety_portal.core.notices.heartbeat": "says that a worker or beat is alive",
    "safety_portal.core.notices.outbox": "owes mail in the transaction of the action it tells of",
    "safety_portal.core.notices.sending": "says what became of a mail: a worker's own bookkeeping",
    "safety_portal.core.notices.tally": "counts what is owed, once a day",
}
WHOSE = ("by", "account", "token")
MANAGERS = frozenset({"objects", "_base_manager", "_default_manager"})
BY_HAND = frozenset({"raw", "cursor"})
FETCHERS = frozenset({"get_object_or_404", "get_list_or_404"})


def writes(code):
    """Rows are written by actions alone, in every package.

    What demo and bench make up is no user's.
    """
    many = _relations_to_many(code)
    return [
        Finding(
            name,
            f"{name}:{line} writes ({what}): move it into an action of {_noun_of(code, name)}.",
        )
        for name, module in code.modules.items()
        if place_of(code, name).room != "actions" and not _may_write(name)
        for line, what in [*_rows_written(module, many), *_sql_written(code, module)]
    ]


def rows_written_by(code, writer):
    """(line, how) for each row that a module, or what lies in a package, writes."""
    many = _relations_to_many(code)
    of_it = [module for name, module in code.modules.items() if f"{name}.".startswith(f"{writer}.")]
    return [
        written
        for module in of_it
        for written in [*_rows_written(module, many), *_sql_written(code, module)]
    ]


def _may_write(name):
    return any(f"{name}.".startswith(f"{writer}.") for writer in WRITERS)


def _noun_of(code, name):
    return place_of(code, name).noun or "its noun"


def _relations_to_many(code):
    """The names of the many-to-many fields of ours, whose .add() and .set() write rows."""
    assigned = [
        n
        for m in code.modules.values()
        for n in m.nodes
        if isinstance(n, ast.Assign | ast.AnnAssign)
    ]
    fields = [
        n
        for n in assigned
        if getattr(getattr(n.value, "func", None), "attr", "") == "ManyToManyField"
    ]
    targets = [node.targets[0] if isinstance(node, ast.Assign) else node.target for node in fields]
    return {target.id for target in targets if isinstance(target, ast.Name)}


def _rows_written(module, many):
    return [
        (call.lineno, f".{call.func.attr}()")
        for call in house.calls(module)
        if _is_write(call, many)
    ]


def _is_write(call, many):
    """Told by its arguments from what files, caches, forms, dicts and sets do under the same name."""
    name, on = call.func.attr, call.func.value
    keywords = {keyword.arg for keyword in call.keywords}
    if name in ROWS:
        return True
    if name == "save":
        is_super = isinstance(on, ast.Call) and getattr(on.func, "id", "") == "super"
        return not (is_super or call.args) and keywords <= SAVED_WITH
    if name == "delete":
        return not (call.args or keywords)
    if name == "update":
        return not call.args and bool(keywords)
    return name in OF_MANY and isinstance(on, ast.Attribute) and on.attr in many


def _sql_written(code, module):
    """(line, first words) of statements that change rows.

    In models they are what the database does by itself.
    """
    if place_of(code, module.name).room == "models":
        return []
    texts = [
        n
        for n in module.nodes
        if isinstance(n, ast.Constant) and isinstance(n.value, str) and SQL.search(n.value)
    ]
    said = {id(node.value) for node in module.nodes if isinstance(node, ast.Expr)}
    return [
        (node.lineno, SQL.search(node.value).group().strip())
        for node in texts
        if id(node) not in said
    ]


def actions(code):
    """An action reads as a sentence, says whose doing it is, asks whether they may, and leaves an
    audit row: actions.close(meeting=m, by=user).

    What asks nobody, or leaves no row, says why: @unasked("..."), @unrecorded("...").
    """
    found = []
    for name, module in code.modules.items():
        if place_of(code, name).room == "actions":
            for node in house.definitions(module):
                if isinstance(node, house.FUNCTIONS):
                    sentences = _missing(node, reach_of(code), f"{name}.{node.name}")
                    found += [
                        Finding(name, f"{name}.{node.name} {sentence} {OR_ELSE}")
                        for sentence in sentences
                    ]
    return found


OR_ELSE = "If it does not act, move it to policies, queries or lifecycle, or begin its name with _."


def _missing(node, reach, dotted):
    """What an action lacks, as the end of a sentence each."""
    is_unasked, is_unrecorded = _declares(node, "unasked"), _declares(node, "unrecorded")
    if node.args.args or node.args.posonlyargs or node.args.vararg:
        yield "takes arguments by their place: put a * before them."
    if not is_unasked and not set(WHOSE) & {each.arg for each in node.args.kwonlyargs}:
        yield "does not say whose doing it is: give it the argument by= (or account=, token=)."
    elif not is_unasked and not reach.asks_policy(dotted):
        yield (
            "asks nobody whether they may: require(policies.can_...(by, subject)), "
            'or say why not: @unasked("...").'
        )
    if not is_unrecorded and not reach.leaves_audit_row(dotted):
        yield (
            "leaves no audit row: call safety_portal's audit.record(by=by, ...) in its "
            'transaction, or say why not: @unrecorded("...").'
        )


def _declares(node, name):
    """Whether a function stands under a decorator of that name with a reason, in words."""
    calls = [each for each in node.decorator_list if isinstance(each, ast.Call)]
    reasons = [each.args for each in calls if getattr(each.func, "id", "") == name]
    return any(
        isinstance(reason, ast.Constant) and len(str(reason.value).split()) >= FEWEST_WORDS
        for given in reasons
        for reason in given
    )


# Of a reason: "step" is none.
FEWEST_WORDS = 4


def views(code):
    """A view asks for rows from what the user may see.

    visible_to(request.user), or the gate's request.subject.
    """
    return [
        Finding(
            name,
            f"{name}:{line} asks {what}: begin with .visible_to(request.user) or request.subject, or ask in queries.py.",
        )
        for name, module in code.modules.items()
        if place_of(code, name).room == "views"
        for line, what in _asked_of_all(module)
    ]


def _asked_of_all(module):
    """(line, what) for each query of a view that begins with every row there is."""
    above = {id(child): node for node in module.nodes for child in ast.iter_child_nodes(node)}
    for node in module.nodes:
        if isinstance(node, ast.Attribute):
            if node.attr in MANAGERS and not _begins_with_who(node, above):
                yield node.lineno, f"{ast.unparse(node)} for everything"
            elif node.attr in BY_HAND and isinstance(above[id(node)], ast.Call):
                yield node.lineno, f"by .{node.attr}()"
        elif (
            isinstance(node, ast.Call)
            and getattr(node.func, "id", "") in FETCHERS
            and _is_model(node.args[0])
        ):
            yield node.lineno, f"{node.args[0].id} for everything"


def _is_model(node):
    return isinstance(node, ast.Name) and node.id[:1].isupper()


def _begins_with_who(node, above):
    """Whether the chain of calls on a manager has visible_to, or is asked with what the gate let
    through.
    """
    parent = above[id(node)]
    while node in (getattr(parent, "func", None), getattr(parent, "value", None)) and _is_of_chain(
        parent
    ):
        node, parent = parent, above[id(parent)]
        if isinstance(node, ast.Attribute) and node.attr == "visible_to":
            return True
    return "request.subject" in ast.unparse(node)


def _is_of_chain(node):
    return isinstance(node, ast.Call | ast.Attribute)


def clock(code):
    """Who and when do not look at the clock.

    They are handed on= or now=, so that a test of last year asks the same code.
    """
    return [
        Finding(
            name,
            f"{name}:{call.lineno} calls .{call.func.attr}(): give it on= or now= and let the caller say.",
        )
        for name, module in code.modules.items()
        if place_of(code, name).room in ("models", "policies", "lifecycle")
        for call in house.calls(module)
        if call.func.attr in ("now", "localdate", "today")
    ]
