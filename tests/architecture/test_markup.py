"""HTML and XML of others come in by few ways, each behind a limit. Read from the syntax tree."""

import ast
import re

from tests.architecture import house
from tests.architecture.places import place_of

# What reads HTML or XML of others: each stands behind a limit of length, and its cost is counted
# (tests/plans/text/test_cost.py).
PARSERS = ("html.parser", "nh3", "lxml", "bs4", "html5lib", "xml", "markdown")
# And what reads Markdown: its cost is counted in tests/plans/word_in/test_typed_cost.py.
PARSING = {
    ("safety_portal.core.files.webtables", "lxml"),
    ("plans.word_in.readers.word.archive.package", "lxml"),
    # In a child process with limits of memory and time.
    ("safety_portal.core.files.workbooks.markup", "xml"),
    ("plans.word_in.readers.word.typed.markdown", "markdown_it"),
    ("plans.word_in.readers.word.typed.markdown_inline", "markdown_it"),
}
READS_HTML = {
    "plans.writing.views.editing",
    "plans.comments.views.suggesting",
    "plans.writing.views.unsaved",
}


def test_markup_of_others_is_parsed_in_one_place_for_each_kind():
    found = set()
    for module in house.modules().values():
        imports = [
            node
            for node in module.nodes
            if isinstance(node, ast.Import | ast.ImportFrom) and not _names_a_type(node)
        ]
        names = [getattr(node, "module", None) or node.names[0].name for node in imports]
        found |= {(module.name, name.split(".")[0]) for name in names if name.startswith(PARSERS)}
    assert found == PARSING


def _names_a_type(node):
    """Whether an import brings nothing but the type of an element, which parses nothing."""
    return {alias.name for alias in node.names} == {"_Element"}


def test_the_html_of_a_section_comes_in_by_its_field_alone():
    """So no address takes one without its limit. `plans.editions.forms.html` says it.

    Who reads the data itself checks it.
    """
    wrong, modules = [], house.modules()
    for module in modules.values():
        if place_of(house.ours(), module.name).room == "forms":
            classes = [node for node in module.nodes if isinstance(node, ast.ClassDef)]
            wrong += [
                f"{module.name}: {node.name}"
                for node in classes
                for each in node.body
                if _is_other_html_field(each)
            ]
    reads_it = {
        name
        for name, module in modules.items()
        if re.search(r"(POST|data)(\.get\(|\[)\"html\"", module.text)
    }
    assert wrong == []
    assert reads_it == READS_HTML
    assert all(
        re.search(r"\bchecked\(|LONGEST_HTML|WholeForm", modules[name].text) for name in reads_it
    )


def _is_other_html_field(node):
    is_html = isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "html"
    return is_html and getattr(getattr(node.value, "func", None), "id", "") != "HtmlField"
