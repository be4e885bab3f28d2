"""The house: which way imports run, how long things are, what every app and function must have. Read from the syntax tree."""

import ast
import os
import re
from fnmatch import fnmatch

import pytest

from tests.frame import house

# What stands above the apps and puts them together. Everything else of the frame knows nothing of schools.
COMPOSING = frozenset(
    {"urls", "home", "owed", "escalation", "reminders", "second_step", "tasks", "demo", "bench", "management"}
)
BELOW = {"coalitions": (), "plans": ("coalitions",), "training": ("coalitions", "plans")}
# Inside an app imports run downwards. What has a name of its own (standing, canonical, structure, ...) is a noun: it may
# stand on models and policies, never on what acts or shows.
TIERS = {
    "lifecycle": 0,
    "models": 1,
    "policies": 2,
    "obligations": 2,
    "fetch": 2,
    "actions": 3,
    "forms": 4,
    "importers": 4,
    "exports": 4,
    "views": 5,
    "tasks": 5,
    "admin": 5,
    "middleware": 5,
    "management": 5,
    "urls": 6,
}
NOUN_REACHES = 2
TOP_LEVEL = {
    *("manage.py", "safety_portal", "coalitions", "plans", "training", "templates", "static", "tests"),
    *("requirements.txt", "requirements-dev.txt", "requirements-binary.txt", "requirements-embedded.txt"),
    *("requirements.lock", "requirements-dev.lock", "requirements-binary.lock", "run", ".ci", ".run"),
    *(
        "README.md",
        "LICENSE",
        "CHANGELOG.md",
        "CONTRIBUTING.md",
        "pyproject.toml",
        "docs",
        ".gitignore",
        ".gitattributes",
    ),
    # Read by gunicorn from the folder it is started in: so that nobody can start it without.
    "gunicorn.conf.py",
}
NO_SUCH_NAMES = frozenset({"utils", "util", "helpers", "helper", "common", "services", "service", "misc", "signals"})
LONGEST_FILE, LONGEST_FUNCTION = 300, 40
WRITES = frozenset(
    {"save", "create", "bulk_create", "bulk_update", "get_or_create", "update_or_create", "delete", "raw"}
)
READS_ONLY = frozenset({"views", "forms", "policies", "obligations", "fetch", "tasks", "admin", "urls"})


def every(*, migrations=False):
    return house.modules(migrations=migrations).values()


def part(name):
    """The second word of a module's name: what it is in its app, or "" for the app itself."""
    return name.split(".")[1] if "." in name else ""


def arrows():
    """(module, name of the imported module) for every import among ours."""
    return [(module, target) for module in every() for target in sorted(house.imports(module))]


def test_the_frame_knows_nothing_of_schools():
    wrong = [
        f"{module.name} imports {target}"
        for module, target in arrows()
        if module.app == "safety_portal"
        and part(module.name) not in COMPOSING
        and (target.split(".")[0] in house.APPS or part(target) in COMPOSING)
    ]
    assert wrong == []


def test_apps_know_only_those_below_them_and_the_frame():
    wrong = [
        f"{module.name} imports {target}"
        for module, target in arrows()
        if (module.app in house.APPS and target.split(".")[0] not in (module.app, "safety_portal", *BELOW[module.app]))
        or (module.app in house.APPS and target.startswith("safety_portal.") and part(target) in COMPOSING)
    ]
    assert wrong == []


def test_inside_an_app_imports_run_downwards():
    wrong = []
    for module, target in arrows():
        if module.app not in house.APPS or not target.startswith(module.app + "."):
            continue
        here, there = part(module.name), part(target)
        reach = TIERS.get(here, NOUN_REACHES)
        if here != there and TIERS.get(there, 0) > reach:
            wrong.append(f"{module.name} imports {target}")
    assert wrong == []


def test_lifecycle_imports_nothing_of_ours_but_the_word_for_a_wrong_state():
    wrong = [
        f"{module.name} imports {target}"
        for module, target in arrows()
        if part(module.name) == "lifecycle" and target != "safety_portal.states"
    ]
    assert wrong == []


def test_no_module_imports_itself_by_a_detour():
    """Packages are left out: that a package gathers its modules, and one of them names the package, is no ring of nouns."""
    graph = {module.name: house.imports(module) for module in every()}
    packages = {module.name for module in every() if module.path.name == "__init__.py"}
    done, way, rings = set(), [], []

    def walk(name):
        if name in way:
            rings.append(" -> ".join([*way[way.index(name) :], name]))
        elif name not in done and name not in packages:
            way.append(name)
            for target in sorted(graph.get(name, ())):
                walk(target)
            way.pop()
            done.add(name)

    for name in sorted(graph):
        walk(name)
    assert rings == []


def test_imports_stand_at_the_top():
    wrong = [
        f"{module.name}:{inner.lineno}"
        for module in every(migrations=True)
        for node in house.functions(module)
        for inner in ast.walk(node)
        if isinstance(inner, ast.Import | ast.ImportFrom)
    ]
    assert wrong == []


def test_nothing_listens_to_model_signals():
    wrong = [
        module.name
        for module in every()
        for node in house.nodes(module)
        if isinstance(node, ast.ImportFrom)
        and node.module in ("django.db.models.signals", "django.db.models", "django.db.backends.signals")
        and (node.module.endswith("signals") or any(alias.name == "signals" for alias in node.names))
    ]
    assert wrong == []


def test_no_module_is_called_by_what_it_is_not():
    assert [module.name for module in every() if NO_SUCH_NAMES & set(module.parts)] == []


def test_files_are_read_in_one_sitting():
    files = [*(module.path for module in every()), *(house.ROOT / "tests").rglob("*.py")]
    long = {str(path): n for path in files if (n := len(path.read_text(encoding="utf-8").splitlines())) > LONGEST_FILE}
    assert long == {}


def test_functions_fit_in_one_glance():
    long = {
        f"{module.name}.{node.name}": lines
        for module in every()
        for node in house.functions(module)
        if (lines := node.end_lineno - node.lineno + 1) > LONGEST_FUNCTION
    }
    assert long == {}


def says_itself(module, node):
    """Whether what stands around a definition tells it: a line of urls.py, the model right below, a command's help."""
    if isinstance(node, ast.ClassDef):
        return node.name.endswith("QuerySet") or (node.name == "Command" and "management" in module.parts)
    return part(module.name) == "urls"


def test_what_others_may_use_says_what_it_means():
    silent = [
        f"{module.name}.{node.name}"
        for module in every()
        for node in house.definitions(module)
        if not ast.get_docstring(node) and not says_itself(module, node)
    ]
    assert silent == []


def test_every_module_says_what_it_is():
    assert [m.name for m in every() if m.text.strip() and not ast.get_docstring(m.tree)] == []


@pytest.mark.parametrize("app", house.APPS)
def test_every_app_has_a_glossary(app):
    """Its first line says which question it answers; then a line for each of its nouns, word first."""
    told = (ast.get_docstring(house.modules()[app].tree) or "").splitlines()
    question, nouns = told[0], [line for line in told[2:] if line and not line.startswith(" ")]
    assert question.split(":")[0] == {"coalitions": "WHO", "plans": "WHAT", "training": "PRACTICE"}[app]
    assert all("  " in line or len(line) > 12 for line in nouns)
    assert 3 <= len(nouns) <= 14


def test_rows_are_written_by_actions_alone():
    wrong = [
        f"{module.name}:{line} calls .{name}()"
        for module in every()
        if module.app in house.APPS and part(module.name) in READS_ONLY
        for line, name in house.calls(module)
        if name in WRITES
    ]
    assert wrong == []


def is_verb(node):
    """A public function of an action module that opens the transaction: what views and commands call."""
    decorators = [ast.unparse(decorator) for decorator in getattr(node, "decorator_list", ())]
    return isinstance(node, ast.FunctionDef) and any(name.startswith("transaction.atomic") for name in decorators)


def test_actions_read_as_sentences_and_say_who():
    """actions.publish(plan=plan, by=user): nothing by its place, and whose doing it is (an account, or a secret link)."""
    wrong = [
        f"{module.name}.{node.name}"
        for module in every()
        if part(module.name) == "actions"
        for node in house.definitions(module)
        if is_verb(node)
        and (node.args.args or not {"by", "account", "token"} & {each.arg for each in node.args.kwonlyargs})
    ]
    assert wrong == []


@pytest.mark.parametrize("tier", ["models", "policies", "lifecycle"])
def test_who_and_when_do_not_look_at_the_clock(tier):
    """They are handed on= or now=, so that a preview of tomorrow and a test of last year ask the same code."""
    wrong = [
        f"{module.name}:{line} calls .{name}()"
        for module in every()
        if module.app in house.APPS and part(module.name) == tier
        for line, name in house.calls(module)
        if name in ("now", "localdate", "today")
    ]
    assert wrong == []


# What reads HTML or XML of others: each stands behind a limit of length, and its cost is counted (tests/plans/text/test_cost.py).
PARSERS = ("html.parser", "nh3", "lxml", "bs4", "html5lib", "xml", "markdown")
PARSING = {("safety_portal.webtables", "lxml"), ("plans.importers.word.package", "lxml")}


def test_markup_of_others_is_parsed_in_one_place_for_each_kind():
    found = set()
    for module in every():
        imports = [node for node in house.nodes(module) if isinstance(node, ast.Import | ast.ImportFrom)]
        names = [getattr(node, "module", None) or node.names[0].name for node in imports]
        found |= {(module.name, name.split(".")[0]) for name in names if name.startswith(PARSERS)}
    assert found == PARSING


def test_the_html_of_a_section_comes_in_by_its_field_alone():
    """So no address takes one without its limit. `plans.forms.html` says it; who reads the form's data itself checks it."""
    wrong = []
    for module in every():
        for node in house.nodes(module):
            if isinstance(node, ast.ClassDef) and part(module.name) == "forms":
                wrong += [f"{module.name}: {node.name}" for each in node.body if _is_other_html_field(each)]
    reads_it = {module.name for module in every() if re.search(r"(POST|data)(\.get\(|\[)\"html\"", module.text)}
    assert wrong == []
    assert reads_it == {"plans.views.editing", "plans.views.suggesting", "plans.views.unsaved"}
    assert all(re.search(r"\bchecked\(|LONGEST_HTML|WholeForm", house.modules()[name].text) for name in reads_it)


def _is_other_html_field(node):
    is_html = isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "html"
    return is_html and getattr(getattr(node.value, "func", None), "id", "") != "HtmlField"


def test_the_top_level_is_the_owners():
    ignored = [line.strip("/") for line in (house.ROOT / ".gitignore").read_text().splitlines() if line]
    entries = [name for name in os.listdir(house.ROOT) if name != ".git"]
    strange = [name for name in entries if name not in TOP_LEVEL and not any(fnmatch(name, i) for i in ignored)]
    assert strange == []
