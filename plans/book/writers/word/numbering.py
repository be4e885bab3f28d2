"""Lists: their looks, and that each numbered list counts by itself."""

from safety_portal.core.exports.word.markup import DECLARATION, SPACES

DEEPEST = 8
# How far each depth stands in, in twips (1,440 to the inch).
STEP = 360
_BULLETS = ("•", "–", "▪")
_FORMATS = {
    "": "decimal",
    "a": "lowerLetter",
    "A": "upperLetter",
    "i": "lowerRoman",
    "I": "upperRoman",
}
_BULLET_LOOK = 1
_LOOKS = {kind: index for index, kind in enumerate(_FORMATS, start=_BULLET_LOOK + 1)}
_BULLET_LIST = 1


class Numbering:
    """Gives each list of the text its number in the file.

    Writes the part that says what they look like.
    """

    def __init__(self) -> None:
        self._lists = [
            f'<w:num w:numId="{_BULLET_LIST}"><w:abstractNumId w:val="{_BULLET_LOOK}"/></w:num>'
        ]

    def bulleted(self) -> int:
        """The list that all bulleted lists belong to: nothing is counted in it."""
        return _BULLET_LIST

    def numbered(self, *, kind: str, depth: int, start: int) -> int:
        """A new list that begins to count at `start`; `kind` as in HTML: "", a, A, i, I."""
        number = len(self._lists) + 1
        self._lists.append(
            f'<w:num w:numId="{number}"><w:abstractNumId w:val="{_LOOKS[kind]}"/><w:lvlOverride w:ilvl="{depth}">'
            f'<w:startOverride w:val="{start}"/></w:lvlOverride></w:num>'
        )
        return number

    def xml(self) -> str:
        """The numbering part."""
        looks = _look(_BULLET_LOOK, [_bullet(depth) for depth in range(DEEPEST + 1)])
        for kind, index in _LOOKS.items():
            looks += _look(index, [_counter(depth, _FORMATS[kind]) for depth in range(DEEPEST + 1)])
        return f"{DECLARATION}<w:numbering {SPACES}>{looks}{''.join(self._lists)}</w:numbering>"


def properties(*, list_number: int, depth: int) -> str:
    """What makes a paragraph an item of a list."""
    return f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{list_number}"/></w:numPr>'


def _look(index: int, levels: list[str]) -> str:
    return (
        f'<w:abstractNum w:abstractNumId="{index}"><w:nsid w:val="{index:08X}"/>'
        f'<w:multiLevelType w:val="hybridMultilevel"/>{"".join(levels)}</w:abstractNum>'
    )


def _counter(depth: int, number_format: str) -> str:
    return _level(depth, number_format, f"%{depth + 1}.", "")


def _bullet(depth: int) -> str:
    fonts = '<w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial"/></w:rPr>'
    return _level(depth, "bullet", _BULLETS[depth % len(_BULLETS)], fonts)


def _level(depth: int, number_format: str, pattern: str, fonts: str) -> str:
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{number_format}"/><w:lvlText w:val="{pattern}"/>'
        f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{STEP * (depth + 1)}" w:hanging="{STEP}"/></w:pPr>{fonts}</w:lvl>'
    )
