"""What one part of the file refers to: addresses outside, pictures, other parts.

Each has an id in that part.
"""

import re
from urllib.parse import quote

from safety_portal.core.exports.word.markup import DECLARATION, attribute

_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
# What an address may hold as it is; Word calls a file damaged that holds more.
_PLAIN = "-._~:/?#@!$&'()*+,;=%"
_OUTSIDE = ' TargetMode="External"'
_LONE_PERCENT = re.compile("%(?![0-9A-Fa-f]{2})")


class Relations:
    """The relations of a part, each target once, in the order in which they were asked for."""

    def __init__(self) -> None:
        self._ids: dict[tuple[str, str, bool], str] = {}

    def link(self, address: str) -> str:
        """The id of an address outside the file."""
        return self._id("hyperlink", _address(address), outside=True)

    def part(self, kind: str, target: str) -> str:
        """The id of another part, `target` being its name seen from the folder of this one."""
        return self._id(kind, target, outside=False)

    def xml(self) -> str:
        """The part that holds the relations."""
        rows = "".join(
            f'<Relationship Id="{key}" Type="{_TYPES}/{kind}" Target="{attribute(target)}"{_OUTSIDE * outside}/>'
            for (kind, target, outside), key in self._ids.items()
        )
        space = "http://schemas.openxmlformats.org/package/2006/relationships"
        return f'{DECLARATION}<Relationships xmlns="{space}">{rows}</Relationships>'

    def _id(self, kind: str, target: str, *, outside: bool) -> str:
        return self._ids.setdefault((kind, target, outside), f"r{len(self._ids) + 1}")


def _address(address: str) -> str:
    """The address with what no address may hold written as %XX; letters of every script stay."""
    plain = "".join(letter if letter > "\x7f" else quote(letter, safe=_PLAIN) for letter in address)
    return _LONE_PERCENT.sub("%25", plain)
