"""Whether the bytes of a file are text, and in which encoding."""

import codecs
import re

_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def text_in(data: bytes) -> str | None:
    """The text of a file that holds nothing but text, None where it holds anything else."""
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), "utf-8")
    for name in (encoding, "cp1252"):
        try:
            text = data.decode(name)
        except UnicodeDecodeError:
            continue
        return (
            None
            if _CONTROL.search(text)
            else text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n\n")
        )
    return None
