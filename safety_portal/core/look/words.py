"""Fixed lists of words that a template's tag takes, and what says so where it is given another.

A word written in a template is checked when the template is compiled, so that a page with a slip of
the pen never waits for the one reader whose row shows it; a word that comes from the database is
checked when it is drawn, by the same sentence.
"""

from collections.abc import Callable, Mapping
from inspect import Signature, signature
from typing import Any, TypeVar

from django.template import Library, TemplateSyntaxError
from django.template.base import FilterExpression, Node, Parser, Token
from django.template.library import SimpleNode

Meaning = TypeVar("Meaning")
Tag = TypeVar("Tag", bound=Callable[..., Any])


class Words(dict[str, Meaning]):
    """What each word of a fixed list stands for. `kind` says what they are: "a status code"."""

    def __init__(self, kind: str, words: Mapping[str, Meaning]) -> None:
        super().__init__(words)
        self.kind = kind

    def __missing__(self, word: object) -> None:
        """Raise TemplateSyntaxError that names the words there are."""
        raise TemplateSyntaxError(
            f"“{word}” is not {self.kind}. Known are: {', '.join(sorted(self))}."
        )


def checked_tag(library: Library, **lists: Words[Any]) -> Callable[[Tag], Tag]:
    """Register a template tag whose literal arguments stand in lists of the words there are.

    A decorator: a simple tag of the function's name, a list for the name of each argument. What an
    argument has by default is taken too. Another literal raises TemplateSyntaxError when a
    template is compiled.
    """

    def registered(function: Tag) -> Tag:
        library.simple_tag(function)
        library.tags[function.__name__] = _checked(
            library.tags[function.__name__], signature(function), lists
        )
        return function

    return registered


def _checked(
    compile_tag: Callable[[Parser, Token], SimpleNode],
    parameters: Signature,
    lists: Mapping[str, Words[Any]],
) -> Callable[[Parser, Token], Node]:
    def compile_checked(parser: Parser, token: Token) -> Node:
        node = compile_tag(parser, token)
        for argument, expression in parameters.bind(*node.args, **node.kwargs).arguments.items():
            literal = literal_of(expression)
            if argument in lists and literal not in (None, parameters.parameters[argument].default):
                lists[argument][literal]
        return node

    return compile_checked


def literal_of(expression: FilterExpression) -> str | None:
    """The text that an argument is as it stands in the template.

    None for a variable, and for what goes through a filter.
    """
    return None if expression.is_var or expression.filters else expression.var
