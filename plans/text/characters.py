"""Which characters a plan's text may hold.

Signed text must read the same for everyone, so nothing invisible stays.
"""

import re

from safety_portal.core.accents import composed

# Controls, soft hyphens, zero-width spaces, byte order marks, characters that reorder what is read,
# tags, and halves of surrogate pairs. Joiners (U+200C, U+200D) stay: Persian, Hindi and emoji need
# them.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u180e\u200b\u2060-\u206f\u202a-\u202e\ufeff\ufff9-\ufffb\ufffe\uffff"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)
_SPACE = re.compile(r"\s+")


def visible(text: str) -> str:
    """The text without invisible characters, composed (NFC), spaces of every kind single and plain.

    Ends not trimmed.

    Line ends count as spaces. Of accents stacked upon one another the first 30 are kept.
    """
    if text.isascii() and text.isprintable() and "  " not in text:
        return text
    return _SPACE.sub(" ", composed(_INVISIBLE.sub("", text)))


def one_line(text: str) -> str:
    """``visible``, trimmed: for titles and other plain text of one line."""
    return visible(text).strip()
