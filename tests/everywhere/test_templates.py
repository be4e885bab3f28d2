"""Every template, read as text and compiled.

What a policy blocks, what is not there, or a reader would stumble over.
"""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.template import Context, Template, TemplateSyntaxError
from django.template.defaulttags import URLNode
from django.template.loader import get_template
from django.template.loader_tags import IncludeNode
from django.templatetags.static import StaticNode
from django.urls import get_resolver
from jinja2 import nodes

from safety_portal.core.look import rows
from safety_portal.core.look.vocabulary import STATUSES, WORD_SHAPES
from safety_portal.core.look.words import literal_of
from tests.architecture.house import PACKAGES
from tests.everywhere.relations import ours

ROOT = Path(settings.BASE_DIR) / "templates"
EVERY = sorted(
    path for path in ROOT.rglob("*") if path.suffix in {".html", ".txt", ".text", ".subject"}
)
# Mail is read by mail programs, which know no style sheets of ours; the book and what else goes to
# paper is a file of its own, with its style inside.
ROWS = sorted(ROOT.rglob("*.jinja"))
PAGES = sorted(
    path
    for path in (*ROOT.rglob("*.html"), *ROWS)
    if not {"book", "email", "mail", "paper"} & set(path.relative_to(ROOT).parts)
)
BLOCKED = {
    "a style attribute": r"<[^>]*\sstyle\s*=",
    "an inline handler": r"<[^>]*\son[a-z]+\s*=",
    "an inline script": r"<script(?![^>]*\ssrc=)[^>]*>(?!\s*</script>)",
    "a style element": r"<style",
    "somebody else's host": r"<(?:script|link|img)[^>]*\s(?:src|href)\s*=\s*[\"']?(?:https?:)?//",
    "an icon alone that says nothing under the pointer": (
        r"<(button|a|summary)\b(?![^>]*\stitle=)[^>]*>\s*(?:\{% icon [^%]*%\}\s*)+</\1>"
    ),
    "a comment that Django prints": r"\{#[^#]*\n",
}


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_page_contains_nothing_its_policy_blocks(path):
    text = path.read_text(encoding="utf-8")

    assert [what for what, pattern in BLOCKED.items() if re.search(pattern, text)] == []


def literals(template, kind, argument):
    """(node, text) for each node of a kind whose argument stands in the template as text."""
    nodes = template.template.nodelist.get_nodes_by_type(kind)
    found = ((node, literal_of(argument(node))) for node in nodes)
    return [(node, text) for node, text in found if text is not None]


def is_address(name, given):
    """Whether the portal has an address of that name with so many parts."""
    known = get_resolver().reverse_dict.getlist(name)
    return any(len(parts) == given for possibilities, *_ in known for _, parts in possibilities)


@pytest.mark.parametrize("path", EVERY, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_template_compiles_and_what_it_names_is_there(path):
    template = get_template(str(path.relative_to(ROOT)))

    addresses = literals(template, URLNode, lambda node: node.view_name)
    assert [name for node, name in addresses if not is_address(name, len(node.args))] == []
    assert [
        name
        for _, name in literals(template, StaticNode, lambda node: node.path)
        if not finders.find(name)
    ] == []
    for node, name in literals(template, IncludeNode, lambda node: node.template):
        get_template(name)
        kind = node.extra_context.get("kind") if name == "components/notice.html" else None
        assert kind is None or literal_of(kind) in (None, "due", "overdue", "met")


MAY = re.compile(
    r"""\bmay(?:_post)? "([a-z_]+)"|\bmay\("([a-z_]+)"|\bmay(?:_each)?\(\s*[a-z_.]*user, "([a-z_]+)\""""
)
ASKING = [
    *EVERY,
    *ROWS,
    *(path for app in PACKAGES for path in Path(settings.BASE_DIR, app).rglob("*.py")),
]


def test_every_button_asks_an_address_that_is_there():
    """A name that no gate has would be found out by who opens the page."""
    asked = {
        name: path.name
        for path in ASKING
        for names in MAY.findall(path.read_text(encoding="utf-8"))
        if (name := "".join(names))
    }
    assert {name: asked[name] for name in asked.keys() - ours().keys()} == {}
    assert len(asked) > 50


@pytest.mark.parametrize("path", ROWS, ids=lambda path: str(path.relative_to(ROOT)))
def test_rows_compile_and_name_addresses_and_words_that_are_there(path):
    rows.environment().get_template(str(path.relative_to(ROOT)))
    tree = rows.environment().parse(path.read_text(encoding="utf-8"))
    calls = [
        (call.node.name, call.args)
        for call in tree.find_all(nodes.Call)
        if isinstance(call.node, nodes.Name)
    ]
    named = {
        (name, args[0].value, len(args))
        for name, args in calls
        if args and isinstance(args[0], nodes.Const)
    }
    assert [
        each for name, each, given in named if name == "url" and not is_address(each, given - 1)
    ] == []
    assert [each for name, each, _ in named if name == "status" and each not in STATUSES] == []
    assert [each for name, each, _ in named if name == "word" and each not in WORD_SHAPES] == []


def test_what_is_not_there_is_found():
    assert [is_address("home", 0), is_address("home", 1), is_address("to_read", 0)] == [
        True,
        False,
        False,
    ]
    assert finders.find("js/nowhere.js") is None


SLIPS = [
    (
        '{% word "sign" "Changed, read again" "material" %}',
        "“material” is not a shape. Known are: calendar, dash, ",
    ),
    (
        '{% word "sgin" "Changed" %}',
        "“sgin” is not a color of a word. Known are: due, met, overdue, quiet, review, sign.",
    ),
    ('{% word text="Changed" color="blue" %}', "“blue” is not a color of a word."),
    ('{% shape "material" %}', "“material” is not a shape."),
    (
        '{% icon "floppy" %}',
        "“floppy” is not an icon of static/vendor/icons. Known are: arrow-clockwise, ",
    ),
    (
        '{% status "frozen" %}',
        "“frozen” is not a status code. Known are: approved, awaiting_signatures, ",
    ),
    ('{% status_word "done" "Done" %}', "“done” is not a status code."),
    (
        '{% crumbs "Plans" plans_url %}',
        "crumbs takes labels each with its address, and a last label without one.",
    ),
]


@pytest.mark.parametrize(("slip", "sentence"), SLIPS)
def test_a_word_that_is_none_fails_when_the_template_is_compiled(slip, sentence):
    with pytest.raises(TemplateSyntaxError, match=f"^{re.escape(sentence)}"):
        Template("{% load look %}{% if never %}" + slip + "{% endif %}")


@pytest.mark.parametrize(
    ("drawn", "sentence"),
    [
        ("{% word code 'Changed' %}", "“frozen” is not a color of a word."),
        ("{% word 'sign' 'Changed' code %}", "“frozen” is not a shape."),
        ("{% icon code %}", "“frozen” is not an icon of static/vendor/icons."),
        ("{% status code|default:'x' %}", "“frozen” is not a status code."),
        ("{% status_word code %}", "“frozen” is not a status code."),
    ],
)
def test_a_word_from_the_database_that_is_none_says_the_same_when_it_is_drawn(drawn, sentence):
    template = Template("{% load look %}" + drawn)

    with pytest.raises(TemplateSyntaxError, match=f"^{re.escape(sentence)}"):
        template.render(Context({"code": "frozen"}))


# A cell that says "None" in words, by a default or as the rest of a choice.
EMPTY_IN_WORDS = re.compile(
    r"<td\b(?:(?!</td>).)*?(?:>|}|default:\")(?:None|Never|Nothing|Not known|None given)(?:<|{|\")"
)


def test_an_empty_cell_is_quiet():
    """Sixteen times "None" down a column is noise: {{ value|or_nothing }} and {% nothing %} draw a
    dash (look.py).
    """
    loud = [
        f"{path.name}:{number}"
        for path in PAGES
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if EMPTY_IN_WORDS.search(line)
    ]
    assert loud == []
