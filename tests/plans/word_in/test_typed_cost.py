"""What a hostile text costs, and that depth costs it no words.

Twice as long, at most 2.3 times the work, counted in calls (tests/plans/text/test_cost.py).
"""

import re

import pytest

from plans.text.words import words
from plans.word_in.readers.word.typed.text_file import read_text
from tests.plans.text.test_cost import assert_in_proportion

# What makes a reader of Markdown look again and again at what it has read, each by how often.
UNITS = {
    "brackets": "[",
    "brackets closed": "]",
    "links": "[a](b",
    "links in links": "[a[b](c)](d)",
    "pictures": "![",
    "stars": "*",
    "stars and letters": "*a",
    "stars apart": "* a",
    "bold": "**a",
    "bold both": "**a**",
    "bold and not": "a**b",
    "underlines": "_a",
    "struck": "~~a",
    "struck both": "~~a~~",
    "ticks": "`",
    "ticks and letters": "`a",
    "growing ticks": "``a`",
    "escapes": "\\",
    "tags": "<a",
    "tags in tags": "<a b='",
    "comments": "<!--",
    "comments closed": "<!-- a -->",
    "orders": "<?a",
    "addresses": "<http://a",
    "quotations": "> ",
    "quotations of lines": "> a\n",
    "quotations in items": "> - ",
    "bullets": "- ",
    "bullets of lines": "- a\n",
    "numbers": "1. a\n",
    "deeper bullets": "- a\n  ",
    "headings": "# a\n",
    "headings alone": "#",
    "rules": "***\n",
    "fences": "```\n",
    "fences open": "```a\n~~~\n",
    "tables": "| a | b |\n|---|---|\n",
    "rows": "| a | b |\n",
    "cells": "| a ",
    "dashes": "|-",
    "bars": "|",
    "underlined": "a\n===\n",
    "line ends": "\n",
    "lines": "a\n",
    "spaces": "a  \n",
    "tabs": "\t",
    "both marks": "*_a",
    "mixed": "*a _b **c __d ",
}
SIGN = "**marked**\n\n"
DEEP = {
    "quotations": lambda n: ">" * n + " word",
    "quotations apart": lambda n: "> " * n + "word",
    "bullets": lambda n: "- " * n + "word",
    "numbers": lambda n: "1. " * n + "word",
    "both": lambda n: "> - " * n + "word",
    "steps": lambda n: "\n".join(f"{'  ' * at}- a" for at in range(n)) + "\nword",
    "steps of quotations": lambda n: "\n".join(f"{'> ' * at}- a" for at in range(n)) + "\n\nword",
    "steps in quotations": lambda n: (
        "\n".join(f"> {'   ' * at}1. a" for at in range(n)) + "\n\nword"
    ),
}


@pytest.mark.parametrize("marked", [True, False], ids=["Markdown", "plain"])
@pytest.mark.parametrize("unit", UNITS)
def test_twice_the_text_is_twice_the_work(unit, marked):
    before = SIGN if marked else "word\n\n"
    once, twice = (before + UNITS[unit] * n for n in (600, 1_200))
    assert_in_proportion(read_text, [once], [twice])


@pytest.mark.parametrize("marked", [True, False], ids=["Markdown", "plain"])
@pytest.mark.parametrize("shape", DEEP)
def test_however_deep_it_lies_no_word_is_lost(shape, marked):
    before = SIGN if marked else ""
    for depth in (5, 19, 20, 21, 50, 300):
        text = DEEP[shape](depth)
        document = read_text(before + text)
        kept = " ".join(word for html in document.texts() for word in words(html))
        assert re.findall(r"word", kept) == ["word"], depth
        assert len(re.findall(r"\ba\b", kept)) == len(re.findall(r"\ba\b", text)), depth
