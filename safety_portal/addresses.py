"""Addresses by name, out of a table: what Django's `reverse` works out anew for every link is worked out once for each name.

A page of 25 rows has a hundred links or more, of four or five names; {% url %} takes them from here (templatetags/addresses.py).
"""

import re

from django.urls import get_resolver, get_script_prefix, get_urlconf, reverse
from django.urls.converters import IntConverter, SlugConverter, StringConverter

# A word that stands in an address as it is, whatever the converter: nothing to quote, nothing to escape.
PLAIN = re.compile(r"[-0-9A-Za-z_]+")
# Which arguments a converter takes without looking at them.
TAKEN = {IntConverter: (int,), SlugConverter: (int, str), StringConverter: (int, str)}


def address(name: str, *args) -> str:
    """Where the page `name` is: what `reverse(name, args=args)` says, NoReverseMatch included."""
    if not all(map(_is_plain, args)) or get_script_prefix() != "/":
        return reverse(name, args=args)
    # Kept on the resolver, so that other URLs (of a test, of the bench) have a table of their own.
    resolver = get_resolver(get_urlconf())
    kept = resolver.__dict__.setdefault("kept_addresses", {})
    key = (name, *map(type, args))
    if key not in kept:
        kept[key] = _form(resolver, name, args)
    return kept[key] % args if kept[key] else reverse(name, args=args)


def _is_plain(argument):
    """Whether it is a number from 0 on or a plain word; of no type beside, which might be written otherwise."""
    if type(argument) is int:
        return argument >= 0
    return type(argument) is str and PLAIN.fullmatch(argument) is not None


def _form(resolver, name, args):
    """The address with %s for each argument; None where not every argument of these types is taken, or more than one fits."""
    ways = [
        (form, params, converters)
        for forms, _, _, converters in resolver.reverse_dict.getlist(name)
        for form, params in forms
        if len(params) == len(args)
    ]
    if len(ways) != 1:
        return None
    form, params, converters = ways[0]
    for param, argument in zip(params, args, strict=True):
        if type(argument) not in TAKEN.get(type(converters.get(param)), ()):
            return None
    form = "/" + form % dict.fromkeys(params, "%s")
    return form if form.count("%") == len(args) and form % args == reverse(name, args=args) else None
