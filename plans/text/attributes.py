"""The few attributes that the text of a plan keeps.

Links, pictures, the numbers of lists, the spans of cells.
"""

import re

from plans.text import allowed
from plans.text.blocks import Block
from plans.text.characters import one_line

_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


def link(href: str) -> str:
    """The address of a link as it is kept; "" where the allow-list has no such address."""
    address = _CONTROL.sub("", href).strip().replace(" ", "%20")
    return address if len(address) <= allowed.LINK_LENGTH and allowed.LINK.match(address) else ""


def picture(attrs: dict[str, str]) -> Block | None:
    """A picture of the portal's own, by the name of its content; None for any other."""
    match = allowed.PICTURE.search(attrs.get("src", "")[-allowed.LINK_LENGTH :])
    if not match:
        return None
    alt = one_line(one_line(attrs.get("alt", ""))[: allowed.ALT_LENGTH])
    return Block("img", attrs=(("src", f"picture/{match[1]}"), ("alt", alt)))


def of_container(tag: str, attrs: dict[str, str]) -> tuple[tuple[str, str], ...]:
    """What a list or a cell keeps of its attributes, in the order in which it is written."""
    if tag == "ol":
        start, kind = _whole(attrs.get("start"), allowed.LIST_START_MAX), attrs.get("type")
        numbered = (("start", str(start)),) if start != 1 else ()
        return (*numbered, *((("type", kind),) if kind in allowed.LIST_TYPES else ()))
    if tag in allowed.CELLS:
        spans = (
            (name, _whole(attrs.get(name), allowed.SPAN_MAX)) for name in ("colspan", "rowspan")
        )
        return tuple((name, str(value)) for name, value in spans if value > 1)
    return ()


def _whole(text: str | None, most: int) -> int:
    """A whole number in ASCII digits, at most ``most``; 1 for anything else."""
    return min(int(text), most) if text and re.fullmatch(r"[0-9]{1,6}", text) else 1
