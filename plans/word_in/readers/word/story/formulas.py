"""Formulas on one line, as somebody would type them: M², a/b, √(x+1). What is raised or lowered and
has no sign of its own
keeps its place as superscript or subscript."""

from lxml.etree import _Element

from plans.word_in.readers.word.archive.names import VAL, M, W

_RAISED = str.maketrans("0123456789+-−=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ")
_LOWERED = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")
_SIGNS = {"superscript": _RAISED, "subscript": _LOWERED}
_DEEPEST = 40

# A piece of a formula: its text, and "superscript", "subscript" or "".
_Piece = tuple[str, str]


def make_linear(formula: _Element) -> None:
    """Replace what a m:oMath holds by runs of text."""
    pieces = _pieces(formula, 0)
    for child in list(formula):
        formula.remove(child)
    for text, position in pieces:
        run = _inside(formula, f"{W}r")
        if position:
            _inside(_inside(run, f"{W}rPr"), f"{W}vertAlign").set(VAL, position)
        _inside(run, f"{W}t").text = text


def _inside(parent: _Element, tag: str) -> _Element:
    """A new last element in another."""
    child = parent.makeelement(tag)
    parent.append(child)
    return child


def _pieces(node: _Element, deep: int) -> list[_Piece]:
    """The text of an element, in order."""
    name = (
        node.tag.rpartition("}")[2] if isinstance(node.tag, str) and node.tag.startswith(M) else ""
    )
    if name == "t" or node.tag == f"{W}t":
        return [(node.text or "", "")]
    if name.endswith("Pr") or deep > _DEEPEST:
        return (
            []
            if name.endswith("Pr")
            else [("".join(text.text or "" for text in node.iter(f"{M}t")), "")]
        )
    return _SHAPES.get(name, _all)(node, deep + 1)


def _all(node: _Element, deep: int) -> list[_Piece]:
    return [piece for child in node for piece in _pieces(child, deep)]


def _part(node: _Element, name: str, deep: int) -> list[_Piece]:
    child = node.find(f"{M}{name}")
    return [] if child is None else _pieces(child, deep)


def _placed(pieces: list[_Piece], position: str) -> list[_Piece]:
    """Raised or lowered text: by signs where each letter has one."""
    text = "".join(each for each, _ in pieces)
    signs = text.translate(_SIGNS[position])
    if all(before != after for before, after in zip(text, signs, strict=True)):
        return [(signs, "")] if signs else []
    return [(text, position)]


def _power(node: _Element, deep: int) -> list[_Piece]:
    lowered = _placed(_part(node, "sub", deep), "subscript")
    return _part(node, "e", deep) + lowered + _placed(_part(node, "sup", deep), "superscript")


def _power_before(node: _Element, deep: int) -> list[_Piece]:
    lowered = _placed(_part(node, "sub", deep), "subscript")
    return lowered + _placed(_part(node, "sup", deep), "superscript") + _part(node, "e", deep)


def _fraction(node: _Element, deep: int) -> list[_Piece]:
    return [*_whole(_part(node, "num", deep)), ("/", ""), *_whole(_part(node, "den", deep))]


def _root(node: _Element, deep: int) -> list[_Piece]:
    return [
        *_placed(_part(node, "deg", deep), "superscript"),
        ("√", ""),
        *_whole(_part(node, "e", deep)),
    ]


def _brackets(node: _Element, deep: int) -> list[_Piece]:
    between = [_pieces(child, deep) for child in node.findall(f"{M}e")]
    inside = [
        piece
        for index, each in enumerate(between)
        for piece in ([(_sign(node, "sepChr", "|"), "")] if index else []) + each
    ]
    return [(_sign(node, "begChr", "("), ""), *inside, (_sign(node, "endChr", ")"), "")]


def _sum(node: _Element, deep: int) -> list[_Piece]:
    lowered = _placed(_part(node, "sub", deep), "subscript")
    raised = _placed(_part(node, "sup", deep), "superscript")
    return [(_sign(node, "chr", "∫"), ""), *lowered, *raised, *_whole(_part(node, "e", deep))]


def _rows(node: _Element, deep: int) -> list[_Piece]:
    rows = [
        _all(row, deep) if row.tag != f"{M}mr" else _cells(row, deep)
        for row in node
        if not row.tag.endswith("Pr")
    ]
    return [
        piece for index, row in enumerate(rows) for piece in ([("; ", "")] if index else []) + row
    ]


def _cells(row: _Element, deep: int) -> list[_Piece]:
    cells = [_pieces(cell, deep) for cell in row.findall(f"{M}e")]
    return [
        piece for index, cell in enumerate(cells) for piece in ([(" ", "")] if index else []) + cell
    ]


def _whole(pieces: list[_Piece]) -> list[_Piece]:
    """In parentheses where it is more than one number or word."""
    text = "".join(each for each, _ in pieces).strip()
    return (
        pieces
        if not text or text.replace(".", "").isalnum() or text[0] in "(["
        else [("(", ""), *pieces, (")", "")]
    )


def _sign(node: _Element, name: str, usual: str) -> str:
    """A sign that the properties of an element name; "" where they name none on purpose."""
    found = node.find(f"{M}{node.tag.rpartition('}')[2]}Pr/{M}{name}")
    return usual if found is None else found.get(f"{M}val", "")


_SHAPES = {
    "sSup": _power, "sSub": _power, "sSubSup": _power, "sPre": _power_before, "f": _fraction, "rad": _root, "d": _brackets,
    "nary": _sum, "m": _rows, "eqArr": _rows,
}  # fmt: skip
