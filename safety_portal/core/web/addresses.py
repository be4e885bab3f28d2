"""Addresses by name, out of a table.

What Django's `reverse` works out anew for every link is worked out once for each name.

A page of 25 rows has a hundred links or more, of four or five names; {% url %} takes them from here
(templatetags/addresses.py).
"""

import re
from contextlib import contextmanager
from contextvars import ContextVar

from django.urls import get_resolver, get_script_prefix, get_urlconf, reverse
from django.urls.converters import IntConverter, SlugConverter, StringConverter

# A word that stands in an address as it is, whatever the converter: nothing to quote, nothing to
# escape.
PLAIN = re.compile(r"[-0-9A-Za-z_]+")
# Which arguments a converter takes without looking at them.
TAKEN = {IntConverter: (int,), SlugConverter: (int, str), StringConverter: (int, str)}
# The resolver whose table counts while `looked_up_once` holds: to ask Django for it takes as long
# as the rest of an address.
_resolver = ContextVar("resolver", default=None)


def address(name: str, *args) -> str:
    """Where the page `name` is: what `reverse(name, args=args)` says, NoReverseMatch included."""
    resolver = _resolver.get() or _resolver_now()
    if resolver is None or not _are_plain(args):
        return reverse(name, args=args)
    # Kept on the resolver, so that other URLs (of a test, of the bench) have a table of their own.
    forms = resolver.__dict__.setdefault("kept_addresses", {})
    key = (name, *map(type, args))
    if key not in forms:
        forms[key] = _form(resolver, name, args)
    return forms[key] % args if forms[key] else reverse(name, args=args)


@contextmanager
def looked_up_once():
    """For thousands of addresses: which URLs they are of is not looked for each time.

    Nothing within may change the URLs or the path that the portal is under.
    """
    known = _resolver.set(_resolver_now())
    try:
        yield
    finally:
        _resolver.reset(known)


def _resolver_now():
    """What resolves addresses at the moment; None under a path, where Django has to write them."""
    return get_resolver(get_urlconf()) if get_script_prefix() == "/" else None


def _are_plain(arguments):
    """Whether all are numbers from 0 on or plain words; other types might be written otherwise."""
    for argument in arguments:
        if type(argument) is int:
            if argument < 0:
                return False
        elif type(argument) is not str or PLAIN.fullmatch(argument) is None:
            return False
    return True


def _form(resolver, name, args):
    """The address with %s for each argument.

    None where not every argument of these types is taken, or more than one fits.
    """
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
    return (
        form if form.count("%") == len(args) and form % args == reverse(name, args=args) else None
    )
