"""What the portal itself printed into a Word file (plans/book/writers/word).

The cover, the contents, the signature page, records.

It stands in content controls that carry our tag. Such a file imported again becomes the sections
it was made of: the portal prints the rest anew, and a block inside a section stands there by its
placeholder's name again.
"""

import re

from lxml.etree import _Element

from plans.word_in.readers.word.archive.names import W, value

CONTROL = f"{W}sdt"
MARK = "safety-portal:"
# The style of the number in front of a heading, which comes back as the number of its section, not
# as words of the title.
NUMBER_STYLE = "PortalNumber"
_BLOCK = re.compile(r"generated\.[a-z_]{1,60}")


def printed_name(control: _Element) -> str | None:
    """What a w:sdt of the portal's holds ("cover", "generated.signatures").

    None where it is somebody else's.
    """
    tag = value(control, "sdtPr/tag")
    return tag.removeprefix(MARK) if tag.startswith(MARK) else None


def stands_for(name: str) -> str:
    """The text that what was printed becomes: its placeholder, or nothing."""
    return f"{{{{ {name} }}}}" if _BLOCK.fullmatch(name) else ""


def is_number(run: _Element) -> bool:
    """Whether a w:r is the number that the portal wrote in front of a heading."""
    return value(run, "rPr/rStyle") == NUMBER_STYLE
