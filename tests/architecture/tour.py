"""What docs/tour.md says of each noun: the first sentence of its folder, in the order of the arrows."""

import ast

from tests.architecture.house import ROOT

AREAS = ("safety_portal/core", "coalitions", "plans", "training", "safety_portal/portal")
BEGIN, END = "a test compares both.\n\n", "\n\n## Not found by its name"


def lines(root=ROOT):
    """The list of nouns as it has to stand in the tour, a paragraph for each app."""
    return "\n\n".join("\n".join(_of_area(root, area)) for area in AREAS)


def told(page):
    """The list of nouns that the page has."""
    return page.split(BEGIN)[1].split(END)[0]


def write(root=ROOT):
    """Write the list of nouns into docs/tour.md; whether that changed it."""
    path = root / "docs" / "tour.md"
    page = path.read_text(encoding="utf-8")
    if told(page) == lines(root):
        return False
    path.write_text(page.replace(told(page), lines(root)), encoding="utf-8")
    return True


def _of_area(root, area):
    [order] = [node for node in _tree(root / area).body if isinstance(node, ast.Assign)]
    for noun in ast.literal_eval(order.value):
        if (root / area / noun).is_dir():
            about = (ast.get_docstring(_tree(root / area / noun)) or "").split("\n\n")[0]
            yield f"- `{area}/{noun}/`: {' '.join(about.split())}"


def _tree(folder):
    return ast.parse((folder / "__init__.py").read_text(encoding="utf-8"))
