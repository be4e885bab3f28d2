"""The tags and the words of any HTML, hostile or not, each read once, from left to right.

A browser's way of reading (html5ever's was ours) looks through everything that is still open for
each further tag, and so takes the square of the time for what was made on purpose: 32 kB of
``<b>x`` held the portal for forty seconds, half a megabyte of ``<div>`` or of ``&`` its parser
alone for fourteen. Here nothing is looked at twice: patterns are possessive, what is never closed
is no tag but words, and what a tag means is left to the builder, which counts how deep it is.
"""

import re
from collections.abc import Iterator

from plans.text import allowed
from safety_portal.core.markup import TAG, read

WORDS, START, END = "words", "start", "end"
# Kind, then the words or the name of the tag, then the attributes of a start tag as they were
# written.
Token = tuple[str, str, str]

_COMMENT_END = re.compile(r"--!?>|\Z")
# Up to their own end tag these hold no other tag. What stands in the silent ones is no text of the
# plan.
_SILENT = {"script", "style", "title", "iframe", "noembed", "noframes"}
_PLAIN = {"textarea", "xmp", "plaintext"}
# Drawings and formulas end where HTML goes on, closed or not.
_FOREIGN = {"svg", "math"}
_HIDING = {*_FOREIGN, "template", "object", "applet", "noscript"}
_KNOWN = allowed.ALLOWED | allowed.BREAKING | set(allowed.RENAMED)


def tokens(html: str) -> Iterator[Token]:
    """What HTML says, in order.

    Words with their entities read, start and end tags of the allow-list by their own names.

    Comments, scripts and the like are left out with what they hold, tags that no list knows
    without.
    """
    hidden, depth = "", 0
    for kind, name, attributes in _pieces(html):
        if hidden in _FOREIGN and kind == START and name in _KNOWN:
            hidden = ""
        if hidden:
            if name == hidden and kind != WORDS:
                depth += {START: 1, END: -1}[kind]
                hidden = hidden if depth else ""
        elif kind == START and name in _HIDING:
            hidden, depth = ("", 0) if name in _FOREIGN and attributes.endswith("/") else (name, 1)
        elif kind == WORDS or name in _KNOWN:
            yield kind, name, attributes


def _pieces(html: str) -> Iterator[Token]:
    """Words and tags as they stand, whatever they are; comments and declarations are left out."""
    at = 0
    while at < len(html):
        sign = html.find("<", at)
        sign = len(html) if sign < 0 else sign
        if sign > at:
            yield WORDS, read(html[at:sign]), ""
        match = TAG.match(html, sign)
        if match and not match["close"]:
            # No tag after all, and perhaps "fewer <ten": rather too many words than too few.
            yield WORDS, read(html[sign:]), ""
            return
        if match:
            name, at = match[2].lower(), match.end()
            yield END if match[1] else START, name, match[3]
            if not match[1] and name in _SILENT | _PLAIN:
                end = _end_of_plain(html, name, at)
                if name in _PLAIN:
                    yield WORDS, read(html[at:end]) if name == "textarea" else html[at:end], ""
                at = end
        elif html.startswith(("<!", "<?", "</"), sign):
            at = _end_of_comment(html, sign)
        elif sign < len(html):
            yield WORDS, "<", ""
            at = sign + 1
        else:
            at = sign


def _end_of_plain(html: str, name: str, at: int) -> int:
    """Where the end tag of a script or the like begins.

    The end of the text where there is none, and of plaintext always.
    """
    if name == "plaintext":
        return len(html)
    found = re.compile(rf"</{name}(?=[ \t\n\f/>])|\Z", re.IGNORECASE).search(html, at)
    return found.start() if found else len(html)


def _end_of_comment(html: str, at: int) -> int:
    if html.startswith("<!--", at):
        found = _COMMENT_END.search(html, at + 2)
        return found.end() if found else len(html)
    end = html.find(">", at)
    return end + 1 if end >= 0 else len(html)
