"""Tags of HTML, found without looking at any character twice. What they mean is for who asks."""

import re
from html import unescape

_SPACE = r"[ \t\n\r\f]"
# A name, and perhaps a value: in either kind of quotation marks, or without any up to the next
# space.
_ATTRIBUTE = (
    r"(=[^ \t\n\r\f/>=]*+|[^ \t\n\r\f/>=]++)"
    rf"(?:{_SPACE}*+={_SPACE}*+(?:\"([^\"]*+)\"|'([^']*+)'|([^ \t\n\r\f>\"'][^ \t\n\r\f>]*+))?+)?+"
)
_EACH_ATTRIBUTE = re.compile(_ATTRIBUTE)
# Groups: "/" of an end tag, the name, the attributes as written, and by name `close` what ends it.
# The end of the text ends a tag, too, which is then none: so whatever begins like a tag is one or
# ends the text, and no "<" is read on from in vain.
TAG = re.compile(
    rf"<(/?)([a-zA-Z][^ \t\n\r\f/>]*+)((?:[ \t\n\r\f/]++|{_ATTRIBUTE})*+)(?P<close>>|\Z)"
)
# Python reads no number of thousands of digits, and no character has one of more than seven.
_NO_CHARACTER = re.compile(r"&#[0-9]{8,}+;?")


def attributes_of(written: str) -> dict[str, str]:
    """The attributes of a start tag by name, in lower case, entities read.

    The first of a name counts.
    """
    attributes: dict[str, str] = {}
    for name, double, single, bare in _EACH_ATTRIBUTE.findall(written):
        attributes.setdefault(name.lower(), read(double or single or bare))
    return attributes


def read(text: str) -> str:
    """Text with its entities read."""
    return unescape(_NO_CHARACTER.sub("\ufffd", text)) if "&" in text else text
