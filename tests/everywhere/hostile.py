"""What no page of ours sends.

The names that views read, found in the code, the values that break them, and forms to put them in.

Nothing here is a list to keep: a parameter that a view begins to read tomorrow is found tomorrow,
by its name in the code.
"""

import ast
import inspect
import sys
from dataclasses import dataclass, field
from functools import cache
from os.path import commonpath
from urllib.parse import quote_from_bytes, quote_plus, urljoin

import lxml.html
from django import forms
from django.urls import Resolver404, resolve
from django.utils import timezone

from tests import builders
from tests.architecture import house
from tests.everywhere.world_plans import word_file

NUL = "a\0b"
MORE_THAN_A_COLUMN_HOLDS = "3000000000"  # more than an integer of PostgreSQL, less than a bigint
MORE_THAN_ANY_COLUMN_HOLDS = "9" * 25
MORE_THAN_PYTHON_READS = "9" * 5_000
NOT_UTF_8 = b"\xed\xa0\x80\xff"  # half of a surrogate pair, and a byte that begins nothing
NUMBERS = (MORE_THAN_A_COLUMN_HOLDS, MORE_THAN_ANY_COLUMN_HOLDS, MORE_THAN_PYTHON_READS, "-1", "²")
LONG = "9" * 100_000
VALUES = (*NUMBERS, "", NOT_UTF_8, LONG)
FLAG, VALUE = "is looked for", "is read"
PAGING = ("older", "newer")


def query_of(given):
    """A query string of names and values; bytes go as they are."""
    return "&".join(
        f"{quote_plus(name)}={quote_from_bytes(value) if isinstance(value, bytes) else quote_plus(value)}"
        for name, value in given.items()
    )


@cache
def reached(view):
    """(name of the module, syntax tree) of every definition of ours that a view comes to, by the
    names that are used.
    """
    found, ways = (
        {},
        [(view.__module__, getattr(view, "view_class", view).__qualname__.split(".")[0])],
    )
    while ways:
        way = ways.pop()
        node = _definitions(way[0]).get(way[1])
        if node is not None and way not in found:
            found[way] = node
            ways += _ways_from(way[0], node)
    assert found or view.__module__ not in house.modules(), (
        f"Nobody can see what {view} of {view.__module__} reads."
    )
    return tuple((module, node) for (module, _), node in found.items())


@cache
def _ways_from(module_name, node):
    """What a definition names, (module, name), once each."""
    named = (_named(module_name, each) for each in ast.walk(node))
    return tuple(dict.fromkeys(way for way in named if way is not None))


@cache
def _definitions(module_name):
    """What stands at the top of a module of ours, by its name."""
    module = house.modules().get(module_name)
    return {node.name: node for node in house.definitions(module, public=False)} if module else {}


def _named(module_name, node):
    """(module, name) of the definition that a name, or the name of a module and one in it, stands
    for; else None.
    """
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        thing = vars(sys.modules[module_name]).get(node.value.id)
        return (thing.__name__, node.attr) if inspect.ismodule(thing) else None
    if isinstance(node, ast.Name):
        thing = vars(sys.modules[module_name]).get(node.id)
        return (
            (thing.__module__, thing.__name__)
            if inspect.isclass(thing) or inspect.isfunction(thing)
            else None
        )
    return None


@cache
def names_read(view, source):
    """(name, FLAG or VALUE) for each parameter that a view reads of request.GET or request.POST
    (`source`), wherever.

    Raises AssertionError for a name that is not to be found in the code: it would stay unasked.
    """
    read = (_read_in(module, definition, source) for module, definition in reached(view))
    return set().union(*read)


@cache
def _read_in(module_name, definition, source):
    """The same of one definition alone."""
    module = house.modules()[module_name]
    return {
        (name, how)
        for node in ast.walk(definition)
        for key, how in _reads(node, source)
        for name in _constants(module, key)
    }


def _reads(node, source):
    """(the expression that names a parameter, how it is read), if the node reads one."""
    if isinstance(node, ast.Subscript) and _is_source(node.value, source):
        yield node.slice, VALUE
    if isinstance(node, ast.Compare) and isinstance(node.ops[0], ast.In | ast.NotIn):
        yield from [(node.left, FLAG)] if _is_source(node.comparators[0], source) else ()
    if (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in ("get", "getlist")
    ):
        yield from [(node.args[0], VALUE)] if _is_source(node.func.value, source) else ()


def _is_source(node, source):
    """request.GET or request.POST; of a form, self.data is what was posted."""
    names = (source, "data") if source == "POST" else (source,)
    return isinstance(node, ast.Attribute) and node.attr in names


def _constants(module, key):
    """The values an expression can have: itself, or those it is taken from one after the other."""
    if isinstance(key, ast.Constant):
        return [key.value]
    for node in house.nodes(module):
        loops = getattr(node, "generators", [node] if isinstance(node, ast.For) else [])
        for loop in loops:
            if (
                isinstance(key, ast.Name)
                and isinstance(loop.target, ast.Name)
                and loop.target.id == key.id
            ):
                if isinstance(loop.iter, ast.Tuple | ast.List):
                    return [each.value for each in loop.iter.elts]
                if isinstance(loop.iter, ast.Name):
                    return list(getattr(sys.modules[module.name], loop.iter.id))
    raise AssertionError(
        f"{module.name}:{key.lineno} reads a parameter whose name stands nowhere: {ast.unparse(key)}"
    )


def asked_of(view):
    """Names that a GET of this view looks at; those of pages of lists left out."""
    return sorted({name for name, _ in names_read(view, "GET")} - set(PAGING))


def is_paged(view):
    """Whether the view shows a list by keys."""
    return PAGING[0] in {name for name, _ in names_read(view, "GET")}


def posted_to(view):
    """(name, FLAG or VALUE) of all that a POST to this view may hold.

    What it reads, and the fields of its forms.
    """
    found = set(names_read(view, "POST"))
    for module, node in reached(view):
        thing = getattr(sys.modules[module], node.name, None)
        if inspect.isclass(thing) and issubclass(thing, forms.BaseForm):
            found |= {(name, VALUE) for name in thing.base_fields}
    return sorted(found)


@dataclass
class Sent:
    """One way to post to an address.

    Names with values that pass, and which of them a person types or chooses.
    """

    url: str
    given: dict
    typed: set = field(default_factory=set)
    chosen: set = field(default_factory=set)

    @property
    def key(self):
        """Two forms of the same address with the same names are one."""
        return resolve(self.url.split("?")[0]).url_name, frozenset(self.given)


def forms_on(page, url):
    """Every form of a page that posts to us, filled in as somebody would.

    A Sent for each button.
    """
    if "<form" not in page:
        return
    for form in lxml.html.fromstring(page).forms:
        target = urljoin(url, form.get("action") or "")
        if (form.get("method") or "").lower() != "post" or not _is_ours(target):
            continue
        sent = Sent(target, {})
        for element in form.iter("input", "select", "textarea"):
            _fill(sent, element)
        buttons = list(form.iter("button"))
        for button in buttons:
            pressed = {button.get("name"): button.get("value") or ""} if button.get("name") else {}
            at = urljoin(target, button.get("formaction") or "")
            yield Sent(at, sent.given | pressed, sent.typed, sent.chosen)
        if not buttons:
            yield sent


def _is_ours(url):
    try:
        resolve(url.split("?")[0])
    except Resolver404:
        return False
    return True


def _fill(sent, element):
    name, kind = element.get("name"), element.get("type") or element.tag
    if not name or name == "csrfmiddlewaretoken" or kind in ("submit", "button", "image"):
        return
    if kind in ("checkbox", "radio", "select"):
        sent.chosen.add(name)
    if kind in ("checkbox", "radio"):
        if "checked" in element.attrib or name not in sent.given:
            sent.given[name] = element.get("value") or "on"
    elif kind == "select":
        options = [option.get("value") or "" for option in element.iter("option")]
        chosen = [
            option.get("value") or ""
            for option in element.iter("option")
            if "selected" in option.attrib
        ]
        must = "required" in element.attrib
        sent.given[name] = next(
            (value for value in (*chosen, *(options if must else ())) if value), ""
        )
    elif kind == "file":
        sent.given[name] = _file(element.get("accept") or "")
    else:
        value = element.text_content() if kind == "textarea" else element.get("value") or ""
        sent.given[name] = value if value.strip() else PLAUSIBLE.get(kind, lambda: "Zq words")()
        if kind in ("text", "textarea", "search"):
            sent.typed.add(name)


PLAUSIBLE = {
    "hidden": lambda: "",
    "number": lambda: "1",
    "email": lambda: "zq@example.org",
    "date": lambda: timezone.localdate().isoformat(),
    "password": lambda: builders.PASSWORD,
    "url": lambda: "https://example.org/minutes",
}


def _file(accept):
    """What makes a file of a kind the field takes: each post reads one of its own."""
    if "docx" in accept:
        return lambda: builders.file("plan.docx", word_file())
    if "csv" in accept or "zip" in accept:
        return lambda: builders.file(
            "people.csv", b"Name,Email,Role\nZq Person,zq.person@example.org,Teacher\n"
        )
    return builders.png


def like(url, names, others):
    """Values for `names` as the form has them that knows most of them, of those the one with the
    most similar address.
    """
    best = max(
        others, key=lambda sent: (len(names & set(sent.given)), len(commonpath([sent.url, url])))
    )
    return {name: best.given[name] for name in names if name in best.given}
